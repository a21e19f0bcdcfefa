"""What a tablet brings with each request, and what the engine makes of it.

A tablet keeps one cookie per seat it was given (a sealed paper) and one that says which run it
is in and whose turn it is.  The server keeps nothing of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import blake2b
from uuid import UUID

from quizzes import actions, frames, keys, live, papers
from quizzes.animals import ANIMALS, COLOURS, Animal, Colour
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
    NOT_OPEN = "the question takes no answers"
    NO_SUCH_OPTION = "the question has no such option"


STATUS: dict[Trouble, int] = {
    Trouble.NO_CODE: 404,
    Trouble.FULL: 409,
    Trouble.TABLET_FULL: 409,
    Trouble.LOST_SEAT: 400,
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

    @property
    def free_slot(self) -> int:
        """Where the next paper goes.  Raises Refused when the tablet holds all it may."""
        taken = {slot for slot, _ in self.sealed}
        for slot in range(papers.SEATS_PER_TABLET):
            if slot not in taken:
                return slot
        raise Refused(Trouble.TABLET_FULL)


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
        _recount(frame, (sealed for _, sealed in tablet.sealed))
    return frame


def _recount(frame: Frame, sealed_papers: Iterable[str]) -> None:
    key = keys.of(frame.run_id).key
    for sealed in sealed_papers:
        try:
            paper = papers.unseal(sealed, key=key, run_id=frame.run_id)
        except ForeignPaper:
            continue
        asked = frame.open_questions
        answers = {q.id: paper.says_yes(index) for index, q in asked if paper.has(index)}
        live.store().recount(frame.run_id, paper.seat, answers)


def take_seat(tablet: Tablet, code: str) -> tuple[UUID, int, str]:
    """A seat in the run with this join code: the run, the tablet's slot for it, its paper.

    Raises Refused when no open run has the code, or all seats are given.
    """
    run_id = keys.run_with_code(code)
    frame = frames.of(run_id) if run_id else None
    if frame is None or not frame.is_open:
        raise Refused(Trouble.NO_CODE)
    slot = tablet.free_slot if tablet.run_id == frame.run_id else 0
    number = actions.give_seat(frame.run_id)
    if number is None:
        raise Refused(Trouble.FULL)
    live.store().recount(frame.run_id, number, {})
    key = keys.of(frame.run_id).key
    return frame.run_id, slot, papers.seal(Paper(number), key=key, run_id=frame.run_id)


def seat_in_turn(tablet: Tablet, frame: Frame) -> Seat:
    """The seat whose turn it is in an open run.  Raises Refused if its paper does not open."""
    sealed = dict(tablet.sealed).get(-1 if tablet.slot is None else tablet.slot, "")
    try:
        paper = papers.unseal(sealed, key=keys.of(frame.run_id).key, run_id=frame.run_id)
    except (ForeignPaper, keys.NoKey) as error:
        raise Refused(Trouble.LOST_SEAT) from error
    return Seat(frame, paper)


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


def animal_of(run_id: UUID, seat: int) -> tuple[Animal, Colour]:
    """The drawn animal and felt colour of a seat: all animals come once before a colour repeats,
    in another order in each run."""
    order = sorted(ANIMALS, key=lambda animal: blake2b(run_id.bytes + animal.id.encode()).digest())
    return order[seat % len(order)], COLOURS[seat // len(order) % len(COLOURS)]
