"""What the noise costs: how often the band shown is the true one, so that nobody can buy privacy
with useless results.

Every share of the class is equally likely, so every true count 0…n is.  For a lesson every count
0…5n of its sum is.  Once exactly, by convolution, and once by play through the live store.
"""

import random
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from benchmarks.attacks import noise
from quizzes import disclosure
from quizzes.disclosure import ALPHA, Band
from quizzes.live import MemoryLiveStore
from quizzes.states import Kind

SIZES = (10, 12, 15, 20, 25, 30)
LESSON_SIZES = (8, 12, 25)
QUESTIONS = 5
_ORDER = list(Band)


def exact(counts: int, draw: Mapping[int, float], apart: int = 0) -> float:
    """The share of plays in which the band shown is `apart` bands from the true one; every true
    count 0…`counts` equally likely."""
    return sum(
        noise.share(draw, lambda z, true=true: _apart(true + z, true, counts) == apart)
        for true in range(counts + 1)
    ) / (counts + 1)


def _apart(shown: int, true: int, submitted: int) -> int:
    bands = disclosure.band(shown, submitted), disclosure.band(true, submitted)
    return abs(_ORDER.index(bands[0]) - _ORDER.index(bands[1]))


def _counted(kind: Kind, yes: int, seats: int) -> int:
    """One question through the live store; the noisy count at its close."""
    store, run = MemoryLiveStore(), uuid4()
    store.wake(run, step=1, recount=False)
    store.open_question(run, "q", ALPHA[kind], step=1)
    for seat in range(seats):
        store.submit(run, "q", seat, seat < yes)
    return store.close_question(run, "q").yes or 0


def played(seats: int, plays: int, chance: random.Random) -> float:
    """The share of plays of one question that showed the true band."""
    hits = 0
    for _ in range(plays):
        true = chance.randint(0, seats)
        hits += _apart(_counted(Kind.KNOWLEDGE, true, seats), true, seats) == 0
    return hits / plays


def played_lesson(seats: int, plays: int, chance: random.Random) -> float:
    """The same of lessons of five questions."""
    hits = 0
    for _ in range(plays):
        true = chance.randint(0, QUESTIONS * seats)
        parts = [true // QUESTIONS + (i < true % QUESTIONS) for i in range(QUESTIONS)]
        total = sum(_counted(Kind.KNOWLEDGE, part, seats) for part in parts)
        hits += _apart(total, true, QUESTIONS * seats) == 0
    return hits / plays


def figures(plays: int, chance: random.Random) -> dict[str, Any]:
    """By size: exactly, by play, and off by two bands."""
    one, five = noise.of(Kind.KNOWLEDGE), noise.of_lesson(QUESTIONS)
    question = {
        str(n): _row(exact(n, one), played(n, plays, chance), exact(n, one, 2)) for n in SIZES
    }
    lesson = {
        str(n): _row(
            exact(QUESTIONS * n, five),
            played_lesson(n, plays, chance),
            exact(QUESTIONS * n, five, 2),
        )
        for n in LESSON_SIZES
    }
    return {"question": question, "lesson": lesson}


def _row(true: float, seen: float, two: float) -> dict[str, float]:
    return {"exact": round(true, 4), "played": round(seen, 4), "off_by_two": round(two, 5)}
