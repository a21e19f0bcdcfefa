"""What every tablet needs of a run, kept in memory so that an answer costs no database at all.

A frame is a run at one step.  It is right as long as the live store names the same step; all
changes of a run go through `actions` and `closing`, which tell the store.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from quizzes import live, waking
from quizzes.models import Run
from quizzes.questions import Question
from quizzes.states import Pace, Phase, Sharing


@dataclass(frozen=True)
class Frame:
    """A run as it stands.  `open_questions` take answers now, `explained_questions` are talked
    about now; each with its index among the `total` questions of the run.  `asking`: which
    asking is led to (`Run.asking`); at own pace 0 while all are open.  `at_a_tablet`: seats
    that a tablet is meant for.  `drawn`: what was made of the frame for all its tablets; it goes
    with the frame."""

    run_id: UUID
    phase: Phase
    pace: Pace
    sharing: Sharing
    at_a_tablet: int
    step: int
    asking: int
    total: int
    open_questions: tuple[tuple[int, Question], ...]
    explained_questions: tuple[tuple[int, Question], ...]
    language: str
    rounds: int = 1
    is_aside: bool = False
    drawn: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether the run is not over."""
        return self.phase is not Phase.CLOSED

    @property
    def is_passed_on(self) -> bool:
        """Whether the seats of a tablet take turns by the plan: then each of them is called."""
        return self.sharing in (Sharing.PASSING, Sharing.WHOLE)

    @property
    def is_of_groups(self) -> bool:
        """Whether a seat is a group that agrees on its answers."""
        return self.sharing is Sharing.GROUPS


_frames: dict[UUID, Frame] = {}
# Runs that are over, for good: all their tablets ask once more, at the same time.
_over: dict[UUID, Frame] = {}
_MOST_OVER = 100


def at_hand(run_id: UUID | None) -> Frame | None:
    """The run's frame, if it is in memory, right, and no papers are wanted: whoever gets it can
    serve a tablet without the database."""
    frame = _frames.get(run_id) if run_id else None
    if frame is None or frame.step != live.store().step(frame.run_id):
        return None
    return None if live.store().is_recounting(frame.run_id) else frame


def of(run_id: UUID) -> Frame | None:
    """The run's frame, from memory where that is right; None if there is no such run.

    Reading it wakes an open run after a restart.
    """
    if over := _over.get(run_id):
        return over
    frame = _frames.get(run_id)
    if frame and frame.step == live.store().step(run_id):
        return frame
    _frames.pop(run_id, None)
    run = Run.objects.filter(id=run_id).first()
    if run is None:
        return None
    frame = _frame(run)
    if frame.is_open:
        _drop_closed()
        waking.wake(run)
        _frames[run_id] = frame
    else:
        _keep_closed(frame)
    return frame


def _keep_closed(frame: Frame) -> None:
    while len(_over) >= _MOST_OVER:
        _over.pop(next(iter(_over)), None)
    _over[frame.run_id] = frame


def _drop_closed() -> None:
    """A frame goes with its run, also where no tablet asks for it again."""
    for run_id in list(_frames):
        if live.store().step(run_id) is None:
            _frames.pop(run_id, None)


def _frame(run: Run) -> Frame:
    return Frame(
        run_id=run.id,
        phase=Phase(run.phase),
        pace=Pace(run.pace),
        sharing=Sharing(run.sharing),
        at_a_tablet=run.at_a_tablet,
        step=run.step,
        asking=run.asking,
        total=run.question_count,
        open_questions=run.open_questions,
        explained_questions=run.explained_questions,
        language=run.language,
        rounds=run.rounds,
        is_aside=run.is_aside,
    )


def forget() -> None:
    """Drop all frames, as a restart would."""
    _frames.clear()
    _over.clear()
