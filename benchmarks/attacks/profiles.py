"""What a year of bands says about one pupil, to somebody who knows all the others' answers.

Bayes with the exact noise.  Of a lesson of five questions the attacker sees a band of each (from
ten answers on) and the band of their sum (from five on), made from the same noisy counts:

    P(bands | weak or strong) = Σ over the noisy counts that fit every band shown

and of an attitude a band before and a band after, from twenty answers on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from benchmarks.attacks import noise
from benchmarks.attacks.noise import Distribution
from benchmarks.attacks.pupils import Model
from quizzes import disclosure
from quizzes.disclosure import Band
from quizzes.states import Kind

# From here on an answer counts as named.
CERTAIN = 0.99
# Below every probability that a play can meet; keeps a logarithm finite.
_TINY = 1e-12


@dataclass(frozen=True)
class LessonSeen:
    """`known`: yes of the others for each question; `bands`: one for each question, or None where
    the screen shows none; `lesson_band` likewise."""

    known: tuple[int, ...]
    submitted: int
    bands: tuple[Band | None, ...]
    lesson_band: Band | None


@dataclass(frozen=True)
class AttitudeSeen:
    """The same of one attitude, with a band for each wave."""

    known: int
    submitted: int
    bands: tuple[Band | None, ...]


@dataclass(frozen=True)
class Guess:
    """What is named, and how sure the attacker may be of it (1/2 to 1)."""

    says: bool
    posterior: float

    @property
    def is_certain(self) -> bool:
        """Whether it counts as named."""
        return self.posterior >= CERTAIN


def _guess(log_odds: float, tie: bool) -> Guess:
    says = tie if log_odds == 0 else log_odds > 0
    return Guess(says, 1 / (1 + exp(-abs(log_odds))))


def is_strong(lessons: Sequence[LessonSeen], model: Model, tie: bool) -> Guess:
    """Weak or strong, from a year of lessons; `tie` decides where nothing speaks for either."""
    odds = 0.0
    for seen in lessons:
        strong, weak = likelihood(seen, model.strong), likelihood(seen, model.weak)
        odds += log(max(strong, _TINY) / max(weak, _TINY))
    return _guess(odds, tie)


def likelihood(seen: LessonSeen, share: float) -> float:
    """P(what was shown of a lesson | the pupil's share of right answers)."""
    if seen.lesson_band is None and not any(seen.bands):
        return 1.0
    if not any(seen.bands):
        return _of_sum(seen, share)
    total: Distribution = {0: 1.0}
    for known, shown in zip(seen.known, seen.bands, strict=True):
        total = noise.added(total, _counts(known, seen.submitted, shown, share))
    return noise.share(total, lambda v: _fits(v, seen))


def _fits(total: int, seen: LessonSeen) -> bool:
    submitted = seen.submitted * len(seen.known)
    return seen.lesson_band in (None, disclosure.band(total, submitted))


def _counts(known: int, submitted: int, shown: Band | None, share: float) -> Distribution:
    """The noisy counts of one question that fit its band, with their probabilities."""
    draw = noise.of(Kind.KNOWLEDGE)
    counts: Distribution = {}
    for z, p in draw.items():
        for right, chance in ((0, 1 - share), (1, share)):
            v = known + right + z
            if shown is None or disclosure.band(v, submitted) is shown:
                counts[v] = counts.get(v, 0.0) + p * chance
    return counts


def _of_sum(seen: LessonSeen, share: float) -> float:
    """Only the lesson's band is shown: the pupil's right answers are binomial."""
    right: Distribution = {0: 1.0}
    for _ in seen.known:
        right = noise.added(right, {0: 1 - share, 1: share})
    known, draw = sum(seen.known), noise.of_lesson(len(seen.known))
    return sum(
        p * noise.share(draw, lambda z, own=own: _fits(known + own + z, seen))
        for own, p in right.items()
    )


def agrees(seen: AttitudeSeen, tie: bool) -> Guess:
    """Yes or no to an attitude, from the bands of both waves."""
    odds = 0.0
    for shown in filter(None, seen.bands):
        yes = noise.is_band(Kind.ATTITUDE, seen.known + 1, seen.submitted, shown)
        no = noise.is_band(Kind.ATTITUDE, seen.known, seen.submitted, shown)
        odds += log(max(yes, _TINY) / max(no, _TINY))
    return _guess(odds, tie)


def from_counts(counts: Mapping[int, int], share: Model, tie: bool) -> Guess:
    """Weak or strong for a thief with a series of backups: `counts` says how often a stored count
    lay so far above what the others know (v - known)."""
    draw = noise.of(Kind.KNOWLEDGE)
    odds = 0.0
    for above, often in counts.items():
        one, none = draw.get(above - 1, _TINY), draw.get(above, _TINY)
        strong = share.strong * one + (1 - share.strong) * none
        weak = share.weak * one + (1 - share.weak) * none
        odds += often * log(strong / weak)
    return _guess(odds, tie)
