"""The process is really killed in the middle of a question, and started again."""

import re
import sqlite3

import pytest

from tests.actors import Adult, Seat, Teacher

SEATS = 12
ANSWERED = 9
COUNTED = 5


@pytest.fixture
def lesson(server):
    """A question of the quiz is open: nine of twelve have sent."""
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=SEATS)
    code = teacher.open_last_quiz()
    seats = [Seat.join(server, code) for _ in range(SEATS)]
    teacher.press("quiz/next/")
    assert all(seat.answer() for seat in seats[:ANSWERED])
    assert teacher.sent() == (ANSWERED, SEATS)
    return teacher, seats


def rows(server, sql):
    """What is in the database file; the server keeps running."""
    with sqlite3.connect(f"file:{server.data / 'birge.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def test_every_acknowledged_answer_is_counted_after_a_kill(server, lesson):
    teacher, seats = lesson

    server.kill9()
    server.start()
    for seat in seats:
        assert seat.pulse() in (200, 204)

    assert teacher.sent() == (ANSWERED, SEATS)
    assert [seat.screen for seat in seats] == ["sent"] * ANSWERED + ["question"] * (
        SEATS - ANSWERED
    )
    assert all(seat.answer() for seat in seats[ANSWERED:])
    teacher.refresh()
    teacher.press("quiz/close-question/")
    assert rows(server, "select submitted from quizzes_release") == [(SEATS,)]
    teacher.press("quiz/next/")
    assert all(seat.answer() for seat in seats)


def test_closing_before_all_are_back_asks_first(server, lesson):
    teacher, seats = lesson

    server.kill9()
    server.start()
    seats[0].pulse()
    teacher.refresh()
    teacher.press("quiz/close-question/")

    assert 'name="confirmed"' in teacher.page
    assert re.search(rf"\b1\b.*\b{SEATS}\b", teacher.page)
    assert rows(server, "select count(*) from quizzes_release") == [(0,)]


def test_a_power_cut_between_questions_loses_nothing(server, lesson):
    teacher, seats = lesson
    for seat in seats[ANSWERED:]:
        seat.answer()
    teacher.refresh()
    teacher.press("quiz/close-question/")
    released = rows(server, "select lineage, submitted, band from quizzes_release")

    server.kill9()
    server.start()

    assert {seat.screen for seat in seats} == {"explained"}
    assert rows(server, "select lineage, submitted, band from quizzes_release") == released
    teacher.refresh()
    teacher.press("quiz/next/")
    assert {seat.screen for seat in seats} == {"question"}


def test_a_second_kill_is_survived_too(server, lesson):
    teacher, seats = lesson

    for _ in range(2):
        server.kill9()
        server.start()
        for seat in seats:
            seat.pulse()

    assert teacher.sent() == (ANSWERED, SEATS)


def test_own_pace_goes_on_after_a_kill_in_the_middle(server):
    """Half of the class is through, the other half has sent three answers of the eight."""
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=SEATS)
    code = teacher.open_last_quiz(pace="own")
    seats = [Seat.join(server, code) for _ in range(SEATS)]
    teacher.press("quiz/next/")
    half = SEATS // 2
    assert all(seat.answer_own() for seat in seats[:half])
    assert all(seat.answer_own(3) for seat in seats[half:])

    server.kill9()
    server.start()
    for seat in seats:
        assert seat.pulse() in (200, 204)

    assert teacher.sent() == (half, SEATS)
    assert [seat.screen for seat in seats] == ["sent"] * half + ["question"] * half
    assert all(seat.answer_own(nth=1) for seat in seats[half:])
    assert teacher.sent() == (SEATS, SEATS)
    teacher.press("quiz/close-question/")
    assert rows(server, "select submitted from quizzes_release") == [(SEATS,)] * COUNTED
    assert {seat.screen for seat in seats} == {"explained"}


def test_adults_stay_logged_in(server, lesson):
    teacher, _ = lesson

    server.kill9()
    server.start()

    assert Adult(teacher.client).open("/teach/").status == 200
    assert "/login/" not in teacher.refresh()
