"""What a tablet brings with each request, and what the engine makes of it.

A tablet keeps one cookie per seat it was given (a sealed paper) and one that says which run it
is in and whose turn it is.  The server keeps nothing of this.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from hashlib import blake2b
from uuid import UUID

from quizzes import animals, frames, keys, live, papers
from quizzes.animals import Animal, Colour
from quizzes.frames import Frame
from quizzes.papers import ForeignPaper, Paper
from quizzes.questions import ENGINE_OPTIONS, Question
from quizzes.states import Kind, Phase


class Trouble(Enum):
    """Why a request cannot be served as it was meant."""

    NO_CODE = "no open run has this code"
    FULL = "all seats of the run are given"
    TABLET_FULL = "the tablet holds as many papers as it may"
    LOST_SEAT = "the paper does not open"
    MOVED = "another tablet has taken the seat over"
    NOT_AWAY = "the seat is not waiting for a tablet from the old address"
    NOT_OPEN = "the question takes no answers"
    NO_SUCH_OPTION = "the question has no such option"


STATUS: dict[Trouble, int] = {
    Trouble.NO_CODE: 404,
    Trouble.FULL: 409,
    Trouble.TABLET_FULL: 409,
    Trouble.LOST_SEAT: 400,
    Trouble.MOVED: 409,
    Trouble.NOT_AWAY: 409,
    Trouble.NOT_OPEN: 409,
    Trouble.NO_SUCH_OPTION: 422,
}


class Refused(Exception):
    """The request is refused for a reason that the screen tells in the pupil's language."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble


@dataclass(frozen=True)
class Tablet:
    """`run_id` and the `slot` of the paper in turn, if any; `sealed` papers by slot.

    `question`: the index of the question that the turn is for; `after`: at nobody's turn the slot
    whose pupil was called last for it, and is done or not there.
    """

    run_id: UUID | None = None
    slot: int | None = None
    sealed: tuple[tuple[int, str], ...] = ()
    question: int | None = None
    after: int | None = None

    def turned_to(self, slot: int, frame: Frame) -> "Tablet":
        """The tablet when it is that slot's turn, for what is asked now."""
        return replace(self, run_id=frame.run_id, slot=slot, question=frame.asking, after=None)

    def turned_from(self, slot: int | None, frame: Frame) -> "Tablet":
        """The tablet when it is nobody's turn, after that slot's."""
        return replace(self, run_id=frame.run_id, slot=None, question=frame.asking, after=slot)


@dataclass(frozen=True)
class Seat:
    """A seat in turn: its run as it stands, and its paper."""

    frame: Frame
    paper: Paper

    @cached_property
    def key(self) -> bytes:
        """The run's key."""
        return keys.of(self.frame.run_id).key

    @property
    def unsent(self) -> list[tuple[int, Question]]:
        """The open questions that this seat has not submitted, each with its index: asked of the
        live counters, never of the paper."""
        run_id, seat, store = self.frame.run_id, self.paper.seat, live.store()
        asked = self.frame.open_questions
        return [(i, q) for i, q in asked if not store.has_submitted(run_id, q.id, seat)]

    @property
    def who(self) -> tuple[Animal, Colour]:
        """The seat's animal, and the colour of its felt."""
        return animals.of_seat(self.frame.run_id, self.paper.seat)

    def token(self, question: Question, option: str) -> str:
        """What a form sends for an option: 16 characters whichever it is, another for each seat."""
        said = f"{self.paper.seat}/{question.id}/{option}".encode()
        return blake2b(said, key=self.key, digest_size=8).hexdigest()

    def order(self, question: Question) -> list[str]:
        """The option ids as this seat sees them: shuffled, the engine's own last.

        A scale keeps its order, because a torn scale cannot be read; its direction is the seat's.
        Both rounds of a question have the same order.
        """
        own = [option.id for option in question.options]
        if question.kind is Kind.ATTITUDE:
            turned = int(self._drawn(question, "direction"), 16) % 2
            return [*(reversed(own) if turned else own), *ENGINE_OPTIONS]
        return [*sorted(own, key=lambda one: self._drawn(question, one)), *ENGINE_OPTIONS]

    def _drawn(self, question: Question, what: str) -> str:
        """Chance that is the same each time the seat meets the question."""
        said = f"{self.paper.seat}/order/{question.lineage or question.id}/{what}".encode()
        return blake2b(said, key=self.key, digest_size=8).hexdigest()

    def sealed(self, paper: Paper) -> str:
        """A newer paper of this seat, sealed; bits that are no longer needed are blanked."""
        needed = [index for index, question in self.frame.open_questions if question.counted]
        return papers.seal(paper.keeping(needed), key=self.key, run_id=self.frame.run_id)


def welcome(tablet: Tablet) -> Frame | None:
    """The run that the tablet is in, None if there is none such.  Counts the tablet's papers
    again when the run is recounting."""
    frame = frames.of(tablet.run_id) if tablet.run_id else None
    if frame and frame.is_open and live.store().is_recounting(frame.run_id):
        _recount(tablet, frame)
    return frame


def at_question(tablet: Tablet, frame: Frame) -> Tablet:
    """The tablet with its turn, if that is for the question that is led to now.

    Where a tablet is passed on, a turn ends with its question: whoever held the tablet last, the
    next question begins at nobody's turn.  A tablet with one seat has nobody else to call.
    """
    if tablet.question == frame.asking:
        return tablet
    if frame.is_passed_on and len(tablet.sealed) > 1:
        return replace(tablet, slot=None, after=None)
    return tablet if tablet.after is None else replace(tablet, after=None)


def _recount(tablet: Tablet, frame: Frame) -> None:
    """What a seat's paper says is counted, unless another tablet has taken the seat over."""
    for _, seat in seats(tablet, frame):
        paper = seat.paper
        asked = frame.open_questions
        answers = {q.id: paper.says_yes(index) for index, q in asked if paper.has(index)}
        live.store().recount(frame.run_id, paper.seat, answers)


def slot_in_turn(tablet: Tablet, frame: Frame) -> int | None:
    """The slot in turn in an open run; None too when another tablet has taken its seat over.  The
    paper is looked at only where some tablet was replaced."""
    if tablet.slot is None or not live.store().has_turns(frame.run_id):
        return tablet.slot
    try:
        seat_in_turn(tablet, frame)
    except Refused as refused:
        return None if refused.trouble is Trouble.MOVED else tablet.slot
    return tablet.slot


def seat_in_turn(tablet: Tablet, frame: Frame) -> Seat:
    """The seat whose turn it is in an open run.  Raises Refused if its paper does not open, or
    another tablet has taken it over."""
    sealed = dict(tablet.sealed).get(-1 if tablet.slot is None else tablet.slot, "")
    return _seat(frame, sealed)


def _seat(frame: Frame, sealed: str) -> Seat:
    try:
        paper = papers.unseal(sealed, key=keys.of(frame.run_id).key, run_id=frame.run_id)
    except (ForeignPaper, keys.NoKey) as error:
        raise Refused(Trouble.LOST_SEAT) from error
    if paper.turn != live.store().turn(frame.run_id, paper.seat):
        raise Refused(Trouble.MOVED)
    return Seat(frame, paper)


def seats(tablet: Tablet, frame: Frame) -> list[tuple[int, Seat]]:
    """The seats of an open run that the tablet speaks for, each with its slot."""
    found = []
    for slot, sealed in tablet.sealed:
        try:
            found.append((slot, _seat(frame, sealed)))
        except Refused:
            continue
    return found


def next_seat(tablet: Tablet, frame: Frame) -> tuple[int, Seat] | None:
    """Who is to be called: the first seat of the tablet that has something to send, with its slot.

    The round goes on behind the slot that was called last, and begins anew after the last slot: so
    a pupil who is not there is called once more when all others have sent.
    """
    last = tablet.after if tablet.slot is None else tablet.slot
    waiting = [one for one in seats(tablet, frame) if one[1].unsent]
    behind = [one for one in waiting if last is not None and one[0] > last]
    return next(iter(behind or waiting), None)


def seat_at(tablet: Tablet, frame: Frame, slot: int) -> Seat | None:
    """The seat in that slot, if it is the tablet's and has something to send."""
    return next((s for at, s in seats(tablet, frame) if at == slot and s.unsent), None)


def submit(seat: Seat, question_id: str, token: str) -> Paper:
    """Count the answer, once; the seat's paper with this answer in it.

    A second submission changes no counter; if the paper lacks the question (a reply was lost),
    this answer is put in.  Nothing is put in for the first of two rounds, whose answers must not be
    counted again as those of the second, nor for a vote, of which one bit would not be enough: both
    are asked again after a restart.  Raises Refused for a question that is not open or no such
    option.
    """
    index, asked = _open_question(seat, question_id)
    option = _option_of(seat, asked, token)
    yes = asked.counted and asked.is_yes(option)
    outcome = _counted(seat, asked, option, yes)
    if outcome is live.Outcome.NOT_OPEN or outcome is live.Outcome.UNKNOWN:
        raise Refused(Trouble.NOT_OPEN)
    is_kept = seat.frame.phase is Phase.ASKING and not asked.votes
    return seat.paper.with_answer(index, yes) if is_kept else seat.paper


def _counted(seat: Seat, asked: Question, option: str, yes: bool) -> live.Outcome:
    run_id, number = seat.frame.run_id, seat.paper.seat
    if asked.votes:
        return live.store().vote(run_id, asked.id, number, option)
    return live.store().submit(run_id, asked.id, number, yes)


def submit_all(seat: Seat, answers: Sequence[tuple[str, str]]) -> tuple[Paper, Trouble | None]:
    """Count each answer (question, token) as `submit` does; the seat's paper with all of them.

    One that is refused keeps no other from being counted; the first such trouble comes back.
    Where nothing was chosen nothing is counted, and that is a trouble too.
    """
    trouble = None if answers else _nothing_chosen(seat.frame)
    for question_id, token in answers:
        try:
            seat = replace(seat, paper=submit(seat, question_id, token))
        except Refused as refused:
            trouble = trouble or refused.trouble
    return seat.paper, trouble


def _nothing_chosen(frame: Frame) -> Trouble:
    return Trouble.NO_SUCH_OPTION if frame.open_questions else Trouble.NOT_OPEN


def _open_question(seat: Seat, question_id: str) -> tuple[int, Question]:
    for index, question in seat.frame.open_questions:
        if question.id == question_id:
            return index, question
    raise Refused(Trouble.NOT_OPEN)


def _option_of(seat: Seat, question: Question, token: str) -> str:
    for option in question.option_ids():
        if seat.token(question, option) == token:
            return option
    raise Refused(Trouble.NO_SUCH_OPTION)
