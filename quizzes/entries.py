"""Two ways into a seat beside the join code, kept in memory alone: a restart forgets both.

An *offer* is a one-time code for a seat whose tablet is broken.  It begins with a digit that no
join code begins with, so that who mistypes the join code guesses at no offer.  A guesser has
`GUESSES` tries at 100,000 codes before the offer is gone: 1 chance in 5,000.

A *ticket* is drawn anew for every join page that is shown.  Sent twice, because the reply was lost
or Join was pressed twice, it gets the same seat.  It names a page, not a tablet.
"""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

OFFER_DIGIT = "0"
OFFER_SECONDS = 10 * 60.0
GUESSES = 20
_DIGITS_AFTER = 5
TICKET_LENGTH = 16


@dataclass
class _Offer:
    run_id: UUID
    seat: int
    code: str
    until: float
    guesses: int = GUESSES


class Offers:
    """The offers of all runs; each is taken once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._offers: list[_Offer] = []
        self._clock = clock

    def make(self, run_id: UUID, seat: int) -> str:
        """A new code for the seat, in the place of an earlier one."""
        with self._lock:
            self._keep(lambda one: (one.run_id, one.seat) != (run_id, seat))
            code = self._free_code()
            self._offers.append(_Offer(run_id, seat, code, self._clock() + OFFER_SECONDS))
            return code

    def _free_code(self) -> str:
        taken = {offer.code for offer in self._offers}
        while True:
            code = f"{OFFER_DIGIT}{secrets.randbelow(10**_DIGITS_AFTER):0{_DIGITS_AFTER}}"
            if code not in taken:
                return code

    def _keep(self, wanted: Callable[[_Offer], bool]) -> None:
        now = self._clock()
        self._offers = [one for one in self._offers if now < one.until and wanted(one)]

    def newest(self, run_id: UUID) -> str:
        """The code offered last in this run, "" if none waits."""
        with self._lock:
            self._keep(lambda one: True)
            return next((o.code for o in reversed(self._offers) if o.run_id == run_id), "")

    def run_with(self, code: str) -> UUID | None:
        """The run that the code leads to.  A wrong code is a guess at every offer."""
        with self._lock:
            self._keep(lambda one: True)
            found = next((one.run_id for one in self._offers if one.code == code), None)
            if found is None:
                self._guessed()
            return found

    def _guessed(self) -> None:
        for offer in self._offers:
            offer.guesses -= 1
        self._keep(lambda one: one.guesses > 0)

    def take(self, code: str) -> tuple[UUID, int] | None:
        """The run and seat of a code, once; None for whoever comes second."""
        with self._lock:
            self._keep(lambda one: True)
            found = next((one for one in self._offers if one.code == code), None)
            if found is None:
                return None
            self._offers.remove(found)
            return found.run_id, found.seat

    def forget(self, run_id: UUID) -> None:
        """The run is over."""
        with self._lock:
            self._keep(lambda one: one.run_id != run_id)


def new_ticket() -> str:
    """What a join page carries."""
    return secrets.token_hex(TICKET_LENGTH // 2)


class Tickets:
    """With which ticket each seat of a run was taken."""

    def __init__(self) -> None:
        self._tickets: dict[UUID, dict[int, str]] = {}

    def keep(self, run_id: UUID, seat: int, ticket: str) -> None:
        """The seat's ticket, in the place of one whose seat was never saved."""
        if len(ticket) == TICKET_LENGTH:
            self._tickets.setdefault(run_id, {})[seat] = ticket

    def seat(self, run_id: UUID, ticket: str) -> int | None:
        """The seat that was taken with the ticket."""
        known = self._tickets.get(run_id, {}).items()
        return next((seat for seat, own in known if own == ticket), None)

    def forget(self, run_id: UUID) -> None:
        """The run is over."""
        self._tickets.pop(run_id, None)
