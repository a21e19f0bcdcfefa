"""The bell rang: the lesson waits, and goes on another day where it stopped."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from classrooms import actions
from classrooms.models import Taught
from quizzes.models import Release
from quizzes.states import Phase
from tests.classrooms.factories import ClassroomFactory, MembershipFactory
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db
HOME = "/teach/"


def text(reply):
    return reply.content.decode()


def some_days_ago(play, days=1):
    """The class sat down to it on an earlier day."""
    earlier = timezone.now() - timedelta(days=days)
    Taught.objects.filter(pk=play.taught.pk).update(started_at=earlier, sitting_at=earlier)


@pytest.fixture
def lesson_now(begin):
    """A lesson turned to a slide, as it is in the database."""

    def at(slide="four-things", **how):
        play = begin()
        Taught.objects.update(position=[s.id for s in play.board.slides].index(slide), **how)
        play.taught.refresh_from_db()
        return play

    return at


def pause(play):
    taught = Taught.objects.get(pk=play.taught.pk)
    with play.commit(execute=True):
        assert actions.pause_lesson(taught=taught, step=taught.step)


def now(play):
    return Taught.objects.get(pk=play.taught.pk)


def test_paused_lesson_waits_on_its_slide(lesson_now, teacher, as_user):
    play = lesson_now("four-things")
    slide = play.board.slide
    pause(play)

    for url in (HOME, reverse("teach:classroom", args=[play.taught.classroom_id])):
        page = text(as_user(teacher).get(url))
        assert slide.title in page
        assert re.search(rf"слайды — {play.board.position + 1}:", page)
        assert reverse("teach:resume", args=[play.taught.pk]) in page
        assert reverse("teach:finish", args=[play.taught.pk]) in page
        assert 'name="present" value="24"' in page
    assert play.board.name == "paused"


def test_waiting_slide_is_told_in_the_language_of_the_reader(lesson_now, teacher, as_user):
    play = lesson_now("four-things")
    pause(play)
    client = as_user(teacher)
    client.cookies["birge-language"] = "ru"

    assert "Четыре разные вещи" in text(client.get(HOME))
    assert "Төрт башка нерсе" not in text(client.get(HOME))


def test_running_lesson_of_today_has_the_plain_link(lesson_now, teacher, as_user):
    play = lesson_now()

    page = text(as_user(teacher).get(HOME))

    assert f'href="{reverse("teach:lesson", args=[play.taught.pk])}"' in page
    assert reverse("teach:resume", args=[play.taught.pk]) not in page
    assert reverse("teach:finish", args=[play.taught.pk]) not in page


@pytest.mark.parametrize("days", [1, 30, -2])
def test_lesson_left_open_on_another_day_is_offered_in_the_same_way(
    days, lesson_now, teach, teacher, as_user
):
    play = lesson_now("four-things")
    some_days_ago(play, days)
    assert reverse("teach:resume", args=[play.taught.pk]) in text(as_user(teacher).get(HOME))
    assert Taught.objects.waiting(timezone.localdate()).count() == 1

    reply = teach(play, "resume", {"present": "19"})

    assert (reply.status_code, reply.url) == (303, reverse("teach:lesson", args=[play.taught.pk]))
    taught = now(play)
    assert (taught.present, taught.is_waiting) == (19, False)
    assert timezone.localdate(taught.sitting_at) == timezone.localdate()
    assert taught.sitting_position == taught.position == 3


def test_resume_goes_on_where_the_bell_rang(lesson_now, teach):
    play = lesson_now("four-things")
    pause(play)
    some_days_ago(play)

    reply = teach(play, "resume", {"present": "21"})

    assert reply.status_code == 303
    taught = now(play)
    assert (play.board.name, play.board.slide.id) == ("slide", "four-things")
    assert (taught.present, taught.sitting_position, taught.paused_at) == (21, 3, None)


def test_resume_answers_htmx_with_the_board(lesson_now, teach):
    play = lesson_now("four-things")
    title = play.board.slide.title
    pause(play)

    page = text(teach(play, "resume", {"present": "21"}, **HTMX))

    assert page.lstrip().startswith('<div id="stage"')
    assert title in page


def test_resume_twice_sits_down_once(lesson_now, teach):
    play = lesson_now()
    pause(play)
    teach(play, "resume", {"present": "21"})
    once = now(play)

    again = text(teach(play, "resume", {"present": "5"}, **HTMX))

    assert now(play).present == 21
    assert now(play).step == once.step
    assert 'class="notice' in again


def test_resume_of_a_finished_lesson_changes_nothing(lesson_now, teach):
    play = lesson_now()
    some_days_ago(play)
    play.finish()
    before = Taught.objects.values().get()

    reply = teach(play, "resume", {"present": "9"})

    assert reply.status_code == 303
    assert Taught.objects.values().get() == before
    assert play.board.name == "finished"


@pytest.mark.parametrize("present", ["0", "51", "x", "", "-1"])
def test_resume_refuses_impossible_numbers(present, lesson_now, teach):
    play = lesson_now()
    pause(play)
    before = Taught.objects.values().get()

    reply = teach(play, "resume", {"present": present})

    assert reply.status_code == 400
    assert Taught.objects.values().get() == before
    assert play.board.name == "paused"


def test_resume_by_a_stranger_finds_no_lesson(lesson_now, as_user):
    play = lesson_now()
    pause(play)
    url = reverse("teach:resume", args=[play.taught.pk])

    assert as_user(MembershipFactory().user).post(url, {"present": "9"}).status_code == 404
    assert now(play).is_paused


def test_the_bell_in_the_middle_of_a_question_asks_first_and_its_answers_are_void(
    lesson_now, teach
):
    play = lesson_now("quiz-after")
    quiz = play.open_quiz()
    play.join(2)
    play.ask()
    play.answer(["a", "b"])
    step = str(now(play).step)

    asked = text(teach(play, "pause", {"step": step}))
    assert "ask-first" in asked
    assert play.board.name == Phase.ASKING
    teach(play, "pause", {"step": step, "confirmed": "1"})

    quiz.run.refresh_from_db()
    assert quiz.run.phase == Phase.CLOSED
    assert not Release.objects.exists()
    some_days_ago(play)
    teach(play, "resume", {"present": "20"})
    assert play.board.slide.id == "quiz-after"
    assert play.board.quizzes_so_far == 1
    again = play.open_quiz()
    assert (again.number, again.run.present) == (2, 20)


def test_present_stays_while_a_quiz_is_open(lesson_now, teach):
    play = lesson_now("quiz-after")
    play.open_quiz()
    some_days_ago(play)

    teach(play, "resume", {"present": "7"})

    assert now(play).present == 24
    assert not now(play).is_waiting
    assert play.board.name == Phase.LOBBY


def test_finish_stays_possible_while_it_waits(lesson_now, teach):
    play = lesson_now()
    pause(play)

    teach(play, "finish", {})

    assert not now(play).is_running


@pytest.mark.parametrize("rows", [1, 3])
def test_home_queries_do_not_grow_with_lessons_that_wait(
    rows, on, begin, school, teacher, as_user, django_assert_num_queries
):
    on(10, 20)
    for _ in range(rows):
        pause(begin(classroom=ClassroomFactory(school=school, taught_by=teacher)))
    client = as_user(teacher)
    # A copy of a lesson is read once and kept: the first look costs one query for each.
    client.get(HOME)

    with django_assert_num_queries(8):
        client.get(HOME)
