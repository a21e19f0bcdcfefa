"""The page of figures: who sees it, and what it says."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from classrooms.figures.questions import published
from classrooms.models import Place
from classrooms.states import PlaceKind, Role
from curriculum.models import LessonPage
from quizzes.models import Lineage
from quizzes.states import Wave
from tests.classrooms.factories import (
    ClassroomFactory,
    DistrictFactory,
    MembershipFactory,
    SchoolFactory,
)
from tests.classrooms.pooling import ATTITUDE, LINEAGE, fix, pool

pytestmark = pytest.mark.django_db


def address(place, name="figures"):
    return reverse(f"teach:{name}", args=[place.pk])


@pytest.fixture
def look(as_user):
    """The page, in the reader's language."""

    def get(user, place, language="en"):
        client = as_user(user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = client.get(address(place))
        assert page.status_code == 200
        return page.content.decode().split("<main")[1].split("</main>")[0]

    return get


@pytest.fixture
def read(look):
    """Its words alone."""

    def get(*what):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", look(*what)))

    return get


@pytest.fixture
def today(monkeypatch):
    """A day in the second term."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 25, 6, tzinfo=UTC))


@pytest.fixture
def question(lesson):
    """One of the lesson's questions, with its lineage."""
    return lesson.freeze_questions()[0]


@pytest.mark.parametrize("name", ["figures", "figures_csv"])
def test_figures_are_for_those_who_coordinate_the_place(
    name, school, coordinator, teacher, as_user, client
):
    district = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user
    stranger = MembershipFactory(role=Role.COORDINATOR).user
    country = school.parent.parent.parent

    found = [
        as_user(user).get(address(place, name)).status_code
        for user, place in [
            (coordinator, school),
            (district, school),
            (district, school.parent),
            (stranger, school),
            (coordinator, school.parent),
            (district, country),
            (teacher, school),
        ]
    ]

    assert found == [200, 200, 200, 404, 404, 404, 403]
    client.logout()
    assert client.get(address(school, name)).url.startswith("/login/")


@pytest.mark.parametrize("name", ["figures", "figures_csv"])
def test_figures_of_an_unknown_place(name, coordinator, as_user):
    assert as_user(coordinator).get(address(Place(), name)).status_code == 404


def test_figures_change_nothing(school, coordinator, as_user):
    assert as_user(coordinator).post(address(school)).status_code == 405


def test_home_leads_a_coordinator_to_the_figures(school, coordinator, as_user):
    assert f'href="{address(school)}"' in as_user(coordinator).get("/teach/").content.decode()


def test_a_school_without_a_quiz_says_when_figures_come(school, coordinator, as_user, today):
    page = as_user(coordinator).get(address(school)).content.decode()

    assert 'class="empty"' in page
    assert "curl.svg" in page
    assert "2026" in page.split('class="empty"')[1]
    assert 'class="figure"' not in page


def test_figure_in_the_readers_language(school, coordinator, question, read):
    pool(school, 40, 60, runs=3, lineage=question.lineage or question.id)
    fix(1)

    about = {"ky": "болжол менен 65 %", "ru": "примерно 65 %", "en": "about 65 %"}
    for language, words in about.items():
        page = read(coordinator, school, language)
        assert question.prompt.words(language).text in page
        assert words in page


def test_figure_with_its_margin_and_bar(school, coordinator, look):
    pool(school, 39, 60, runs=3)
    fix(1)

    shown = look(coordinator, school)

    assert "about 65 % ± 4 points" in shown
    assert '<rect class="figure__sure" width="61%"' in shown
    assert '<rect class="figure__blur" x="61%" width="8%"' in shown


def test_reasons_and_the_next_wider_place(school, coordinator, read, today):
    pool(school, 10, 20, runs=2)
    fix(1)
    assert "Only 2 classes so far" in read(coordinator, school)
    assert "Not asked here so far" in read(coordinator, school)

    pool(SchoolFactory(parent=school.parent), 30, 60, runs=3)
    pool(school, 10, 20)
    page = read(coordinator, school)
    assert "New figures come after the term, on" in page
    assert school.parent.name not in page
    fix(2)
    pool(school, 5, 5, wave=Wave.PRE, runs=3)
    fix(3)

    page = read(coordinator, school)
    assert "blur would be wider than ±10 points" in page


def test_too_few_in_a_term_are_counted_in_the_wider_place(school, coordinator, read):
    neighbour = SchoolFactory(parent=school.parent)
    pool(school, 15, 20, runs=2)
    pool(neighbour, 45, 60)
    fix(1)
    fix(2)
    pool(school, 15, 20)

    page = read(coordinator, school)

    assert "Too few classes in a term" in page
    assert f"{school.parent.name}: about 75 % ± 6 points" in page


def test_two_waves_of_different_noise(school, coordinator, read):
    pool(school, 30, 60, runs=3, wave=Wave.PRE, alpha=ATTITUDE)
    pool(school, 45, 60, runs=3)
    fix(1)

    page = read(coordinator, school)

    assert "about 50 % ± 5 points" in page
    assert "about 75 % ± 4 points" in page
    assert "it rose by about 25 points" in page


@pytest.mark.parametrize(
    ("before", "after", "answers", "said"),
    [
        (30, 31, 60, "No change that can be told from the blur"),
        (45, 30, 60, "it fell by about 25 points"),
        (30, 45, 60, "it rose by about 25 points"),
        (5000, 5150, 10_000, "it rose a little, by less than 5 points"),
        (5150, 5000, 10_000, "it fell a little, by less than 5 points"),
    ],
)
def test_change_in_words(school, coordinator, read, before, after, answers, said):
    pool(school, before, answers, runs=3, wave=Wave.PRE)
    pool(school, after, answers, runs=3)
    fix(1)

    assert said in read(coordinator, school)


def test_sums_outside_the_scale_are_clipped(school, coordinator, read):
    pool(school, -5, 60, runs=3, wave=Wave.PRE)
    pool(school, 500_000_100, 500_000_000, runs=3)
    fix(1)

    page = read(coordinator, school)

    assert "about 0 % ± 4 points" in page
    assert "about 100 % ± 1 point" in page


def test_a_question_that_is_no_longer_taught(school, coordinator, question, lesson, read, as_user):
    lineage = question.lineage or question.id
    pool(school, 39, 60, runs=3, lineage=lineage)
    fix(1)
    assert "no longer taught" not in read(coordinator, school)

    for page in LessonPage.objects.get(pk=lesson.pk).get_translations(inclusive=True):
        page.unpublish()

    page = read(coordinator, school)
    assert "A question that is no longer taught" in page
    assert question.prompt.words("en").text not in page
    assert "about 65 %" in page


def test_a_copied_question_is_found_by_its_lineage(question):
    Lineage.objects.create(fingerprint=question.fingerprint(), lineage=LINEAGE)

    assert published()[LINEAGE].prompt == question.prompt


def test_ways_up_and_down_lead_only_where_the_user_may_go(school, coordinator, as_user):
    district = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user
    sister = DistrictFactory(parent=school.parent.parent)

    mine = as_user(coordinator).get(address(school)).content.decode()
    theirs = as_user(district).get(address(school)).content.decode()
    above = as_user(district).get(address(school.parent)).content.decode()

    assert address(school.parent) not in mine
    assert address(school.parent) in theirs
    assert address(school.parent.parent) not in theirs
    assert address(school) in above
    assert address(sister) not in above


def test_parts_are_in_the_order_of_kyrgyz_letters(school, as_user):
    district = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user
    names = ["Нарын", "Ноокат", "Өзгөн", "Пишпек"]
    school.delete()
    for name in reversed(names):
        SchoolFactory(parent=district.memberships.get().place, name=name)

    page = as_user(district).get(address(district.memberships.get().place)).content.decode()

    assert re.findall(r'figures__way" href="[^"]+/figures/">([^<]+)<', page) == names


def test_a_district_adds_its_schools_and_what_went_up(school, as_user, read):
    district = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user
    others = SchoolFactory.create_batch(3, parent=school.parent)
    pool(school, 60, 60, runs=3)
    for other in others:
        pool(other, 30, 60)
    fix(1)
    assert "about 100 %" in read(district, school.parent)

    fix(2)

    # (180 + 90) of (180 + 180); six runs.
    assert "about 75 % ± 3 points" in read(district, school.parent)
    assert school.parent.kind == PlaceKind.DISTRICT


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_queries_do_not_grow(
    rows, school, coordinator, lesson, as_user, django_assert_num_queries
):
    for question in lesson.freeze_questions()[:rows]:
        pool(school, 39, 60, runs=3, lineage=question.lineage or question.id)
    fix(1)
    client = as_user(coordinator)
    client.get(address(school))

    with django_assert_num_queries(16):
        client.get(address(school))


@pytest.mark.parametrize("rows", [1, 3])
def test_export_queries_do_not_grow(rows, school, coordinator, as_user, django_assert_num_queries):
    for number in range(rows):
        pool(school, 39, 60, runs=3, lineage=f"00000000-0000-4000-8000-00000000000{number}")
    fix(1)
    client = as_user(coordinator)

    with django_assert_num_queries(6):
        client.get(address(school, "figures_csv"))


def test_three_lessons_make_a_figure(school, teacher, coordinator, begin, read):
    """From real lessons, closed by the real engine, to the words on the page."""
    for name in ("8-Б", "8-В", "8-Г"):
        play = begin(classroom=ClassroomFactory(school=school, taught_by=teacher, name=name))
        play.play_quiz("quiz-after", seats=24)
    asked = [each for each in play.run.questions if each.counted]
    page = read(coordinator, school)
    assert page.count("New figures come after the term") == len(asked)
    assert all(each.prompt.words("en").text in page for each in asked)

    fix(1)

    # Every seat was right every time; the noise is on top.
    shown = re.findall(r"about (\d+) % ± (\d+) points", read(coordinator, school))
    assert len(shown) == len(asked) > 1
    assert all(int(share) >= 70 for share, _margin in shown)
    assert {margin for _share, margin in shown} == {"8"}
