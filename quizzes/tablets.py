"""What a tablet brings with each request, and what the engine makes of it.

A tablet keeps one cookie per seat it was given (a sealed paper) and one that says which run it
is in and whose turn it is.  The server keeps nothing of this.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import blake2b
from uuid import UUID

from quizzes import frames, keys, live, papers
from quizzes.frames import Frame
from quizzes.papers import ForeignPaper, Paper
from quizzes.questions import ENGINE_OPTIONS, Question
from quizzes.states import Kind


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
    """`run_id` and the `slot` of the paper in turn, if any; `sealed` papers by slot."""

    run_id: UUID | None = None
    slot: int | None = None
    sealed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Seat:
    """A seat in turn: its run as it stands, and its paper."""

    frame: Frame
    paper: Paper

    @property
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
    """The first seat of the tablet that has something to send, with its slot."""
    waiting = (one for one in seats(tablet, frame) if one[1].unsent)
    return next(waiting, None)


def submit(seat: Seat, question_id: str, token: str) -> Paper:
    """Count the answer, once; the seat's paper with this answer in it.

    A second submission changes no counter; if the paper lacks the question (a reply was lost),
    this answer is put in.  Raises Refused for a question that is not open or no such option.
    """
    index, asked = _open_question(seat, question_id)
    option = _option_of(seat, asked, token)
    yes = asked.counted and asked.is_yes(option)
    outcome = live.store().submit(seat.frame.run_id, asked.id, seat.paper.seat, yes)
    if outcome is live.Outcome.NOT_OPEN or outcome is live.Outcome.UNKNOWN:
        raise Refused(Trouble.NOT_OPEN)
    return seat.paper.with_answer(index, yes)


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
        if option_token(seat, question, option) == token:
            return option
    raise Refused(Trouble.NO_SUCH_OPTION)


def option_token(seat: Seat, question: Question, option: str) -> str:
    """What a form sends for an option: 16 characters whichever it is, another for each seat."""
    said = f"{seat.paper.seat}/{question.id}/{option}".encode()
    return blake2b(said, key=seat.key, digest_size=8).hexdigest()


def ordered_options(seat: Seat, question: Question) -> list[str]:
    """The option ids as this seat sees them: shuffled, the engine's own last.

    A scale keeps its order, because a torn scale cannot be read; its direction is the seat's.
    """
    own = [option.id for option in question.options]
    if question.kind is Kind.ATTITUDE:
        turned = int(option_token(seat, question, "direction"), 16) % 2
        return [*(reversed(own) if turned else own), *ENGINE_OPTIONS]
    return [*sorted(own, key=lambda one: option_token(seat, question, one)), *ENGINE_OPTIONS]
