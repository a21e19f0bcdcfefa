"""Making the figures of a term: by the calendar, never by a person (docs/adr/0014)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from classrooms.calendar import Term, last_ended
from classrooms.figures import Figure, FixedTerm
from classrooms.figures_cells import Pending, cells
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
    pools = {pool.pk: pool for pool in Pool.objects.pending().locked_with_places()}
    for asked, some in _by_question(pools.values()).items():
        _publish(asked, some, term, pools)
    Pool.objects.bulk_update(pools.values(), Pool.FIXED_FIELDS, batch_size=BATCH)
    return True


def _by_question(pools: Iterable[Pool]) -> dict[Asked, list[Pending]]:
    found: dict[Asked, list[Pending]] = defaultdict(list)
    for pool in pools:
        wider = {place.kind: place.pk for place in pool.school.ancestors_and_self()[1:]}
        pending = Pending(pool.pk, pool.school_id, wider, pool.pending_runs, pool.has_waited)
        found[pool.lineage, pool.wave].append(pending)
    return found


def _publish(asked: Asked, some: list[Pending], term: Term, pools: dict[int, Pool]) -> None:
    """The cells of one question and wave; who is in none waits, from now on if not before."""
    published = {
        place: [pools[pending.pool] for pending in members]
        for place, members in cells(some).items()
    }
    for pending in some:
        pools[pending.pool].has_waited = True
    Figure.objects.bulk_create(list(_figures(asked, published, term)), batch_size=BATCH)
    for members in published.values():
        for pool in members:
            pool.mark_fixed()


def _figures(asked: Asked, published: dict[UUID, list[Pool]], term: Term) -> Iterator[Figure]:
    lineage, wave = asked
    for place, members in published.items():
        yield Figure(
            place_id=place,
            lineage=lineage,
            wave=wave,
            term=str(term),
            total=sum(pool.pending_total for pool in members),
            submitted=sum(pool.pending_submitted for pool in members),
            runs=sum(pool.pending_runs for pool in members),
            # Should their noise differ, the wider one is the honest margin.
            alpha=str(max(Fraction(pool.alpha) for pool in members)),
        )
