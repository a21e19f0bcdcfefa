"""What may be said of many runs together: shares, margins, changes (PRIVACY.md, rule 10).  Pure.

A count v of one run is the number of "yes" plus two-sided geometric noise with ratio α, whose
variance is 2α/(1−α)² (pupils²).  Over m runs with N answers the share is π̂ = Σv/N, and the noise
gives it the variance m·2α/((1−α)²·N²); counts of different α add their variances.  The noise of
90 of 100 such shares lies within 1.645 standard deviations.  All is computed in fractions and
squares are compared, so that no rounding decides at an edge.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor, isqrt

# Standard deviations to either side that hold 90 % of a normal distribution.
Z = Fraction(1645, 1000)
SMALLEST_RUNS = 3
# The widest margin to be shown, of the whole: 10 points.
WIDEST = Fraction(10, 100)
# Shares are shown in steps of 5 points.
STEP = 5


@dataclass(frozen=True)
class Count:
    """Noisy counts of runs added up: Σv, N, m, and the variance of the noise in Σv (pupils²).

    Σv may lie outside 0…N.
    """

    total: int
    submitted: int
    runs: int
    variance: Fraction

    @classmethod
    def of(cls, total: int, submitted: int, runs: int, alpha: Fraction) -> "Count":
        """Runs whose noise has one ratio."""
        return cls(total, submitted, runs, runs * 2 * alpha / (1 - alpha) ** 2)

    def plus(self, other: "Count") -> "Count":
        """Both together."""
        return Count(
            self.total + other.total,
            self.submitted + other.submitted,
            self.runs + other.runs,
            self.variance + other.variance,
        )

    @property
    def share(self) -> Fraction:
        """π̂, of the whole; may lie outside 0…1."""
        return Fraction(self.total, self.submitted)

    @property
    def margin_squared(self) -> Fraction:
        """The square of the 90 % half-width of π̂."""
        return Z**2 * self.variance / self.submitted**2


class Obstacle(Enum):
    """Why a count may not be shown."""

    FEW_RUNS = "few_runs"
    WIDE = "wide"


def obstacle(count: Count) -> Obstacle | None:
    """Why this count may not be shown, None if it may."""
    if count.runs < SMALLEST_RUNS:
        return Obstacle.FEW_RUNS
    return Obstacle.WIDE if count.margin_squared > WIDEST**2 else None


@dataclass(frozen=True)
class Estimate:
    """What people read, in points of 100: the share to the nearest 5, clipped to 0–100, and the
    90 % half-width, rounded up."""

    share: int
    margin: int

    @property
    def low(self) -> int:
        """Where the margin begins, clipped to 0."""
        return max(0, self.share - self.margin)

    @property
    def width(self) -> int:
        """How far the margin reaches from `low`, clipped to 100."""
        return min(100, self.share + self.margin) - self.low


def estimate(count: Count) -> Estimate | None:
    """The count in points, None where it may not be shown."""
    if obstacle(count):
        return None
    share = min(max(_to_step(count.share), 0), 100)
    return Estimate(share, _root_up(count.margin_squared * 100**2))


@dataclass(frozen=True)
class Change:
    """A difference that the noise does not explain.

    `points`: to the nearest 5, without sign; 0 for less than half a step.
    """

    points: int
    is_rise: bool


def change(before: Count, after: Count) -> Change | None:
    """How the share changed; None where the noise alone may have made the difference."""
    difference = after.share - before.share
    if difference**2 <= before.margin_squared + after.margin_squared:
        return None
    return Change(_to_step(abs(difference)), difference > 0)


def _to_step(share: Fraction) -> int:
    """In points, to the nearest step; half a step goes up."""
    return floor(share * 100 / STEP + Fraction(1, 2)) * STEP


def _root_up(square: Fraction) -> int:
    """The smallest whole number whose square is at least `square` (> 0)."""
    return isqrt(ceil(square) - 1) + 1
