"""A lesson keeps its pen name, licence, origins and the days of its review, wherever it comes."""

from io import BytesIO

import pytest

from curriculum import approvals, same_text
from curriculum.models import LessonPage
from curriculum.packs import building, comparing, importing, reading
from curriculum.packs.comparing import Change
from curriculum.states import ReviewStep
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG, changed_json, codes, entries, packed

pytestmark = pytest.mark.django_db
NAME = f"lessons/{SLUG}.json"
ORIGIN = {"key": "00000000-0000-4000-8000-00000000beef", "title": "Түпнуска", "by": "Гүлкайыр"}
DAYS = {"language_reviewer": "2026-10-01", "protection_reviewer": "2026-10-31"}


def pages():
    return LessonPage.objects.filter(slug=SLUG)


@pytest.fixture
def signed(own):
    """A lesson with a pen name, another licence and an origin, looked at in two languages."""
    for page in pages():
        page.pen_name, page.licence, page.origins = "Ай Нур", "cc-by-4.0", [ORIGIN]
        if page.language != "en":
            page.checked_on = DAYS | {"text": same_text.digest_of_page(page)}
        page.save_revision().publish()
    for page in pages().exclude(locale__language_code="en"):
        page.checked_on = DAYS | {"text": same_text.digest_of_page(page)}
        page.save()
    return own


def pack():
    made = BytesIO()
    building.write_next(made, building.of_lessons(slugs=[SLUG], title="Ours"))
    return made.getvalue()


def bring_in(written, own):
    found = reading.read(BytesIO(written), trusted={own.key}, revoked=set())
    return importing.bring_in(found, signer=str(own), takes=lambda item: item.is_lesson)


def test_all_of_it_comes_with_the_lesson(signed):
    written = pack()
    pages().delete()

    bring_in(written, signed)

    for page in pages():
        assert (page.pen_name, page.licence, page.origins) == ("Ай Нур", "cc-by-4.0", [ORIGIN])
    checked = {page.language: page.checks for page in pages()}
    assert set(checked["ky"]) == {ReviewStep.LANGUAGE, ReviewStep.PROTECTION}
    assert checked["ky"] == checked["ru"]
    assert checked["ky"][ReviewStep.PROTECTION].isoformat() == "2026-10-31"
    assert checked["en"] == {}
    assert pack() == written


def test_a_day_is_that_of_the_text_that_came(signed):
    bring_in(pack(), signed)
    page = pages().get(locale__language_code="ky")
    page.key_message = "Башка сөз."
    page.save()

    assert approvals.days_of(page) == {}
    assert crafting.read(pack()).lessons[0].checks[0][0] == "ru"


def test_another_licence_makes_another_lesson(signed):
    lesson = crafting.read(pack()).lessons[0]
    page = pages().get(locale__language_code="ky")
    page.licence = "cc0-1.0"
    page.save_revision().publish()

    assert comparing.change_of(lesson, page) == Change.EDITED


def test_the_list_names_licence_origin_and_days(signed):
    (listed,) = crafting.read(pack()).contents["lessons"]

    assert listed["licence"] == "cc-by-4.0"
    assert listed["origin"] == [ORIGIN["key"]]
    assert "ky protection_reviewer 2026-10-31" in listed["checked_on"]


def test_the_text_of_a_licence_says_where_all_of_it_is(signed):
    found = crafting.read(pack()).file
    said = [name for name in found.namelist() if name.startswith("licences/")]

    assert said == ["licences/cc-by-4.0.txt"]
    assert "https://creativecommons.org/licenses/by/4.0/" in found.read(said[0]).decode()


@pytest.mark.parametrize(
    "said",
    [
        {"authorship": {"licence": "all mine"}},
        {"authorship": {"pen_name": "x" * 61}},
        {"authorship": {"pen_name": 7}},
        {"authorship": {"owner": "Замирбек"}},
        {"authorship": {"origins": [{"lesson": "../x", "title": "y"}]}},
        {"authorship": []},
        {"checks": [{"language": "ky", "step": "publisher", "on": "2026-10-01"}]},
        {"checks": [{"language": "ky", "step": "language_reviewer", "on": "2026-02-30"}]},
        {"checks": [{"language": "ky", "step": "language_reviewer", "on": 20261001}]},
        {"checks": [{"language": "kz", "step": "language_reviewer", "on": "2026-10-01"}]},
        {"checks": {}},
    ],
)
def test_what_is_not_in_order_is_refused(own, said):
    wrong = changed_json(entries(), NAME, lambda data: data.update(said))

    assert codes(packed(wrong)) == ["bad_lesson"]
