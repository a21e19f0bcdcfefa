"""What may be shown of a picture, and what it lacks before it may be published; on one row and on
many alike."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest

from cms import rights
from cms.models import Picture
from cms.rights import Depicted, GivenBy

TODAY = date(2026, 11, 26)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@dataclass
class Paper:
    """Rights that lack nothing, of a photo of children, unless changed."""

    author: str = "Birge"
    source: str = "a photo of ours"
    licence: str = "own"
    depicted: str = "children"
    consent_paper: str = "A-17"
    consent_by: str = "guardian"
    consent_for: str = "lessons"
    consent_until: date | None = TOMORROW
    withdrawn_on: date | None = None


def test_nothing_is_missing_of_complete_rights():
    assert rights.problems_of(Paper(), TODAY) == []
    assert rights.may_be_shown(Paper(), TODAY)


@pytest.mark.parametrize(
    ("changed", "sentence", "is_shown"),
    [
        ({"author": ""}, "Say who made it.", True),
        ({"source": ""}, "Say where it comes from.", True),
        ({"licence": ""}, "Say why it may be used.", True),
        ({"depicted": ""}, "Say who can be seen or heard.", True),
        ({"consent_paper": ""}, "Give the number of the paper with the consent.", True),
        ({"consent_for": ""}, "Say what the consent is for.", True),
        ({"consent_until": YESTERDAY}, "The consent has ended.", False),
        ({"withdrawn_on": TODAY}, "The consent was withdrawn.", False),
        ({"withdrawn_on": YESTERDAY}, "The consent was withdrawn.", False),
    ],
)
def test_each_gap_is_one_sentence(changed, sentence, is_shown, settings):
    settings.LANGUAGE_CODE = "en"
    paper = Paper(**changed)

    assert rights.problems_of(paper, TODAY) == [sentence]
    assert rights.may_be_shown(paper, TODAY) is is_shown
    assert not rights.may_be_published(paper, TODAY)


@pytest.mark.parametrize("by", ["", "self"])
def test_children_never_without_a_guardian(by):
    assert not rights.may_be_shown(Paper(consent_by=by), TODAY)
    assert rights.problems_of(Paper(consent_by=by), TODAY)


def test_children_never_without_an_end():
    assert not rights.may_be_shown(Paper(consent_until=None), TODAY)
    assert rights.problems_of(Paper(consent_until=None), TODAY)


@pytest.mark.parametrize("depicted", ["nobody", "drawn", "adults-hidden", "children-hidden"])
def test_who_cannot_be_recognised_need_not_consent(depicted):
    paper = Paper(depicted=depicted, consent_paper="", consent_by="", consent_for="")
    paper.consent_until = None

    assert rights.problems_of(paper, TODAY) == []


def test_adults_consent_themselves_and_may_set_no_end():
    paper = Paper(depicted="adults", consent_by="self", consent_until=None)

    assert rights.problems_of(paper, TODAY) == []
    paper.consent_by = ""
    assert len(rights.problems_of(paper, TODAY)) == 1
    assert rights.may_be_shown(paper, TODAY)


@pytest.mark.parametrize(
    ("until", "is_shown", "is_near"),
    [
        (TODAY - timedelta(days=1), False, False),
        (TODAY, True, True),
        (TODAY + timedelta(days=30), True, True),
        (TODAY + timedelta(days=31), True, False),
    ],
)
def test_the_last_day_is_a_day_of_showing(until, is_shown, is_near):
    paper = Paper(consent_until=until)

    assert rights.may_be_shown(paper, TODAY) is is_shown
    assert rights.is_expiring(paper, TODAY) is is_near


def test_a_withdrawal_may_be_set_for_a_later_day():
    assert rights.may_be_shown(Paper(withdrawn_on=TOMORROW), TODAY)
    assert not rights.may_be_shown(Paper(withdrawn_on=TOMORROW), TOMORROW)


def every_kind():
    """One picture of every combination that matters."""
    some = product(
        ["", *Depicted.values],
        ["", *GivenBy.values],
        [None, YESTERDAY, TODAY, TODAY + timedelta(days=40)],
        [None, YESTERDAY, TOMORROW],
        [("", "own"), ("Birge", "")],
    )
    for depicted, by, until, gone, (author, licence) in [
        *some,
        *product(Depicted.values, GivenBy.values, [None, TOMORROW], [None], [("Birge", "own")]),
    ]:
        yield Picture(
            title="one", author=author, source="ours", licence=licence, depicted=depicted,
            consent_by=by, consent_paper="A-17", consent_for="lessons", consent_until=until,
            withdrawn_on=gone, file="original_images/one.png", width=1, height=1,
        )  # fmt: skip


@pytest.mark.django_db
def test_many_rows_are_judged_as_one_is():
    Picture.objects.bulk_create(every_kind())
    rows = list(Picture.objects.all())

    def of(judged):
        return {row.pk for row in rows if judged(row)}

    def found(queryset):
        return set(queryset.values_list("pk", flat=True))

    shown = of(lambda row: rights.may_be_shown(row, TODAY))
    assert found(Picture.objects.withheld(TODAY)) == of(lambda row: row.pk not in shown) != set()
    assert found(Picture.objects.showable(TODAY)) == shown != set()
    assert found(Picture.objects.needing_care(TODAY)) == of(
        lambda row: rights.problems_of(row, TODAY) or rights.is_expiring(row, TODAY)
    )
    assert 0 < Picture.objects.needing_care(TODAY).count() < len(rows)
