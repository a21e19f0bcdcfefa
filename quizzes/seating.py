"""Seat plans: how a class answers with the tablets that are there.

p pupils, t tablets, both whole numbers.

    t ≥ p        one seat each: p seats, one at a tablet; the other tablets stay aside
    0 < t < p    the pupils spread evenly: p mod t tablets get ⌈p/t⌉ of them, the others ⌊p/t⌋
                 passed on at each question, or after the whole quiz: p seats
                 in groups: t seats, one at a tablet, whose pupils agree on each answer
    t = 0        no seats: hands, or cards

A tablet holds at most `papers.SEATS_PER_TABLET` papers.  Where ⌈p/t⌉ is more, it is not passed on:
such groups are large, too, so hands and cards, which count every pupil, stand before them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.papers import SEATS_PER_TABLET
from quizzes.states import Pace, Sharing, Way

PUPILS_MAX = 50
TABLETS_MAX = 50


@dataclass(frozen=True)
class Proposal:
    """One way for a class to take a quiz.  `pupils` of it; `tablets` in use, 0 without."""

    way: Way
    sharing: Sharing
    pace: Pace
    pupils: int
    tablets: int

    @property
    def seats(self) -> int:
        """How many may answer: a group as one, without tablets every pupil."""
        return self.tablets if self.sharing is Sharing.GROUPS else self.pupils

    @property
    def pupils_by_tablet(self) -> tuple[int, ...]:
        """How many pupils each tablet is for, the most first; their sum is `pupils`."""
        if not self.tablets:
            return ()
        fewest, more = divmod(self.pupils, self.tablets)
        return (fewest + 1,) * more + (fewest,) * (self.tablets - more)

    @property
    def seats_by_tablet(self) -> tuple[int, ...]:
        """How many seats each tablet holds, the most first; their sum is `seats`."""
        return (1,) * self.tablets if self.sharing is Sharing.GROUPS else self.pupils_by_tablet

    @property
    def fewest(self) -> int:
        """Pupils at the tablet that has the fewest, 0 without tablets."""
        return min(self.pupils_by_tablet, default=0)

    @property
    def most(self) -> int:
        """Pupils at the tablet that has the most, 0 without tablets."""
        return max(self.pupils_by_tablet, default=0)

    @property
    def seats_at_most(self) -> int:
        """Seats at the tablet that has the most, 0 without tablets."""
        return max(self.seats_by_tablet, default=0)


def propose(pupils: int, tablets: int | None) -> tuple[Proposal, ...]:
    """The ways for that many pupils, the recommended one first; never empty.

    `tablets` None: nobody has said how many, so each pupil may have one.  Raises ValueError unless
    1 ≤ pupils ≤ 50 and 0 ≤ tablets ≤ 50.
    """
    if not 1 <= pupils <= PUPILS_MAX or not 0 <= (tablets or 0) <= TABLETS_MAX:
        raise ValueError(f"no seats for {pupils} pupils with {tablets} tablets")
    if tablets is None or tablets >= pupils:
        return _one_each(pupils)
    if tablets == 0:
        return _without(pupils)
    return _shared(pupils, tablets)


def today(pupils: int, tablets: int | None, *, way: Way, sharing: Sharing, pace: Pace) -> Proposal:
    """A plan that goes on with other numbers than it was made for; with tablets there is one."""
    used = min(pupils if tablets is None else max(tablets, 1), pupils)
    return Proposal(way, sharing, pace, pupils, used if way is Way.TABLETS else 0)


def _without(pupils: int) -> tuple[Proposal, ...]:
    return (
        Proposal(Way.HANDS, Sharing.EACH, Pace.LED, pupils, 0),
        Proposal(Way.CARDS, Sharing.EACH, Pace.LED, pupils, 0),
    )


def _one_each(pupils: int) -> tuple[Proposal, ...]:
    return (
        Proposal(Way.TABLETS, Sharing.EACH, Pace.LED, pupils, pupils),
        *_without(pupils),
        Proposal(Way.TABLETS, Sharing.EACH, Pace.OWN, pupils, pupils),
    )


def _shared(pupils: int, tablets: int) -> tuple[Proposal, ...]:
    groups = Proposal(Way.TABLETS, Sharing.GROUPS, Pace.LED, pupils, tablets)
    if groups.most > SEATS_PER_TABLET:
        return (*_without(pupils), groups)
    return (
        Proposal(Way.TABLETS, Sharing.PASSING, Pace.LED, pupils, tablets),
        Proposal(Way.TABLETS, Sharing.WHOLE, Pace.OWN, pupils, tablets),
        groups,
        *_without(pupils),
    )


def choose(
    proposals: Iterable[Proposal],
    *,
    way: Way | None = None,
    sharing: Sharing | None = None,
    pace: Pace | None = None,
) -> Proposal | None:
    """The first that is as it was said, what is None being open; None if there is none such."""

    def fits(one: Proposal) -> bool:
        said = ((way, one.way), (sharing, one.sharing), (pace, one.pace))
        return all(wanted is None or wanted is has for wanted, has in said)

    return next(filter(fits, proposals), None)
