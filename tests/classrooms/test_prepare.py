"""Before you teach, and the plan: what a teacher reads, and never on the projector."""

import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from classrooms import plan
from classrooms.models import Taught
from curriculum.lessons import deck_of_page
from curriculum.models import LessonPage
from tests.classrooms.factories import ClassroomFactory, MembershipFactory

pytestmark = pytest.mark.django_db
PAGES = ("prepare", "plan", "plan_with_cues", "cards", "poster")


@pytest.fixture
def read(teacher, as_user, classroom, lesson):
    """Opens a page about the lesson, in a language."""
    client = as_user(teacher)

    def get(name="prepare", language="ky", classroom=classroom, lesson=lesson):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client.get(reverse(f"teach:{name}", args=[classroom.pk, lesson.translation_key]))

    return get


def text(reply):
    return reply.content.decode()


def test_prepare_tells_all_that_the_lesson_says_to_its_teacher(read, lesson):
    page = text(read())

    points = [*lesson.preparation, *lesson.sensitive_points, *lesson.differentiation]
    assert len(points) > 5
    assert [str(p.value) for p in points if str(p.value) not in page] == []
    assert [a.value["text"] for a in lesson.objectives if a.value["text"] not in page] == []
    for said in (lesson.title, lesson.key_message, lesson.content_note, lesson.home_link):
        assert said in page
    assert lesson.get_age_band_display() in page
    assert str(lesson.duration_short) in page
    assert f'href="{lesson.url}"' in page


def test_prepare_names_what_nobody_has_checked(read, lesson):
    page = text(read())
    items = lesson.verify_items()

    (told,) = re.findall(r'aria-labelledby="to-check">(.*?)</section>', page, re.DOTALL)
    assert items
    assert re.findall(r"<li>(.*?)</li>", told) == [item.text for item in items]


def test_prepare_of_a_checked_lesson_has_no_such_heading(read):
    checked = LessonPage.objects.published_lessons().get(slug="my-body-my-space")
    assert checked.verify_items() == []

    assert "to-check" not in text(read(lesson=checked))


@pytest.mark.parametrize(("said", "is_short"), [("true", True), ("false", False)])
def test_prepare_starts_the_lesson(said, is_short, read, lesson, classroom, client):
    page = text(read())
    (action,) = re.findall(r'<form method="post" action="(/teach/[^"]+)"', page)
    key = re.findall(r'type="hidden" name="lesson" value="([^"]+)"', page)[0]
    assert re.findall(r'name="is_short" value="([^"]+)"', page) == ["false", "true"]

    reply = client.post(action, {"lesson": key, "present": "17", "is_short": said})

    taught = Taught.objects.get()
    assert (reply.status_code, reply.url) == (303, reverse("teach:lesson", args=[taught.pk]))
    assert (taught.lesson, taught.present, taught.is_short) == (lesson, 17, is_short)


def test_prepare_of_a_class_in_a_lesson_goes_on_with_it(begin, read):
    play = begin()

    page = text(read())

    assert reverse("teach:lesson", args=[play.taught.pk]) in page
    assert 'name="is_short"' not in page


@pytest.mark.parametrize(("size", "is_told"), [(3, True), (4, True), (5, False)])
def test_prepare_tells_a_small_class_that_no_band_is_shown(size, is_told, read, teacher, school):
    small = ClassroomFactory(school=school, taught_by=teacher, size=size)

    assert ("5тен аз окуучу" in text(read(classroom=small))) is is_told


def test_prepare_in_a_language_without_a_translation_shows_the_source(read, lesson):
    lesson.get_translations().filter(locale__language_code="ru").first().unpublish()

    page = text(read(language="ru"))

    assert '<html lang="ru">' in page
    assert f'<h1 lang="ky">{lesson.title}</h1>' in page


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_lesson_without_anything(name, read, lesson):
    empty = dict.fromkeys(
        ("preparation", "sensitive_points", "differentiation", "questions", "story", "objectives"),
        [],
    )
    for field, value in (empty | {"content_note": "", "home_link": ""}).items():
        setattr(lesson, field, value)
    lesson.save(clean=False)

    page = text(read(name))

    assert lesson.title in page
    for gone in ("preparation", "sensitive", "different", "content-note", "aims", "sheet__points"):
        assert f'"{gone}"' not in page


@pytest.mark.parametrize("name", PAGES)
def test_pages_break_long_titles(name, read, lesson):
    word = "Ө" * 60
    lesson.title = f"{word} {'үй ' * 10}"[:90]
    lesson.save(clean=False)

    assert word in text(read(name))


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_no_lesson_do_not_exist(name, read, lesson, classroom, client):
    unknown = reverse(f"teach:{name}", args=[classroom.pk, uuid4()])
    assert read(name).status_code == 200
    assert client.get(unknown).status_code == 404

    for page in lesson.get_translations(inclusive=True):
        page.unpublish()
    assert read(name).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_strangers_class_do_not_exist(name, as_user, classroom, lesson, coordinator):
    url = reverse(f"teach:{name}", args=[classroom.pk, lesson.translation_key])

    assert as_user(MembershipFactory().user).get(url).status_code == 404
    assert as_user(coordinator).get(url).status_code == 403


@pytest.mark.parametrize(
    ("name", "queries"), [("prepare", 18), ("plan", 10), ("cards", 8), ("poster", 12)]
)
def test_pages_ask_the_database(name, queries, read, django_assert_num_queries):
    read(name)

    with django_assert_num_queries(queries):
        read(name)


@pytest.mark.parametrize("rows", [1, 3])
def test_prepare_queries_do_not_grow(rows, begin, read, django_assert_num_queries):
    for _ in range(rows):
        play = begin()
        play.play_quiz("quiz-after", seats=2)
        play.finish()
    read()

    with django_assert_num_queries(18):
        read()


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_show_no_english(name, language, read):
    page = text(read(name, language))

    main = page.split("<main")[1].split(">", 1)[1].split("</main>")[0]
    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>|&\w+;", " ", main)))
    # The school of these tests has such a name, and so have the product and the lesson's licence.
    assert words <= {"School", "Birge", "CC", "BY", "SA"}


def test_plan_has_the_slides_with_their_minutes(read, lesson):
    rows = plan.rows_of(deck_of_page(lesson))
    page = text(read("plan"))

    shown = re.findall(r"(?s)<tr[^>]*>\s*<td.*?</tr>", page)
    figures = [re.findall(r'plan__figure">(\d+)</td>', row) for row in shown]
    assert len(shown) == len(lesson.slides) == 13
    for row, drawn, numbers in zip(rows, shown, figures, strict=True):
        assert row.slide.title in drawn
        assert str(row.slide.kind.label) in drawn
        wanted = [row.number, row.slide.minutes, row.until, row.until_short]
        assert numbers == [str(n) for n in wanted if n is not None]
        assert ("plan__left-out" in drawn) is (row.until_short is None)
    assert rows[-1].until == lesson.duration_long


def test_plan_with_cues_alone_says_what_to_say(read, lesson):
    cues = [slide.cue for slide in deck_of_page(lesson).slides]

    with_cues, without = text(read("plan_with_cues")), text(read("plan"))

    assert with_cues.count('class="plan__cue"') == len(cues)
    assert "plan__cue" not in without


def test_plan_leaves_out_what_the_short_lesson_leaves_out(lesson):
    rows = plan.rows_of(deck_of_page(lesson))
    left_out = [row for row in rows if row.until_short is None]

    assert [row.slide.id for row in left_out] == [
        slide.id for slide in deck_of_page(lesson).slides if slide.skip_if_short
    ]
    gone = sum(row.slide.minutes for row in left_out)
    assert gone > 0
    assert rows[-1].until_short == rows[-1].until - gone


def test_start_page_leads_to_each_lesson(teacher, as_user, classroom, lesson):
    page = text(as_user(teacher).get(reverse("teach:start", args=[classroom.pk])))

    keys = re.findall(r'name="lesson" value="([^"]+)"', page)
    assert len(keys) == 4
    for key in keys:
        assert reverse("teach:prepare", args=[classroom.pk, key]) in page
    assert reverse("teach:check", args=[classroom.pk]) in page
    assert len(set(re.findall(r"img/topic-\w+(?:\.\w+)?\.svg", page))) == 4


def test_start_page_starts_the_short_lesson(teacher, as_user, classroom, lesson):
    url = reverse("teach:start", args=[classroom.pk])
    data = {"lesson": str(lesson.translation_key), "present": "20", "is_short": "true"}

    as_user(teacher).post(url, data)

    assert Taught.objects.get().is_short


def test_start_page_keeps_what_was_chosen_when_a_number_is_wrong(teacher, as_user, classroom):
    url = reverse("teach:start", args=[classroom.pk])

    page = text(as_user(teacher).post(url, {"present": "51", "is_short": "true"}))

    assert 'value="51"' in page
    assert 'name="is_short" value="true" checked' in page


def test_start_page_tells_which_lesson_was_taught_before(begin, teacher, as_user, classroom):
    begin().finish()
    client = as_user(teacher)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = text(client.get(reverse("teach:start", args=[classroom.pk])))

    cards = page.split('class="card"')[1:]
    assert ["Taught before" in card for card in cards] == [True, False, False, False]


def test_start_page_queries(teacher, as_user, classroom, lesson, django_assert_num_queries):
    client = as_user(teacher)
    url = reverse("teach:start", args=[classroom.pk])

    with django_assert_num_queries(12):
        client.get(url)
