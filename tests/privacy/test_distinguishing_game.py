"""A short distinguishing game in every test run, on the live counters and on what a close gives.

Planted mistakes must be caught by the very same judgement.
"""

from fractions import Fraction
from math import log
from uuid import uuid4

import pytest

from benchmarks.attacks import game
from quizzes import disclosure
from quizzes.disclosure import ALPHA
from quizzes.live import MemoryLiveStore
from quizzes.states import Kind

PLAYS = 6000
KNOWN_YES, SEATS = 6, 12


def play_engine(alpha: Fraction, last: bool) -> int:
    """One question in a class of twelve; what the thief with the stored numbers sees."""
    store, run = MemoryLiveStore(), uuid4()
    store.wake(run, step=1, recount=False)
    store.open_question(run, "q", alpha, step=1)
    for seat in range(SEATS - 1):
        store.submit(run, "q", seat, seat < KNOWN_YES)
    store.submit(run, "q", SEATS - 1, last)
    return store.close_question(run, "q").yes


@pytest.mark.parametrize("kind", list(Kind))
def test_the_stored_count_keeps_the_promise(kind):
    alpha = ALPHA[kind]

    seen = game.outcomes(lambda last: play_engine(alpha, last), PLAYS)

    assert game.is_within(*seen, log(1 / alpha))


def test_the_band_keeps_the_promise():
    def shown(last):
        yes = play_engine(ALPHA[Kind.KNOWLEDGE], last)
        return disclosure.question_band(Kind.KNOWLEDGE, yes, SEATS)

    assert game.is_within(*game.outcomes(shown, PLAYS), log(2))


def test_one_look_at_an_open_counter_keeps_the_promise():
    def look(last):
        store, run = MemoryLiveStore(), uuid4()
        store.wake(run, step=1, recount=False)
        store.open_question(run, "q", ALPHA[Kind.KNOWLEDGE], step=1)
        store.submit(run, "q", 0, last)
        return store._runs[run].questions["q"].yes

    assert game.is_within(*game.outcomes(look, PLAYS), log(2))


def exact(last):
    return KNOWN_YES + last


def fresh_noise_at_each_view(last):
    return tuple(KNOWN_YES + last + disclosure.noise(Fraction(1, 2)) for _ in range(2))


def released_again(last):
    return play_engine(Fraction(1, 2), last), play_engine(Fraction(1, 2), last)


def counter_recreated_at_zero(last):
    return KNOWN_YES + last if last else KNOWN_YES + disclosure.noise(Fraction(1, 2))


@pytest.mark.parametrize(
    "mistake", [exact, fresh_noise_at_each_view, released_again, counter_recreated_at_zero]
)
def test_planted_mistakes_are_caught(mistake):
    assert not game.is_within(*game.outcomes(mistake, PLAYS), log(2))
