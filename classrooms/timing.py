"""A lesson's time against its plan: arithmetic alone, for the teacher alone.

A plan is the minutes of every slide in order, 0 for those that are left out.  All numbers are
whole minutes, counted from the beginning of a sitting; a lesson may take several.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# No lesson is that long: the clock was set, or the laptop slept.
LONGEST = timedelta(hours=3)


def minutes_since(then: datetime, now: datetime) -> int | None:
    """Whole minutes from `then` to `now`; None when no lesson could have taken that long, or when
    `now` is the earlier one: a school laptop's clock may be set at any moment."""
    passed = now - then
    if not timedelta(0) <= passed <= LONGEST:
        return None
    return int(passed.total_seconds()) // 60


@dataclass(frozen=True)
class Timing:
    """`elapsed` of `total` minutes are gone.  The plan is on the present slide from its minute
    `begins` to its minute `ends`."""

    elapsed: int
    total: int
    begins: int
    ends: int

    @property
    def behind(self) -> int:
        """By how many minutes the plan is already on a later slide; else 0."""
        return max(self.elapsed - self.ends, 0)

    @property
    def ahead(self) -> int:
        """How many minutes before its time the slide is shown; else 0."""
        return max(self.begins - self.elapsed, 0)


def timing_of(plan: Sequence[int], first: int, at: int, elapsed: int) -> Timing:
    """The timing at slide `at` of a sitting that began on slide `first`, both from 0.

    A slide before `first` that the class went back to counts as the beginning.
    """
    first = min(first, at)
    begins = sum(plan[first:at])
    return Timing(elapsed, sum(plan[first:]), begins, begins + plan[at])
