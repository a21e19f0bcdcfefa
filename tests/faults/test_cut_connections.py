"""Answers on a bad Wi-Fi: cut before or after they are counted, doubled, held back and overtaken.
What was acknowledged is what is counted, exactly once."""

import random
import re
from contextlib import contextmanager, suppress
from http.client import HTTPException

from tests.actors import Seat, Teacher
from tests.faults.lessons import ask, rows
from tests.faults.proxy import Fate, Proxy

SEATS = 25
QUESTIONS = 8  # of the lesson's last quiz; 200 answers
ATTEMPTS = 40
SEED = 20_261_126
WORST = [fate for fate in Fate if fate is not Fate.SILENCE]


@contextmanager
def through(seat: Seat, proxy: Proxy):
    """The seat's requests go through the bad Wi-Fi; its browser knows nothing of that."""
    good, seat.client.port = seat.client.port, proxy.port
    try:
        yield
    finally:
        seat.client.port = good


def form_of(seat: Seat, nth: int) -> dict[str, str]:
    page = seat.page()
    question = re.findall(r'name="question" value="([^"]+)"', page)[0]
    options = re.findall(r'name="option" value="([0-9a-f]+)"', page)
    return {"question": question, "option": options[nth % len(options)]}


def send(seat: Seat, form: dict[str, str], proxy: Proxy, path: str = "answer") -> int | None:
    """One attempt, as send.js makes it; the status, None where nothing came back."""
    with through(seat, proxy), suppress(OSError, HTTPException):
        return seat.client.post(f"/play/{path}", form, HX_Request="true").status
    return None


def send_until_taken(seat: Seat, nth: int, proxy: Proxy) -> int:
    """How many attempts it took."""
    form = form_of(seat, nth)
    for attempt in range(1, ATTEMPTS):
        status = send(seat, form, proxy)
        if status == 204:
            return attempt
        assert status is None, status
    raise AssertionError(f"not taken in {ATTEMPTS} attempts")


def test_what_is_acknowledged_is_what_is_counted(server):
    """A random schedule over 200 answers; in the middle of one question the process is killed."""
    dice = random.Random(SEED)
    asked = ask(server, answered=0, of=SEATS)
    teacher, attempts = asked.teacher, 0

    with Proxy(server.port) as proxy:
        proxy.fate = lambda request: dice.choice(WORST)
        for number in range(QUESTIONS):
            order = dice.sample(asked.seats, SEATS)
            for sent, seat in enumerate(order, start=1):
                attempts += send_until_taken(seat, dice.randrange(5), proxy)
                if sent in (1, SEATS // 2):
                    assert teacher.sent() == (sent, SEATS)
            proxy.let_go()
            assert teacher.sent() == (SEATS, SEATS)
            if number == 2:
                server.kill9()
                server.start()
                asked.come_back()
                assert teacher.sent() == (SEATS, SEATS)
            teacher.close_question()
            if number + 1 < QUESTIONS:
                teacher.press("quiz/next/")

    assert attempts > 1.3 * QUESTIONS * SEATS
    released = asked.released()
    assert released == [(SEATS,)] * len(released)
    assert asked.pooled() == [(SEATS, 1)] * len(released)
    assert len(released) == 5


def test_an_answer_that_comes_after_the_close_changes_nothing(server):
    """Held back while the question is closed and the next one asked; the tablet learns it."""
    asked = ask(server, answered=1, of=2)
    teacher, late = asked.teacher, asked.seats[1]
    form = form_of(late, 0)

    with Proxy(server.port) as proxy:
        proxy.always(Fate.HOLD)
        assert send(late, form, proxy) is None
        teacher.close_question()
        teacher.press("quiz/next/")
        proxy.let_go()
        assert teacher.sent() == (0, 2)
        proxy.always(Fate.PASS)
        assert send(late, form, proxy) == 409

    assert asked.released() == [(1,)]
    assert late.screen == "question"
    assert late.answer()
    assert teacher.sent() == (1, 2)


def test_a_join_whose_reply_is_lost_and_a_doubled_one_are_one_seat(server):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=3)
    teacher.to_last_slide()
    pupil = Seat(server.client())
    ticket = re.findall(r'name="ticket" value="([0-9a-f]{16})"', pupil.page())[0]
    form = {"code": teacher.open_last_quiz(), "ticket": ticket}

    with Proxy(server.port) as proxy:
        proxy.always(Fate.CUT_REPLY)
        assert send(pupil, form, proxy, "join") is None
        proxy.always(Fate.TWICE)
        assert send(pupil, form, proxy, "join") == 200

    assert rows(server, "select seats_given from quizzes_run") == [(1,)]
    assert pupil.screen == "lobby"
