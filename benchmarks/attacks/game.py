"""The distinguishing game: an attacker knows every answer but one.

In each play the last pupil's answer is a coin.  The attacker sees what a play showed and says
what the coin was.  He learns on the first half of the plays which outcomes speak for which
answer, and is judged on the second half, so that nothing is gained by chance.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Outcome = Hashable
# Two-sided 99.99 % of a normal distribution.
Z = 3.89


# One of many things that an attacker saw in a play.
Column = Hashable
# What the coin was, and what the attacker saw.
Sample = tuple[bool, Outcome]
# A column speaks when its counts differ by more than chance explains: χ² by so many of its standard
# deviations above its mean.
_SPEAKS = 3.0


@dataclass(frozen=True)
class Seen:
    """How often each outcome came, by the true answer."""

    yes: Counter[Outcome]
    no: Counter[Outcome]

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> "Seen":
        """Counted from plays that are over."""
        return cls(
            Counter(outcome for coin, outcome in samples if coin),
            Counter(outcome for coin, outcome in samples if not coin),
        )

    @property
    def plays(self) -> int:
        """How many there were."""
        return self.yes.total() + self.no.total()

    def ratio(self, outcome: Outcome) -> float:
        """How much more often with yes than with no (one is added to each count)."""
        return (self.yes[outcome] + 1) / (self.no[outcome] + 1)


def outcomes(play: Callable[[bool], Outcome], plays: int) -> tuple[Seen, Seen]:
    """What was seen in the half to learn from and the half to be judged on."""

    def half() -> Seen:
        share = plays // 4
        return Seen(
            Counter(play(True) for _ in range(share)), Counter(play(False) for _ in range(share))
        )

    return half(), half()


def halves(samples: Sequence[Sample]) -> tuple[Seen, Seen]:
    """The same of plays that are over: every other one, so that both halves saw the same time."""
    return Seen.of(samples[::2]), Seen.of(samples[1::2])


def telling(samples: Sequence[tuple[bool, tuple[Column, ...]]]) -> list[Sample]:
    """The same plays with those columns alone that spoke of the coin in the half to learn from,
    each once: an outcome of hundreds of pages would never come twice."""
    learnt = samples[::2]
    width = min((len(columns) for _, columns in samples), default=0)
    kept: dict[tuple[int, ...], int] = {}
    for place in range(width):
        seen = Seen.of([(coin, columns[place]) for coin, columns in learnt])
        if _speaks(seen):
            kept.setdefault(_pattern(columns[place] for _, columns in samples), place)
    return [(coin, tuple(columns[place] for place in kept.values())) for coin, columns in samples]


def _speaks(seen: Seen) -> bool:
    outcomes = seen.yes.keys() | seen.no.keys()
    squares = sum((seen.yes[o] - seen.no[o]) ** 2 / (seen.yes[o] + seen.no[o]) for o in outcomes)
    width = len(outcomes)
    return width > 1 and squares > width + _SPEAKS * sqrt(2 * width)


def _pattern(column: Iterable[Column]) -> tuple[int, ...]:
    """Which plays it does not tell apart, whatever it says: two columns of one pattern say the
    same."""
    numbers: dict[Column, int] = {}
    return tuple(numbers.setdefault(one, len(numbers)) for one in column)


def accuracy(learnt: Seen, judged: Seen) -> float:
    """Share of right guesses, both answers equally likely."""
    right = sum(c for o, c in judged.yes.items() if learnt.ratio(o) >= 1)
    right += sum(c for o, c in judged.no.items() if learnt.ratio(o) < 1)
    return right / judged.plays


def epsilon_low(learnt: Seen, judged: Seen) -> float:
    """A lower bound of ε with 99.99 % confidence.

    The event is the set of outcomes whose learnt ratio is extreme, chosen on the first half; under
    ε-differential privacy no event whatever is more than e^ε times likelier with one answer.
    """
    best = 0.0
    known = learnt.yes.keys() | learnt.no.keys()
    for way in (1, -1):
        ranked = sorted(known, key=learnt.ratio, reverse=way > 0)
        event = _most_telling(learnt, ranked, way)
        likely, rare = (judged.yes, judged.no)[::way]
        low = wilson(sum(likely[o] for o in event), likely.total())[0]
        high = wilson(sum(rare[o] for o in event), rare.total())[1]
        if low > 0:
            best = max(best, log(low / high))
    return best


def _most_telling(learnt: Seen, ranked: list[Outcome], way: int) -> list[Outcome]:
    """The first outcomes of `ranked` whose bound on the learnt half is the highest."""
    likely, rare = (learnt.yes, learnt.no)[::way]
    hits = misses = 0
    best, length = -1.0, 1
    for number, outcome in enumerate(ranked, 1):
        hits += likely[outcome]
        misses += rare[outcome]
        low, high = wilson(hits, likely.total())[0], wilson(misses, rare.total())[1]
        if low / high > best:
            best, length = low / high, number
    return ranked[:length]


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a share; everything is possible where nothing was tried."""
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, Z * Z / total
    middle = (share + spread / 2) / (1 + spread)
    reach = Z / (1 + spread) * sqrt(share * (1 - share) / total + spread / (4 * total))
    return middle - reach, middle + reach


def bound(judged: Seen, epsilon: float) -> float:
    """The most that accuracy may be: 1/(1+α) = 1/(1+e^-ε), with four standard deviations."""
    return 1 / (1 + exp(-epsilon)) + 4 * sqrt(0.25 / judged.plays)


def is_within(learnt: Seen, judged: Seen, epsilon: float) -> bool:
    """Whether what was seen is compatible with the promise: accuracy and the lower bound of ε
    within what it allows."""
    return verdict(learnt, judged, epsilon).is_within


@dataclass(frozen=True)
class Verdict:
    """What an attacker reached, and what the promise allows."""

    plays: int
    accuracy: float
    bound: float
    epsilon_low: float
    epsilon_allowed: float

    @property
    def is_within(self) -> bool:
        """Whether both bounds hold."""
        return self.accuracy <= self.bound and self.epsilon_low <= self.epsilon_allowed


def verdict(learnt: Seen, judged: Seen, epsilon: float) -> Verdict:
    """The judgement on plays that promise `epsilon`."""
    return Verdict(
        plays=learnt.plays + judged.plays,
        accuracy=accuracy(learnt, judged),
        bound=bound(judged, epsilon),
        epsilon_low=epsilon_low(learnt, judged),
        epsilon_allowed=epsilon,
    )
