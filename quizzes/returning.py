"""The router has given this computer a new address: tablets take up their seats again.

Cookies stay behind with the old address, so a tablet comes as a stranger.  It says which animal it
was and takes that seat up as a replaced tablet does: the next turn, an empty paper; what is
counted stays counted.  Each seat can be taken up once for each change of address, and only while
the address has changed: the reasons are in docs/adr/0019.
"""

from uuid import UUID

from django.db import transaction

from cms import addresses
from quizzes import actions, live
from quizzes.models import Run


def awaiting(run_id: UUID) -> Run | None:
    """The run, if a tablet that comes to it now may be one that had a seat before."""
    run = Run.objects.open().filter(id=run_id).first()
    return run if run and run.seats_away(addresses.tablet_urls()) else None


@transaction.atomic
def take_up(run_id: UUID, seat: int, ticket: str) -> int | None:
    """The next turn of a seat whose tablet comes back; None if the seat is not away.

    The same ticket gets the same turn again, because its first reply may have been lost.
    """
    run = Run.objects.open().filter(id=run_id).select_for_update().first()
    if run is None:
        return None
    tickets = live.store().tickets
    if tickets.seat(run_id, ticket) == seat and seat in run.returned:
        return run.turns_by_seat.get(seat, 0)
    if seat not in run.seats_away(addresses.tablet_urls()):
        return None
    turn = actions.replace_seat(run_id, seat)
    tickets.keep(run_id, seat, ticket)
    return turn


@transaction.atomic
def stop_waiting(run_id: UUID) -> None:
    """The teacher waits for no more tablets: nothing is asked about the old address any more."""
    run = Run.objects.open().filter(id=run_id).select_for_update().first()
    if run is not None:
        run.settle_at(addresses.tablet_urls())
