"""Which counts are published together, so that no difference of figures tells of one run.  Pure.

What is not published yet of a school, for one question and wave, is *pending*.  Once a term each
pending either becomes part of one *cell*, which is published for ever, or waits:

- of 3 runs or more it is a cell of its school;
- of fewer it waits one term;
- of fewer still after that, it goes up: with the others of the same district that go up it is
  the district's cell, if they are 3 runs together; else with those of the region, else of the
  country; else it waits on.

A place's figure is the sum of the cells at it and below.  So each run is in exactly one cell, and
every published number is a sum of whole cells: whatever is taken from whatever (a district minus
its schools, this term minus the last), what is left are whole cells again, of 3 runs or more
each.  Nobody can work out the count of one run, nor of two.

Where a pending goes depends on how many runs there were, never on what was answered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from classrooms.figures.estimates import SMALLEST_RUNS
from classrooms.states import PlaceKind

WIDER = (PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.COUNTRY)


@dataclass(frozen=True)
class Pending:
    """What a school has pending for one question and wave: `pool` names it, `wider` are the places
    above the school by kind, `runs` ≥ 1, `has_waited` a term already."""

    pool: int
    school: UUID
    wider: Mapping[str, UUID]
    runs: int
    has_waited: bool


def cells(pendings: Iterable[Pending]) -> dict[UUID, list[Pending]]:
    """Place → the pendings that become its cell; all of one question and wave, one a school.

    Who is in no cell waits.
    """
    found: dict[UUID, list[Pending]] = {}
    going_up: list[Pending] = []
    for pending in pendings:
        if pending.runs >= SMALLEST_RUNS:
            found[pending.school] = [pending]
        elif pending.has_waited:
            going_up.append(pending)
    for kind in WIDER:
        together = _by_place(going_up, kind)
        full = {place: some for place, some in together.items() if _is_full(some)}
        placed = {one.pool for some in full.values() for one in some}
        going_up = [pending for pending in going_up if pending.pool not in placed]
        found |= full
    return found


def _by_place(pendings: Iterable[Pending], kind: PlaceKind) -> dict[UUID, list[Pending]]:
    """Those that have a place of this kind: a school may stand right below its country."""
    together: dict[UUID, list[Pending]] = defaultdict(list)
    for pending in pendings:
        if kind in pending.wider:
            together[pending.wider[kind]].append(pending)
    return together


def _is_full(pendings: list[Pending]) -> bool:
    return sum(pending.runs for pending in pendings) >= SMALLEST_RUNS
