"""The noise as an attacker knows it: exactly.  Floats, because an attacker may use them.

P(z) = (1-α)/(1+α)·α^|z|; sums of independent draws by convolution.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from quizzes import disclosure
from quizzes.disclosure import ALPHA, Band
from quizzes.states import Kind

# How far from 0 a draw is looked at: beyond lies 10^-7 of it, of an attitude's noise 10^-17,
# because there the rarest band counts too.
REACH = {Kind.KNOWLEDGE: 24, Kind.SCENARIO: 24, Kind.ATTITUDE: 80}

# Value → probability.
Distribution = dict[int, float]


@lru_cache(maxsize=8)
def of(kind: Kind) -> Distribution:
    """One draw of a kind's noise."""
    alpha, reach = float(ALPHA[kind]), REACH[kind]
    return {z: (1 - alpha) / (1 + alpha) * alpha ** abs(z) for z in range(-reach, reach + 1)}


def added(one: Mapping[int, float], other: Mapping[int, float]) -> Distribution:
    """The sum of two independent values."""
    total: Distribution = {}
    for x, p in one.items():
        for y, q in other.items():
            total[x + y] = total.get(x + y, 0.0) + p * q
    return total


@lru_cache(maxsize=8)
def of_lesson(questions: int) -> Distribution:
    """The noise of a lesson's sum over so many questions of knowledge."""
    total = of(Kind.KNOWLEDGE)
    for _ in range(questions - 1):
        total = added(total, of(Kind.KNOWLEDGE))
    return total


def share(draw: Mapping[int, float], holds: Callable[[int], bool]) -> float:
    """The probability that a drawn value is such."""
    return sum(p for z, p in draw.items() if holds(z))


@cache
def is_band(kind: Kind, count: int, submitted: int, shown: Band) -> float:
    """The probability that this band is shown for a true count."""
    return share(of(kind), lambda z: disclosure.band(count + z, submitted) is shown)
