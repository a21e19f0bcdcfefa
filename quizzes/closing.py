"""How a question, a quiz and a group's traces come to their end; what is released, once.

A close names the `step` of the screen that asked for it, like every change (`actions`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quizzes import disclosure, keys, live
from quizzes.decisions import Decision
from quizzes.models import LessonSum, Release, Run
from quizzes.questions import Question
from quizzes.states import Kind, Phase, Wave
from quizzes.waking import wake


class NotPossible(Exception):
    """More hands or cards were typed than there are pupils, or fewer than none."""


@dataclass(frozen=True)
class Tally:
    """The noisy count of one closed question, handed up for the pool and kept nowhere here.

    `yes` may lie outside 0…`submitted`; both in pupils; `alpha` is the ratio of the noise.
    """

    lineage: UUID
    wave: Wave
    yes: int
    submitted: int
    alpha: Fraction


@transaction.atomic
def close_questions(run_id: UUID, *, step: int) -> tuple[Tally, ...]:
    """Close what is asked, led one question and at own pace all, and release each band, once.

    Returns the noisy counts to pool, in the order of the questions.  There is none for practice,
    for a question that nobody answered (void) or that was released before, nor when the step is
    old.
    """
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or run.phase != Phase.ASKING:
        return ()
    wake(run)
    return _close_asked(run)


@transaction.atomic
def close_typed(run_id: UUID, *, step: int, chosen: Mapping[str, int]) -> tuple[Tally, ...]:
    """Close the question that is asked with what the teacher counted by hands or cards.

    `chosen`: option id → number of pupils, 0 where left out; who chose none of them skipped it.
    One sum of them goes into the noisy counter, in one step, and nothing of them is kept.
    Raises NotPossible unless every number and their sum lie between 0 and the pupils present.
    """
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or run.phase != Phase.ASKING or run.has_tablets:
        return ()
    if any(number < 0 for number in chosen.values()) or sum(chosen.values()) > run.present:
        raise NotPossible
    wake(run)
    for _, question in run.open_questions:
        yes = sum(number for option, number in chosen.items() if question.is_yes(option))
        live.store().submit_together(run.id, question.id, run.present, yes)
    return _close_asked(run)


@transaction.atomic
def close_failed(run_id: UUID) -> None:
    """Take answers again where a close was rolled back: nothing of it was released or kept, so the
    counters go on as they were, noise and all.  Where the run did move, nothing happens.

    In a transaction, so that no other close stands between its reading and its commit.
    """
    run = Run.objects.select_for_update().get(id=run_id)
    for _, question in run.open_questions:
        live.store().reopen_question(run.id, question.id, step=run.step)


def _close_asked(run: Run) -> tuple[Tally, ...]:
    asked = [question for _, question in run.open_questions]
    counts = [live.store().close_question(run.id, question.id) for question in asked]
    tallies = [_release(run, q, count) for q, count in zip(asked, counts, strict=True)]
    run.move_to(Phase.EXPLAINED)
    transaction.on_commit(partial(forget_questions, run, asked))
    return tuple(filter(None, tallies))


def forget_questions(run: Run, questions: Sequence[Question]) -> None:
    """Bring the live store to where the run is, and drop the counters of these questions."""
    live.store().set_step(run.id, run.step)
    for question in questions:
        live.store().forget_question(run.id, question.id)


def _release(run: Run, question: Question, count: live.Counted) -> Tally | None:
    if count.yes is None or count.submitted == 0 or run.release_of(question):
        return None
    shown = disclosure.question_band(question.kind, count.yes, count.submitted)
    Release.objects.create(
        group=run.group,
        lineage=question.lineage,
        wave=run.wave,
        kind=question.kind,
        submitted=count.submitted,
        band=shown or "",
        released_on=timezone.localdate(),
    )
    if question.kind is not Kind.ATTITUDE:
        _add_to_lesson(run, count.yes, count.submitted)
    return Tally(
        lineage=UUID(question.lineage),
        wave=Wave(run.wave),
        yes=count.yes,
        submitted=count.submitted,
        alpha=disclosure.ALPHA[question.kind],
    )


def _add_to_lesson(run: Run, yes: int, submitted: int) -> None:
    row = LessonSum.objects.filter(run=run).first()
    total = (row.value() if row else disclosure.Sum()).plus(yes, submitted)
    LessonSum.objects.update_or_create(
        run=run,
        defaults={
            "yes": total.yes,
            "submitted": total.submitted,
            "smallest": total.smallest,
            "questions": total.questions,
        },
    )


@transaction.atomic
def close_run(run_id: UUID, *, step: int) -> bool:
    """End a run for good: its lesson band is kept, its sums and its key are destroyed.

    Questions still open are void: nothing of them is released and their wave is not used up.
    """
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or not run.is_open:
        return False
    row = LessonSum.objects.filter(run=run).first()
    if row:
        run.lesson_band = disclosure.lesson_band(row.value()) or ""
        row.delete()
    run.move_to(Phase.CLOSED)
    transaction.on_commit(partial(_forget_run, run.id))
    return True


@transaction.atomic
def forget_group(group: UUID) -> None:
    """Delete all that is kept of a group: its runs with their keys, its releases and decisions.

    A group that is asked again after this would be counted again: only for one that is gone for
    good (PRIVACY.md, rule 11).
    """
    runs = Run.objects.of_group(group)
    for run in runs.open():
        close_run(run.id, step=run.step)
    runs.delete()
    Release.objects.for_group(group).delete()
    Decision.objects.for_group(group).delete()


def _forget_run(run_id: UUID) -> None:
    keys.destroy(run_id)
    live.store().forget_run(run_id)


def sweep() -> None:
    """After a start: destroy secrets without an open run, close open runs without secrets."""
    open_runs = list(Run.objects.open())
    keys.sweep({run.id for run in open_runs})
    for run in open_runs:
        if run.code is None:
            close_run(run.id, step=run.step)


def pass_minute() -> None:
    """Let one running minute pass for every open run, and close those whose time is over.

    Counted in running minutes because a school laptop's clock jumps.
    """
    Run.objects.open().update(minutes_open=F("minutes_open") + 1)
    for run in Run.objects.outlived(settings.BIRGE_RUN_MINUTES):
        close_run(run.id, step=run.step)
