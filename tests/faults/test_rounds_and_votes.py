"""The process dies at the worst step of two rounds and of a vote by tablets.

What is practice or a vote is on no paper (PRIVACY.md, rules 7 and 12), so after a restart it is
asked once more of everybody; what counts is counted once.
"""

import re
from http.client import HTTPException

import pytest

from benchmarks.classroom import form
from tests.actors import Seat, Teacher
from tests.faults import ARMED, PLANTED
from tests.faults.lessons import SEATS, rows

SENT = 4
DEAD = (OSError, HTTPException)
RELEASED = "select submitted from quizzes_release"
DECIDED = "select chosen from quizzes_decision"


@pytest.fixture
def planted(make_server):
    """A server that dies at the step, once it is armed."""

    def make(step):
        server = make_server(BIRGE_PLANTED=step)
        server.module = PLANTED
        server.start()
        return server

    return make


def seated(server, teacher):
    """Everybody joins what stands on the board, and is asked."""
    seats = [Seat.join(server, teacher.code()) for _ in range(SEATS)]
    teacher.press("quiz/next/")
    return seats


def in_the_first_round(server):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=SEATS)
    teacher.to_last_slide()
    teacher.press("/quiz/open/", rounds="2")
    return teacher, seated(server, teacher)


def at_a_vote(server):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=SEATS)
    to_story(teacher)
    teacher.press("/vote/")
    return teacher, seated(server, teacher)


def to_story(teacher):
    slides = int(re.findall(r'controls__progress" value="\d+" max="(\d+)"', teacher.page)[0])
    for number in range(slides):
        path, hidden = form(teacher.refresh(), "/move/")
        teacher.client.post(path, hidden | {"to": str(number)})
        if "slide--story" in teacher.refresh():
            return


def dies(server, teacher, action):
    """The teacher presses, and the power is cut; then the server is started again."""
    path, hidden = form(teacher.page, action)
    (server.data / ARMED).touch()
    with pytest.raises(DEAD):
        teacher.client.post(path, hidden | {"confirmed": "1"})
    come_again(server)


def come_again(server):
    server.wait_for_death()
    server.module = "cms.serve"
    server.start()


def everybody_answers(seats):
    for seat in seats:
        assert seat.pulse() in (200, 204)
    assert {seat.screen for seat in seats} == {"question"}
    assert all(seat.answer(number % 2) for number, seat in enumerate(seats))


def second_round(server, teacher, seats):
    """From the first round to the end of its question: it counts once, with everybody in it."""
    teacher.refresh()
    teacher.press("quiz/talk/")
    assert {seat.screen for seat in seats} == {"talk"}
    to_release(server, teacher, seats)


def to_release(server, teacher, seats):
    teacher.refresh()
    teacher.press("quiz/next/")
    everybody_answers(seats)
    assert rows(server, RELEASED) == []
    teacher.refresh()
    teacher.close_question()
    assert rows(server, RELEASED) == [(SEATS,)]
    assert rows(server, "select submitted, runs from classrooms_pool") == [(SEATS, 1)]


@pytest.mark.parametrize("step", ["asked", "counted"])
def test_an_answer_of_the_first_round_that_dies_is_asked_again(planted, step):
    server = planted(step)
    teacher, seats = in_the_first_round(server)
    assert all(seat.answer() for seat in seats[:SENT])
    (server.data / ARMED).touch()
    with pytest.raises(DEAD):
        seats[SENT].answer()
    come_again(server)

    assert teacher.sent() == (0, SEATS)
    everybody_answers(seats)
    assert teacher.sent() == (SEATS, SEATS)
    second_round(server, teacher, seats)


@pytest.mark.parametrize("step", ["committed", "done"])
def test_a_step_to_the_talk_that_dies_is_done(planted, step):
    server = planted(step)
    teacher, seats = in_the_first_round(server)
    assert all(seat.answer() for seat in seats)
    teacher.refresh()
    dies(server, teacher, "quiz/talk/")

    assert "stage--talk" in teacher.refresh()
    assert {seat.screen for seat in seats} == {"talk"}
    to_release(server, teacher, seats)


@pytest.mark.parametrize("step", ["asked", "counted"])
def test_a_vote_that_dies_with_an_answer_is_taken_again(planted, step):
    server = planted(step)
    teacher, seats = at_a_vote(server)
    assert all(seat.answer() for seat in seats[:SENT])
    (server.data / ARMED).touch()
    with pytest.raises(DEAD):
        seats[SENT].answer()
    come_again(server)

    everybody_answers(seats)
    assert teacher.sent() == (SEATS, SEATS)
    decide(server, teacher, seats)


def decide(server, teacher, seats):
    teacher.refresh()
    teacher.close_question()
    assert len(rows(server, DECIDED)) == 1
    assert {seat.screen for seat in seats} == {"resting"}


@pytest.mark.parametrize(
    ("step", "is_decided"), [("voted", False), ("committed", True), ("done", True)]
)
def test_a_vote_is_decided_once_whenever_its_close_dies(planted, step, is_decided):
    server = planted(step)
    teacher, seats = at_a_vote(server)
    everybody_answers(seats)
    teacher.refresh()
    dies(server, teacher, "quiz/close-question/")

    before = rows(server, DECIDED)
    assert len(before) == (1 if is_decided else 0)
    if not is_decided:
        everybody_answers(seats)
        decide(server, teacher, seats)
    assert len(rows(server, DECIDED)) == 1
    assert rows(server, DECIDED)[: len(before)] == before
    assert {seat.screen for seat in seats} == {"resting"}
    assert "slide--story" in teacher.refresh()
    assert rows(server, RELEASED) == []
