"""The live counters of open runs: in memory only, and noisy from the first moment.

Per counted question there is the set of seats that have submitted and a count of "yes" that
begins at a draw of noise, so that even a look into the counter names nobody.  A practice
question has only the set.  The store also keeps the run's step, which the tablets' poll asks for.

After a restart everything here is gone; the run is then *recounting*: tablets bring their
papers, and a seat whose papers were seen is *back*.
"""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from quizzes import disclosure
from quizzes.entries import Offers, Tickets
from quizzes.votes import Ballot


class Outcome(Enum):
    """What became of an answer."""

    COUNTED = "counted"
    AGAIN = "again"  # this seat had submitted: nothing changed
    NOT_OPEN = "not open"
    UNKNOWN = "unknown"  # the store does not know the run: wake it, then try again


@dataclass(frozen=True)
class Counted:
    """A closed question: noisy `yes` (None for practice) and `submitted`, both in pupils."""

    yes: int | None
    submitted: int


@dataclass(frozen=True)
class Voted:
    """A closed vote: the option that won, and how many have sent."""

    option: str
    submitted: int


@dataclass(frozen=True)
class Progress:
    """`submitted` of `seats`; `back` is how many seats have returned after a restart, None when
    there was none."""

    submitted: int
    seats: int
    back: int | None = None

    @property
    def is_complete(self) -> bool:
        """Everybody has sent, and nobody is missed after a restart."""
        return self.submitted >= self.seats and (self.back is None or self.back >= self.seats)


class LiveStore(Protocol):
    """What the engine asks of a store; the same tests hold for each."""

    offers: Offers
    tickets: Tickets

    def wake(
        self, run_id: UUID, *, step: int, recount: bool, turns: Mapping[int, int] | None = None
    ) -> None:
        """Make the run known; `recount` when seats were given before, `turns` of the seats whose
        tablets were replaced.  No effect if known."""

    def set_step(self, run_id: UUID, step: int) -> None:
        """Tell the poll that the run moved.  A step never goes back."""

    def step(self, run_id: UUID) -> int | None:
        """The run's step, None if the run is not known."""

    def set_turn(self, run_id: UUID, seat: int, turn: int) -> None:
        """Refuse the seat's papers of earlier turns from now on.  A turn never goes back."""

    def turn(self, run_id: UUID, seat: int) -> int:
        """The turn of the paper that speaks for the seat: how often its tablet was replaced."""

    def has_turns(self, run_id: UUID) -> bool:
        """Whether any tablet of the run was replaced."""

    def open_question(
        self, run_id: UUID, question: str, alpha: Fraction | None, *, step: int
    ) -> None:
        """Let answers in; `alpha` None for practice.  No effect if open or closing (noise is
        drawn once), nor if the run has moved past `step`."""

    def open_vote(self, run_id: UUID, question: str, options: Sequence[str], *, step: int) -> None:
        """Let votes in; the same as `open_question`, with a noisy count for each option."""

    def submit(self, run_id: UUID, question: str, seat: int, yes: bool) -> Outcome:
        """Count one answer, once, in one step."""

    def vote(self, run_id: UUID, question: str, seat: int, option: str) -> Outcome:
        """Count one vote, once, in one step."""

    def close_vote(self, run_id: UUID, question: str) -> Voted:
        """Let no more votes in; which option won, the same when repeated.  Raises KeyError for a
        vote that is not known."""

    def submit_together(self, run_id: UUID, question: str, pupils: int, yes: int) -> Outcome:
        """Count what a teacher typed, `yes` of `pupils`, once, in one step; nothing if any
        answer is in."""

    def has_submitted(self, run_id: UUID, question: str, seat: int) -> bool:
        """Whether this seat's answer is in."""

    def close_question(self, run_id: UUID, question: str) -> Counted:
        """Let no more answers in and read the counters; the same result when repeated.  Raises
        KeyError for a counter that does not exist: none is ever made by closing."""

    def reopen_question(self, run_id: UUID, question: str, *, step: int) -> None:
        """Let answers in again, with the same counters: the close came to nothing.  No effect if
        the run has moved past `step`."""

    def forget_question(self, run_id: UUID, question: str) -> None:
        """Drop the counters; the run is no longer recounting."""

    def is_recounting(self, run_id: UUID) -> bool:
        """Whether papers are wanted."""

    def recount(self, run_id: UUID, seat: int, answers: dict[str, bool]) -> None:
        """Take a seat's answers (question → yes) from its paper, each at most once."""

    def progress(self, run_id: UUID, questions: Sequence[str], seats: int) -> Progress:
        """How many seats have submitted every one of `questions`, none if there is no question;
        for a run that has given out `seats`."""

    def forget_run(self, run_id: UUID) -> None:
        """Drop all that is known of a run."""


@dataclass
class _Question:
    yes: int | None
    submitted: set[int] = field(default_factory=set)
    is_open: bool = True
    ballot: Ballot | None = None
    winner: str = ""


@dataclass
class _Run:
    step: int
    back: set[int] | None
    turns: dict[int, int] = field(default_factory=dict)
    questions: dict[str, _Question] = field(default_factory=dict)


class MemoryLiveStore:
    """One process, one lock."""

    def __init__(self, randbelow: Callable[[int], int] = secrets.randbelow) -> None:
        self._lock = threading.Lock()
        self._runs: dict[UUID, _Run] = {}
        self._randbelow = randbelow
        self.offers = Offers()
        self.tickets = Tickets()

    def wake(
        self, run_id: UUID, *, step: int, recount: bool, turns: Mapping[int, int] | None = None
    ) -> None:
        with self._lock:
            known = _Run(step, set() if recount else None, dict(turns or {}))
            self._runs.setdefault(run_id, known)

    def set_step(self, run_id: UUID, step: int) -> None:
        with self._lock:
            if run := self._runs.get(run_id):
                run.step = max(run.step, step)

    def step(self, run_id: UUID) -> int | None:
        run = self._runs.get(run_id)
        return run.step if run else None

    def set_turn(self, run_id: UUID, seat: int, turn: int) -> None:
        with self._lock:
            if run := self._runs.get(run_id):
                run.turns[seat] = max(turn, run.turns.get(seat, 0))

    def turn(self, run_id: UUID, seat: int) -> int:
        run = self._runs.get(run_id)
        return run.turns.get(seat, 0) if run else 0

    def has_turns(self, run_id: UUID) -> bool:
        run = self._runs.get(run_id)
        return run is not None and bool(run.turns)

    def open_question(
        self, run_id: UUID, question: str, alpha: Fraction | None, *, step: int
    ) -> None:
        with self._lock:
            if run := self._run_to_open(run_id, question, step):
                drawn = None if alpha is None else disclosure.noise(alpha, self._randbelow)
                run.questions[question] = _Question(drawn)

    def open_vote(self, run_id: UUID, question: str, options: Sequence[str], *, step: int) -> None:
        with self._lock:
            if run := self._run_to_open(run_id, question, step):
                ballot = Ballot.opened(options, self._randbelow)
                run.questions[question] = _Question(None, ballot=ballot)

    def _run_to_open(self, run_id: UUID, question: str, step: int) -> _Run | None:
        run = self._runs.get(run_id)
        is_late = run is None or step < run.step or question in run.questions
        return None if is_late else run

    def submit(self, run_id: UUID, question: str, seat: int, yes: bool) -> Outcome:
        with self._lock:
            asked = self._open(run_id, question)
            return asked if isinstance(asked, Outcome) else _count(asked, [seat], int(yes))

    def vote(self, run_id: UUID, question: str, seat: int, option: str) -> Outcome:
        with self._lock:
            asked = self._open(run_id, question)
            if isinstance(asked, Outcome):
                return asked
            outcome = _count(asked, [seat], 0)
            if outcome is Outcome.COUNTED and asked.ballot:
                asked.ballot.add(option)
            return outcome

    def close_vote(self, run_id: UUID, question: str) -> Voted:
        with self._lock:
            asked = self._runs[run_id].questions[question]
            if asked.ballot is None:
                raise KeyError(question)
            asked.is_open = False
            asked.winner = asked.winner or asked.ballot.winner(self._randbelow)
            return Voted(asked.winner, len(asked.submitted))

    def submit_together(self, run_id: UUID, question: str, pupils: int, yes: int) -> Outcome:
        with self._lock:
            asked = self._open(run_id, question)
            return asked if isinstance(asked, Outcome) else _count(asked, range(pupils), yes)

    def _open(self, run_id: UUID, question: str) -> _Question | Outcome:
        """The question that takes answers, else why there is none; never made here, because a
        counter that began at 0 would have no noise (PRIVACY.md, rule 17)."""
        run = self._runs.get(run_id)
        if run is None:
            return Outcome.UNKNOWN
        asked = run.questions.get(question)
        return asked if asked is not None and asked.is_open else Outcome.NOT_OPEN

    def has_submitted(self, run_id: UUID, question: str, seat: int) -> bool:
        run = self._runs.get(run_id)
        asked = run.questions.get(question) if run else None
        return asked is not None and seat in asked.submitted

    def close_question(self, run_id: UUID, question: str) -> Counted:
        with self._lock:
            asked = self._runs[run_id].questions[question]
            asked.is_open = False
            return Counted(asked.yes, len(asked.submitted))

    def reopen_question(self, run_id: UUID, question: str, *, step: int) -> None:
        with self._lock:
            run = self._runs.get(run_id)
            asked = run.questions.get(question) if run and run.step == step else None
            if asked is not None:
                asked.is_open = True

    def forget_question(self, run_id: UUID, question: str) -> None:
        with self._lock:
            if run := self._runs.get(run_id):
                run.questions.pop(question, None)
                run.back = None

    def is_recounting(self, run_id: UUID) -> bool:
        run = self._runs.get(run_id)
        return run is not None and run.back is not None

    def recount(self, run_id: UUID, seat: int, answers: dict[str, bool]) -> None:
        with self._lock:
            run = self._runs.get(run_id)
            if run is None or run.back is None:
                return
            run.back.add(seat)
            for question, yes in answers.items():
                asked = run.questions.get(question)
                if asked is not None and asked.is_open:
                    _count(asked, [seat], int(yes))

    def progress(self, run_id: UUID, questions: Sequence[str], seats: int) -> Progress:
        with self._lock:
            run = self._runs.get(run_id)
            if run is None:
                return Progress(0, seats)
            sent = [run.questions[q].submitted if q in run.questions else set() for q in questions]
            through = set.intersection(*sent) if sent else set()
            back = None if run.back is None else len(run.back)
            return Progress(len(through), seats, back)

    def forget_run(self, run_id: UUID) -> None:
        with self._lock:
            self._runs.pop(run_id, None)
        self.offers.forget(run_id)
        self.tickets.forget(run_id)


def _count(asked: _Question, seats: Sequence[int], yes: int) -> Outcome:
    if not asked.submitted.isdisjoint(seats):
        return Outcome.AGAIN
    asked.submitted.update(seats)
    if asked.yes is not None:
        asked.yes += yes
    return Outcome.COUNTED


@lru_cache(maxsize=1)
def store() -> LiveStore:
    """The store of this profile, one for the process."""
    made: LiveStore = import_string(settings.BIRGE_LIVE_STORE)()
    return made


def health() -> str:
    """Why the live store cannot be used, "" when all is well.  Memory is always there."""
    store()
    return ""
