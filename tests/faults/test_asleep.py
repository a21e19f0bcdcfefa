"""The lid of the laptop is closed in the middle of a question: nothing of the process moves."""

import os
import signal
import time

import pytest

from tests.faults.lessons import ANSWERED, SEATS, ask

ASLEEP = 60
SECONDS = 10


@pytest.mark.long
def test_a_minute_asleep_and_all_are_back_where_they_were(server):
    """What the tablets sent meanwhile waits or is given up; nobody is sent to a start page."""
    asked = ask(server)
    lesson = asked.teacher.path
    os.kill(server.worker(), signal.SIGSTOP)
    with pytest.raises(TimeoutError):  # after 20 seconds
        asked.seats[-1].page()
    time.sleep(ASLEEP - 20)
    os.kill(server.worker(), signal.SIGCONT)

    woken = time.monotonic()
    asked.come_back()
    screens = [seat.screen for seat in asked.seats]
    assert asked.teacher.open(lesson).status == 200
    assert time.monotonic() - woken < SECONDS

    assert screens == ["sent"] * ANSWERED + ["question"] * (SEATS - ANSWERED)
    assert "/login/" not in asked.teacher.path
    assert asked.teacher.sent() == (ANSWERED, SEATS)
    assert asked.seats[ANSWERED].answer()
    asked.teacher.close_question()
    assert asked.released() == [(ANSWERED + 1,)]
