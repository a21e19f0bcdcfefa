"""Making the figures of a term: by the calendar, never by a person (docs/adr/0014)."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from classrooms.calendar import Term, last_ended
from classrooms.figures import Figure, FixedTerm
from classrooms.figures.cells import Pending, cells
from classrooms.pools import Asked, Pool

# Rows of one statement.
BATCH = 500


def fix_ended_term() -> None:
    """Fix the term that ended last, if that was not done; the keeper asks each minute.

    A clock that jumps ahead fixes a term early, and the next one to be fixed is after that; one
    that jumps back fixes nothing.  What is pending meanwhile stays pending.
    """
    ended = last_ended(timezone.localdate())
    fixed = FixedTerm.objects.latest_term()
    if fixed is None or fixed < ended:
        fix(ended)


@transaction.atomic
def fix(term: Term) -> bool:
    """Publish what is pending of the whole tree, in one transaction; False if the term, or one
    after it, was fixed before.

    Each run's count goes into one figure at most, once.
    """
    if not FixedTerm.objects.take(term):
        return False
    pools = {pool.pk: pool for pool in Pool.objects.pending().published_here().locked_with_places()}
    figures: list[Figure] = []
    fixed: set[int] = set()
    for asked, some in _by_question(pools.values()).items():
        for place, members in cells(some).items():
            held = [pools[pending.pool] for pending in members]
            figures.append(_figure(place, asked, term, held))
            fixed.update(pool.pk for pool in held)
    Figure.objects.bulk_create(figures, batch_size=BATCH)
    Pool.objects.mark_fixed(fixed)
    Pool.objects.mark_waiting(pools.keys() - fixed)
    return True


def _by_question(pools: Iterable[Pool]) -> dict[Asked, list[Pending]]:
    found: dict[Asked, list[Pending]] = defaultdict(list)
    for pool in pools:
        wider = {place.kind: place.pk for place in pool.school.ancestors_and_self()[1:]}
        pending = Pending(pool.pk, pool.school_id, wider, pool.pending_runs, pool.has_waited)
        found[pool.lineage, pool.wave].append(pending)
    return found


def _figure(place: UUID, asked: Asked, term: Term, pools: list[Pool]) -> Figure:
    lineage, wave = asked
    return Figure(
        place_id=place,
        lineage=lineage,
        wave=wave,
        term=str(term),
        total=sum(pool.pending_total for pool in pools),
        submitted=sum(pool.pending_submitted for pool in pools),
        runs=sum(pool.pending_runs for pool in pools),
        # Should their noise differ, the wider one is the honest margin.
        alpha=str(max(Fraction(pool.alpha) for pool in pools)),
    )
