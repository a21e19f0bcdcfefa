"""The class's boz üy, its topics and its certificate: the same whatever was answered."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from classrooms import journey, milestones
from classrooms.models import Taught
from classrooms.states import Role
from curriculum.models import LessonPage
from curriculum.states import Topic
from quizzes.models import Release
from tests.classrooms import plays
from tests.classrooms.factories import ClassroomFactory, MembershipFactory

ALL = len(journey.PARTS)
TITLES = {"ky": "Башка сабак", "ru": "Другой урок"}


def page_of(client, name, *args):
    return client.get(reverse(f"teach:{name}", args=args)).content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def forget_page(play, days=0):
    """Makes a finished lesson one of its own, whose page was deleted, so many days earlier."""
    taught, earlier = play.board.taught, timedelta(days=days)
    taught.lesson, taught.lesson_key, taught.titles = None, uuid.uuid4(), TITLES
    taught.started_at -= earlier
    taught.finished_at -= earlier
    taught.save()


@pytest.fixture
def teach_others(begin):
    """Teaches so many lessons of which only the title is left."""

    def teach(count, **how):
        for days in range(count, 0, -1):
            play = begin(**how)
            play.finish()
            forget_page(play, days)

    return teach


def test_parts_are_many_and_differ():
    assert ALL >= 16
    assert len({part.name for part in journey.PARTS}) == ALL
    for language in ("ky", "ru", "en"):
        with translation.override(language):
            assert len({str(part.label) for part in journey.PARTS}) == ALL


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_parts_are_named_in_the_language(language):
    with translation.override("en"):
        english = [str(part.label) for part in journey.PARTS]
    with translation.override(language):
        named = [str(part.label) for part in journey.PARTS]

    assert [name for name in named if name in english] == []


@pytest.mark.parametrize(
    ("pieces", "there", "newest", "following", "beyond"),
    [
        (0, 0, None, "site", 0),
        (1, 1, "site", "door_frame", 0),
        (5, 5, "lattice_right", "wall_band", 0),
        (ALL, ALL, "dog", None, 0),
        (ALL + 3, ALL, None, None, 3),
    ],
)
def test_yurt_has_one_part_for_each_lesson(pieces, there, newest, following, beyond):
    yurt = journey.Yurt(pieces)

    names = [part.name if part else None for part in (yurt.newest, yurt.next)]
    assert (yurt.shown, *names, yurt.beyond) == (there, newest, following, beyond)
    assert [drawn.is_there for drawn in yurt.drawn] == [True] * there + [False] * (ALL - there)


@pytest.mark.parametrize("pieces", [0, 1, 5, ALL, ALL + 3])
def test_yurt_is_drawn_with_the_parts_that_stand(pieces):
    html = render_to_string("components/yurt.html", {"pieces": pieces})

    assert html.count('class="part part--there') == min(pieces, ALL)
    assert html.count("part--newest") == (0 < pieces <= ALL)
    assert html.count('role="img"') == 1
    assert 'aria-label=""' not in html


def test_yurt_says_in_words_what_it_shows():
    with translation.override("en"):
        html = render_to_string("components/yurt.html", {"pieces": 7})

    label = "The boz üy of this class: 7 of 24 parts. The newest: the pole that lifts the crown."
    assert f'aria-label="{label}"' in html


@pytest.mark.django_db
def test_class_page_names_the_newest_part_and_the_next(begin, classroom, teacher, as_user):
    begin().finish()

    page = words_of(page_of(as_user(teacher), "classroom", classroom.pk))

    with translation.override("ky"):
        newest, following = (str(part.label) for part in journey.PARTS[:2])
        assert f"{gettext('The newest part')} {newest}" in page
        assert f"{gettext('The next lesson brings')} {following}" in page


@pytest.mark.django_db
def test_class_page_never_ends(teach_others, classroom, teacher, as_user):
    teach_others(ALL + 2)

    page = page_of(as_user(teacher), "classroom", classroom.pk)

    assert page.count("part--there") == ALL
    assert "yurt__neighbour" in page


@pytest.mark.django_db
@pytest.mark.parametrize("is_right", [True, False])
def test_boz_uy_is_the_same_for_all_answers(is_right, begin, teach, classroom, teacher, as_user):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(12)
    while play.ask():
        question = play.run.current_question
        keys = [option.id for option in question.options if (option.id in question.key) == is_right]
        play.answer([keys[0] if keys else question.options[0].id] * 12)
        play.close_question()
    play.close_quiz()
    play.finish()

    assert Release.objects.count() >= 5
    assert milestones.growth(play.board.taught) == milestones.Growth(pieces=1, is_new=True)
    page = page_of(as_user(teacher), "classroom", classroom.pk)
    drawing = page[page.index("<svg class") : page.index("</svg>")]
    assert drawing.count("part--there") == 1
    finished = teach(play, "lesson").content.decode()
    assert "12" not in words_of(finished[finished.index('<div class="stage--end') :])


@pytest.mark.django_db
def test_badges_are_there_for_the_topics_taught(begin, classroom, commit):
    begin().finish()
    other = LessonPage.objects.published_lessons().get(slug="ask-before-you-post")
    plays.started(commit, classroom, other, 24)

    there = [badge.topic for badge in milestones.badges(classroom) if badge.is_there]

    # The second lesson is not over yet.
    assert there == [Topic.HARASSMENT]
    assert [badge.topic for badge in milestones.badges(classroom)] == list(Topic)
    assert all(finders.find(badge.picture) for badge in milestones.badges(classroom))


@pytest.mark.django_db
def test_badges_of_a_deleted_lesson_are_not_there(begin, classroom, django_assert_num_queries):
    play = begin()
    play.finish()
    forget_page(play)

    with django_assert_num_queries(1):
        badges = milestones.badges(classroom)

    assert [badge.is_there for badge in badges] == [False] * 4
    assert len(milestones.lessons_taught(classroom, "ky")) == 1


@pytest.mark.django_db
def test_badges_are_of_this_class_alone(begin, school, teacher):
    begin().finish()
    other = ClassroomFactory(school=school, taught_by=teacher)

    assert not any(badge.is_there for badge in milestones.badges(other))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_finished_board_names_the_newest_part(language, teach_others, begin, teach):
    teach_others(4)
    play = begin("key-message")
    play.finish()
    Taught.objects.update(language=language)

    page = teach(play, "lesson").content.decode()

    with translation.override(language):
        label = str(journey.PARTS[4].label)
    assert f"<strong>{label}</strong>" in page
    assert page.count("yurt--celebrate") == 1
    assert page.count("part--newest") == 1


@pytest.mark.django_db
def test_finished_board_of_a_lesson_taken_again_says_so(teach_others, begin, teach):
    teach_others(2)
    begin().finish()
    play = begin()
    play.finish()
    Taught.objects.update(language="en")

    page = teach(play, "lesson").content.decode()

    assert milestones.growth(play.board.taught) == milestones.Growth(pieces=3, is_new=False)
    assert "You took this lesson once more" in page
    assert "You have taken 3 lessons together." in words_of(page)
    assert "yurt--celebrate" not in page


@pytest.mark.django_db
def test_finished_board_stays_as_it_was_when_more_is_taught(begin, teach_others, teach):
    play = begin()
    play.finish()
    taken = Taught.objects.filter(pk=play.taught.pk)
    earlier = play.board.taught.started_at - timedelta(days=30)
    taken.update(started_at=earlier, finished_at=earlier)
    teach_others(3)

    assert milestones.growth(taken.get()) == milestones.Growth(pieces=1, is_new=True)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_finished_board_queries_do_not_grow(
    rows, teach_others, begin, teach, django_assert_num_queries
):
    teach_others(rows - 1)
    play = begin()
    play.finish()

    with django_assert_num_queries(4):
        teach(play, "lesson")


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_certificate_lists_the_lessons_and_no_answers(
    rows, teach_others, begin, classroom, teacher, as_user, django_assert_num_queries
):
    teach_others(rows - 1)
    play = begin(present=43)
    play.play_quiz("quiz-after", seats=37)
    play.finish()
    client = as_user(teacher)

    with django_assert_num_queries(5):
        page = page_of(client, "certificate", classroom.pk)

    text = words_of(page[page.index("<article") : page.index("</article>")])
    for expected in (
        classroom.name,
        classroom.school.name,
        "2026–2027",
        play.taught.title("ky").text,
    ):
        assert expected in text
    assert page.count("certificate__day") == rows
    assert page.count("part--there") == rows
    assert 'class="band' not in page
    assert not {"37", "43"} & set(text.split())


@pytest.mark.django_db
def test_certificate_names_a_lesson_taken_twice_once(begin, classroom, teacher, as_user):
    for _ in range(2):
        begin().finish()

    assert page_of(as_user(teacher), "certificate", classroom.pk).count("certificate__day") == 1


@pytest.mark.django_db
def test_certificate_before_the_first_lesson_is_a_friendly_page(begin, classroom, teacher, as_user):
    begin()

    page = page_of(as_user(teacher), "certificate", classroom.pk)

    assert 'class="empty"' in page
    assert "<article" not in page
    assert reverse("teach:start", args=[classroom.pk]) in page


@pytest.mark.django_db
def test_certificate_is_for_the_teachers_of_the_class(classroom, school, coordinator, as_user):
    url = reverse("teach:certificate", args=[classroom.pk])
    colleague = MembershipFactory(place=school, role=Role.TEACHER).user

    assert as_user(colleague).get(url).status_code == 404
    assert as_user(coordinator).get(url).status_code == 403
    MembershipFactory(user=coordinator, role=Role.TEACHER)
    assert as_user(coordinator).get(url).status_code == 404


@pytest.mark.django_db
def test_certificate_is_linked_from_the_class_page(begin, classroom, teacher, as_user):
    begin().finish()

    page = page_of(as_user(teacher), "classroom", classroom.pk)

    assert reverse("teach:certificate", args=[classroom.pk]) in page
