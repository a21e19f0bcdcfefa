"""Closing a question when something is in the way: the process dies at the worst step, two close at
once, the machine stands still."""

import os
import signal
import threading
from http.client import HTTPException

import pytest

from benchmarks.classroom import form
from tests.actors import Teacher
from tests.faults import ARMED, PLANTED
from tests.faults.lessons import ANSWERED, SEATS, ask

ROUNDS = 20
COUNTED = 5
PAIR = 2
LESSONS = ("тамаша", "Тартуудан", "Камкордукпу")


@pytest.mark.parametrize(
    ("step", "is_released"),
    [
        ("confirmed", False), ("read", False), ("written", False), ("committed", True),
        ("done", True),
    ],
)  # fmt: skip
def test_a_close_that_dies_releases_once(make_server, step, is_released):
    server = make_server(BIRGE_PLANTED=step)
    server.module = PLANTED
    server.start()
    asked = ask(server)
    (server.data / ARMED).touch()
    with pytest.raises((OSError, HTTPException)):
        asked.close()
    server.wait_for_death()
    assert asked.released() == ([(ANSWERED,)] if is_released else [])

    server.module = "cms.serve"
    server.start()
    asked.come_back()
    if not is_released:
        assert asked.teacher.sent() == (ANSWERED, SEATS)
        asked.teacher.close_question()

    assert asked.released() == [(ANSWERED,)]
    assert asked.pooled() == [(ANSWERED, 1)]
    assert {seat.screen for seat in asked.seats} == {"explained"}
    assert "stage--explained" in asked.teacher.refresh()
    asked.teacher.press("quiz/next/")
    assert all(seat.answer() for seat in asked.seats)
    assert asked.teacher.sent() == (SEATS, SEATS)


def close_at_once(presses):
    """All presses sent in the same moment; their replies, in order."""
    gate, replies = threading.Barrier(len(presses)), [None] * len(presses)

    def press(place, client, path, data):
        gate.wait()
        replies[place] = client.post(path, data)

    threads = [threading.Thread(target=press, args=(i, *one)) for i, one in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


def test_two_closes_at_once_release_once(server):
    """Board and desk press in the same moment, in every question of three quizzes."""
    closes = sum(close_every_question_twice(server, title) for title in LESSONS)

    assert closes >= ROUNDS


def close_every_question_twice(server, title):
    asked = ask(server, answered=PAIR, of=PAIR, title=title)
    board, desk = asked.teacher, Teacher(asked.teacher.client)
    before = len(asked.released())
    closes = 0
    while True:
        desk.open(f"{board.path}desk/notes/")
        presses = [(one.client, *form(one.page, "quiz/close-question/")) for one in (board, desk)]
        replies = close_at_once(presses)
        closes += 1
        assert [reply.status for reply in replies] == [303, 303]
        assert "stage--explained" in board.refresh()
        assert "quiz/close-question/" not in desk.refresh()
        assert {seat.screen for seat in asked.seats} == {"explained"}
        if board.is_last:
            break
        board.press("quiz/next/")
        assert all(seat.answer() for seat in asked.seats)
        board.refresh()
    assert asked.released() == [(PAIR,)] * (before + COUNTED)
    assert asked.pooled() == [(PAIR, 1)] * (before + COUNTED)
    board.press("quiz/end/")
    board.press("finish/")
    return closes


def test_a_close_in_a_machine_that_stands_still(server):
    asked = ask(server)
    replies = []
    closing = threading.Thread(target=lambda: replies.append(asked.close()))

    os.kill(server.worker(), signal.SIGSTOP)
    closing.start()
    closing.join(3)
    assert not replies
    os.kill(server.worker(), signal.SIGCONT)
    closing.join(20)

    assert [reply.status for reply in replies] == [303]
    assert asked.released() == [(ANSWERED,)]
    assert asked.pooled() == [(ANSWERED, 1)]
    assert {seat.screen for seat in asked.seats} == {"explained"}
