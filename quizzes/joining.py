"""How a tablet comes to a seat: with the join code, beside the seats it holds, in the place of a
tablet that broke, or as a tablet that had a seat at an address which is gone."""

from dataclasses import dataclass
from uuid import UUID

from quizzes import actions, animals, frames, keys, live, papers, returning, tablets, waking
from quizzes.entries import OFFER_DIGIT
from quizzes.frames import Frame
from quizzes.models import Run
from quizzes.papers import Paper
from quizzes.tablets import Refused, Tablet, Trouble


@dataclass(frozen=True)
class Seated:
    """A seat's paper, and the slot of the tablet that it goes into."""

    frame: Frame
    slot: int
    sealed: str


def take_seat(tablet: Tablet, code: str, ticket: str = "") -> Seated:
    """A seat in the run with this join code; without a code, in the run that the tablet is in.

    The same ticket gets the same seat again.  Raises Refused when no open run has the code, all
    seats are given, or the tablet has no room.  A group that joins again keeps its one seat.
    """
    if code.startswith(OFFER_DIGIT):
        return _take_over(tablet, code)
    frame = _open_frame(_run_to_join(tablet, code))
    if frame.is_of_groups and (mine := tablets.seats(tablet, frame)):
        return Seated(frame, mine[0][0], dict(tablet.sealed)[mine[0][0]])
    free = _free_slot(tablet, frame)
    number = actions.give_seat(frame.run_id, ticket)
    if number is None:
        raise Refused(Trouble.FULL)
    return _held(tablet, frame, number) or _seated(frame, free, Paper(number))


def _take_over(tablet: Tablet, code: str) -> Seated:
    """The seat that was offered with this code, with an empty paper and the next turn."""
    offers = live.store().offers
    frame = _open_frame(offers.run_with(code))
    free = _free_slot(tablet, frame)
    taken = offers.take(code)
    turn = actions.replace_seat(*taken) if taken else None
    if taken is None or turn is None:
        raise Refused(Trouble.NO_CODE)
    return _seated(frame, free, Paper(taken[1], turn))


def awaited(tablet: Tablet, code: str) -> Run | None:
    """The run to be joined, where tablets are to come back to it from an old address."""
    run_id = _run_to_join(tablet, code)
    return returning.awaiting(run_id) if run_id else None


def come_back(tablet: Tablet, code: str, who: str, ticket: str) -> Seated:
    """The seat that this tablet had at the old address, with an empty paper and the next turn.

    `who`: animal and colour, with a dot between.  Raises Refused where that is nobody, or not away.
    """
    frame = _open_frame(_run_to_join(tablet, code))
    try:
        seat = animals.seat_of(frame.run_id, *who.split(".", 1))
    except (KeyError, TypeError) as error:
        raise Refused(Trouble.NOT_AWAY) from error
    if held := _held(tablet, frame, seat):
        return held
    free = _free_slot(tablet, frame)
    turn = returning.take_up(frame.run_id, seat, ticket)
    if turn is None:
        raise Refused(Trouble.NOT_AWAY)
    return _seated(frame, free, Paper(seat, turn))


def _run_to_join(tablet: Tablet, code: str) -> UUID | None:
    return keys.run_with_code(code) if code else _own_run(tablet)


def _own_run(tablet: Tablet) -> UUID | None:
    """The run of a tablet that holds a seat in it already."""
    frame = tablets.welcome(tablet)
    return frame.run_id if frame and tablets.seats(tablet, frame) else None


def _open_frame(run_id: UUID | None) -> Frame:
    frame = frames.of(run_id) if run_id else None
    if frame is None or not frame.is_open:
        raise Refused(Trouble.NO_CODE)
    return frame


def _free_slot(tablet: Tablet, frame: Frame) -> int:
    """Where the next paper goes; a paper that speaks no more makes room.  Raises Refused."""
    held = {slot for slot, _ in tablets.seats(tablet, frame)}
    free = set(range(papers.SEATS_PER_TABLET)) - held
    if not free:
        raise Refused(Trouble.TABLET_FULL)
    return min(free)


def _held(tablet: Tablet, frame: Frame, number: int) -> Seated | None:
    """The seat as the tablet has it: a join that is repeated must not empty its paper."""
    sealed = dict(tablet.sealed)
    mine = [slot for slot, seat in tablets.seats(tablet, frame) if seat.paper.seat == number]
    return Seated(frame, mine[0], sealed[mine[0]]) if mine else None


def _seated(frame: Frame, slot: int, paper: Paper) -> Seated:
    live.store().recount(frame.run_id, paper.seat, {})
    sealed = papers.seal(paper, key=keys.of(frame.run_id).key, run_id=frame.run_id)
    return Seated(frame, slot, sealed)


def offer_seat(run: Run, *, animal: str, colour: str) -> str:
    """A one-time code with which a new tablet takes the seat of this animal; "" if nobody has it.

    Raises KeyError for an animal or a colour that does not exist.
    """
    seat = animals.seat_of(run.id, animal, colour)
    if not run.is_open or seat >= run.seats_given:
        return ""
    waking.wake(run)
    return live.store().offers.make(run.id, seat)


def offered_code(run: Run) -> str:
    """The newest code that waits for a new tablet, "" if there is none."""
    return live.store().offers.newest(run.id)
