"""Wording to look at, decided by the reviewer for child protection while the lesson waits for
them."""

import pytest
from django.urls import reverse

from cms.organisations import Role
from curriculum import library, second_look
from curriculum.models import WordingDecision
from curriculum.states import ReviewStep
from tests.curriculum.people import author, person, reviewer, step_of
from tests.organisations import make_world

ASKING = "Сени мектепте шылдыңдаганбы?"
REASON = "Окуядагы Нурланга айтылган суроо, окуучуга эмес."


@pytest.fixture
def language():
    return reviewer("nurlan", ReviewStep.LANGUAGE)


@pytest.fixture
def protection():
    return reviewer("saule", ReviewStep.PROTECTION)


@pytest.fixture
def sent(lesson):
    """A lesson by Asel in the review; its third question asks for own experience."""
    page = lesson()
    page.questions[2].value["prompt"] = ASKING
    author().submit(page)
    return lesson()


@pytest.fixture
def waiting(sent, language, lesson):
    """The same, waiting for child protection."""
    language.act(sent)
    assert step_of(lesson()) == ReviewStep.PROTECTION
    return lesson()


def undecided(page):
    written = page.get_latest_revision_as_object()
    return second_look.undecided(second_look.in_page(written))


def decide(one, page, reason=REASON):
    (found,) = undecided(page)
    sent = {"fingerprint": found.fingerprint, "reason": reason}
    return one.client.post(reverse("wording"), sent)


def sees(one):
    html = one.get("wording").content.decode()
    return ASKING in html, 'name="reason"' in html


def test_not_before_it_is_their_turn(sent, protection):
    assert sees(protection) == (False, False)

    assert decide(protection, sent).status_code == 404
    assert not WordingDecision.objects.exists()


def test_not_after_their_turn(waiting, protection):
    protection.act(waiting)

    assert decide(protection, waiting).status_code == 404
    assert not WordingDecision.objects.exists()


def test_not_the_reviewer_of_the_language(waiting, language):
    assert sees(language) == (False, False)

    assert decide(language, waiting).status_code == 404
    assert not WordingDecision.objects.exists()


def test_not_who_reviews_another_organisation_s_lessons(waiting):
    stranger = person("stranger", make_world("Ак жол").organisation.group(Role.PROTECTION_REVIEWER))

    assert sees(stranger) == (False, False)
    assert decide(stranger, waiting).status_code == 404
    assert not WordingDecision.objects.exists()


def test_not_who_wrote_it(sent, language, protection, lesson):
    page = lesson().get_latest_revision_as_object()
    page.questions[2].value["prompt"] = "Үйүңдө урушуп турушабы?"
    language.act(sent)
    protection.edit(page)

    assert sees(protection)[1] is False
    decide(protection, lesson())
    assert not WordingDecision.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "ок"])
def test_not_without_a_reason(waiting, protection, reason):
    assert decide(protection, waiting, reason).status_code == 200
    assert not WordingDecision.objects.exists()


def test_in_their_turn_they_overrule_it_with_name_and_reason(waiting, protection, lesson):
    assert sees(protection) == (True, True)

    assert decide(protection, waiting).status_code == 302

    decision = WordingDecision.objects.get()
    assert (decision.decided_by, decision.reason) == (protection.user, REASON)
    assert undecided(lesson()) == []
    assert REASON in protection.get("wording").content.decode()


def test_then_the_lesson_goes_on_to_readers_who_learn_no_name(waiting, protection, lesson, client):
    decide(protection, waiting)

    protection.act(waiting)
    reviewer("ermek", ReviewStep.PUBLISHING).act(waiting)

    assert lesson().questions[2].value["prompt"] == ASKING
    html = client.get(lesson().url).content.decode()
    assert "saule" not in html
    assert REASON not in html


def test_the_reviewer_of_an_organisation_decides_in_its_lessons(lesson):
    world = make_world("Ак жол")
    own = {"organisation": world.organisation, "user": world.author}
    page = library.copy_to(lesson=lesson(), **own).lesson
    page.questions[2].value["prompt"] = ASKING
    page.save_revision(user=world.author)
    page.get_workflow().start(page, world.author)
    nurlan, saule = (
        person(name, world.organisation.group(*post))
        for name, post in (
            ("nurlan", (Role.LANGUAGE_REVIEWER, "ky")),
            ("saule", (Role.PROTECTION_REVIEWER,)),
        )
    )
    nurlan.act(page)

    assert decide(saule, page).status_code == 302
    assert WordingDecision.objects.get().decided_by == saule.user


def test_the_page_of_the_review_leads_there_until_it_is_decided(waiting, protection):
    # The menu leads there too.
    way = f'<a href="{reverse("wording")}">'
    assert way in protection.get("lesson_review", waiting.pk).content.decode()

    decide(protection, waiting)

    assert way not in protection.get("lesson_review", waiting.pk).content.decode()


def test_readers_are_not_reached_by_an_author_s_publishing(lesson):
    """What may be sent to the review may still not be published past it."""
    page = lesson()
    page.questions[2].value["prompt"] = ASKING

    author().edit(page, "action-publish")

    assert lesson().questions[2].value["prompt"] != ASKING
    assert not lesson().workflow_in_progress


@pytest.mark.parametrize("step", list(ReviewStep))
def test_the_menu_leads_there_whoever_may_decide(step):
    one = reviewer("one", step)

    shown = reverse("wording") in one.get("wagtailadmin_home").content.decode()

    assert shown == (step != ReviewStep.LANGUAGE)
