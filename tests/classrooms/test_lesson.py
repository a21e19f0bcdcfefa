"""The board: slides, and what every post to it does or refuses."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from classrooms.models import LessonCopy, Taught, forget_decks
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db


def test_board_shows_the_slide_and_nothing_for_the_teacher_only(begin, teach, lesson):
    play = begin("four-things")
    shown = play.board.slide

    page = teach(play, "lesson").content.decode()

    assert shown.title in page
    assert shown.cue[:30] not in page
    assert 'data-key="next"' in page
    assert 'data-key="back"' in page
    assert "Cache-Control" in teach(play, "lesson").headers


@pytest.mark.parametrize("position", range(13))
def test_board_draws_every_slide_of_the_lesson(position, begin, teach):
    play = begin()
    Taught.objects.update(position=position)
    board = play.board

    for language in ("ky", "ru", "en"):
        Taught.objects.update(language=language)
        reply = teach(play, "lesson")
        assert reply.status_code == 200
        assert f'<html lang="{language}">' in reply.content.decode()
        assert reply.headers["Content-Language"] == language
    for slide in board.slides:
        assert slide.cue[:40] not in reply.content.decode()


def test_board_never_writes_on_get(begin, teach):
    play = begin("quiz-before")
    play.open_quiz()
    play.join(2)
    play.ask()
    url = [("lesson", {}), ("pulse", {}), ("lesson", HTMX), ("pulse", HTMX)]

    with CaptureQueriesContext(connection) as queries:
        for name, headers in url:
            teach(play, name, **headers)

    verbs = {re.split(r"[\s(]", q["sql"])[0] for q in queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_move_turns_to_the_slide_and_redirects(begin, teach):
    play = begin("title")

    reply = teach(play, "move", {"step": "0", "to": "1"})

    assert (reply.status_code, reply.url) == (303, reverse("teach:lesson", args=[play.taught.pk]))
    assert play.board.slide.id == "agreement"


def test_move_gives_htmx_the_new_board(begin, teach):
    play = begin("title")

    page = teach(play, "move", {"step": "0", "to": "1"}, **HTMX).content.decode()

    assert page.strip().startswith('<div id="stage"')
    assert play.board.slide.title in page
    assert "<html" not in page


@pytest.mark.parametrize(
    "data",
    [
        {"step": "0", "to": "14"},
        {"step": "0", "to": "-1"},
        {"step": "0", "to": "next"},
        {"step": "0"},
        {"to": "1"},
        {"step": "now", "to": "1"},
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_move_refuses_bad_input_and_shows_the_present(data, headers, begin, teach):
    play = begin("title")

    reply = teach(play, "move", data, **headers)

    assert reply.status_code == 400
    page = reply.content.decode()
    assert play.board.slide.title in page
    assert 'class="notice' in page
    assert play.board.position == 0


def test_move_from_a_stale_screen_changes_nothing(begin, teach):
    play = begin("agreement")

    reply = teach(play, "move", {"step": "0", "to": "9"})

    assert reply.status_code == 303
    assert play.board.slide.id == "agreement"


def test_move_from_a_stale_screen_is_told_that_another_was_quicker(begin, teach):
    play = begin("agreement")

    page = teach(play, "move", {"step": "0", "to": "9"}, **HTMX).content.decode()

    assert play.board.slide.title in page
    assert page.count('class="notice notice--') == 1


def test_language_of_the_board_is_not_the_teachers_own(begin, teach):
    play = begin("title")

    teach(play, "lesson_language", {"language": "ru"})

    assert play.board.slide.language == "ru"
    assert teach(play, "lesson").headers["Content-Language"] == "ru"
    assert teach(play, "lesson_language", {"language": "de"}).status_code == 400
    assert play.board.taught.language == "ru"


def test_finish_ends_the_lesson_once(begin, teach):
    play = begin("key-message")

    teach(play, "finish", {"step": "0"})
    first = Taught.objects.get().finished_at
    teach(play, "finish", {"step": "0"})

    assert play.board.name == "finished"
    assert Taught.objects.get().finished_at == first
    assert teach(play, "lesson").status_code == 200


def test_finished_lesson_moves_no_more(begin, teach):
    play = begin("title")
    play.finish()

    for name in ("move", "quiz_open", "quiz_next", "quiz_close", "quiz_end"):
        teach(play, name, {"step": "0", "to": "1"})

    row = Taught.objects.get()
    assert (row.position, row.quizzes.count()) == (0, 0)


def test_lesson_without_its_copy_can_still_be_finished(begin, teach):
    play = begin("four-things")
    LessonCopy.objects.all().delete()
    forget_decks()

    assert teach(play, "lesson").status_code == 200
    assert play.board.name == "gone"
    assert teach(play, "move", {"step": "3", "to": "0"}).status_code == 400
    teach(play, "finish", {"step": "0"})
    assert play.board.name == "finished"


def test_controls_ask_for_posts(begin, teacher, as_user):
    play = begin()
    client = as_user(teacher)

    for name in ("move", "quiz_open", "quiz_next", "quiz_close", "quiz_end", "finish"):
        assert client.get(reverse(f"teach:{name}", args=[play.taught.pk])).status_code == 405
