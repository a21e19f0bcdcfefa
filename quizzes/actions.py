"""What is done to a run: open it, ask, close what is asked, explain, close it.

Every change names the `step` of the screen that asked for it.  A step that is no longer the
run's means that somebody else was quicker: nothing happens, so two presses move one step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from quizzes import budget, disclosure, keys, live, papers, voices
from quizzes.models import LessonSum, Lineage, Release, Run, this_minute
from quizzes.questions import Question
from quizzes.states import Kind, Pace, Phase, Wave, Way


class TooManyQuestions(Exception):
    """A run asks at most as many questions as a paper has room for."""


class NothingToAsk(Exception):
    """The lesson has no question for this wave."""


class PapersTooLarge(Exception):
    """A browser would silently drop the papers of a full tablet."""


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
def open_run(
    *,
    group: UUID,
    questions: Sequence[Question],
    wave: Wave,
    present: int,
    language: str,
    pace: Pace = Pace.LED,
    way: Way = Way.TABLETS,
    lesson: UUID | None = None,
    only_new: bool = False,
) -> Run:
    """A new run in its lobby, its questions frozen, its key and join code made.

    `lesson`: what is taught, as an opaque id; its budget is counted by it.  By hands no opinion
    is asked, and without tablets the pace is the teacher's.  `only_new` leaves out what the group
    has had released in this wave, so that a quiz which the bell cut short goes on; if that leaves
    nothing, all are asked, as practice.  A run of the group that is still open is closed first.
    Raises NothingToAsk, TooManyQuestions and PapersTooLarge.
    """
    if papers.tablet_bytes() > papers.TABLET_BYTES_MAX:
        raise PapersTooLarge
    asked = budget.askable(questions, wave, way)
    if not asked:
        raise NothingToAsk
    if len(asked) > papers.QUESTIONS_MAX:
        raise TooManyQuestions
    for former in Run.objects.open().of_group(group):
        close_run(former.id, step=former.step)
    lineages = [Lineage.objects.of(question) for question in asked]
    spent = Release.objects.spent(group, lesson)
    frozen = budget.judged(asked, lineages, wave, way, spent, only_new=only_new)
    run = Run(
        id=uuid4(),
        group=group,
        wave=wave,
        pace=pace if way is Way.TABLETS else Pace.LED,
        way=way,
        lesson=lesson,
        frozen_questions=[q.to_data() for q in voices.with_own(frozen)],
        language=language,
        present=present,
        opened_at=this_minute(),
    )
    keys.create(run.id)
    run.save(force_insert=True)
    return run


def wake(run: Run) -> None:
    """Make an open run known to the live store, with the questions that it is asking.

    After a restart this begins the recount: counters start anew at a fresh draw of noise, which
    is sound because nothing of these questions has been released.
    """
    recount = run.phase == Phase.ASKING and run.seats_given > 0
    live.store().wake(run.id, step=run.step, recount=recount, turns=run.turns_by_seat)
    _open_live(run)


def _open_live(run: Run) -> None:
    for _, question in run.open_questions:
        alpha = disclosure.ALPHA[question.kind] if question.counted else None
        live.store().open_question(run.id, question.id, alpha, step=run.step)


def _follow(run: Run) -> None:
    """Bring the live store to where the database is, once that is sure."""
    wake(run)
    live.store().set_step(run.id, run.step)
    _open_live(run)


@transaction.atomic
def ask_next(run_id: UUID, *, step: int) -> bool:
    """Ask the first or the next question, at own pace all at once; False if the step is old or
    none is left."""
    run = Run.objects.select_for_update().get(id=run_id)
    is_ready = run.phase in (Phase.LOBBY, Phase.EXPLAINED)
    if run.step != step or not is_ready or not run.has_more_to_ask:
        return False
    run.move_to(Phase.ASKING)
    transaction.on_commit(partial(_follow, run))
    return True


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


def _close_asked(run: Run) -> tuple[Tally, ...]:
    asked = [question for _, question in run.open_questions]
    counts = [live.store().close_question(run.id, question.id) for question in asked]
    tallies = [_release(run, q, count) for q, count in zip(asked, counts, strict=True)]
    run.move_to(Phase.EXPLAINED)
    transaction.on_commit(partial(_forget_questions, run, asked))
    return tuple(filter(None, tallies))


def _forget_questions(run: Run, questions: Sequence[Question]) -> None:
    live.store().set_step(run.id, run.step)
    for question in questions:
        live.store().forget_question(run.id, question.id)


@transaction.atomic
def explain(run_id: UUID, *, index: int, step: int) -> bool:
    """Turn the projector to another closed question of a run at own pace.

    False if the step is old, nothing is explained at own pace, or there is no such question.
    """
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or run.pace != Pace.OWN or run.phase != Phase.EXPLAINED:
        return False
    if not 0 <= index < run.question_count:
        return False
    run.turn_to(index)
    transaction.on_commit(partial(_follow, run))
    return True


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
    """Delete all that is kept of a group: its runs with their keys, and its releases.

    A group that is asked again after this would be counted again: only for one that is gone for
    good (PRIVACY.md, rule 11).
    """
    runs = Run.objects.of_group(group)
    for run in runs.open():
        close_run(run.id, step=run.step)
    runs.delete()
    Release.objects.for_group(group).delete()


def _forget_run(run_id: UUID) -> None:
    keys.destroy(run_id)
    live.store().forget_run(run_id)


@transaction.atomic
def give_seat(run_id: UUID, ticket: str = "") -> int | None:
    """The number of a new seat, 0-based; None when there are as many seats as pupils.

    The same ticket gets the same seat: its first reply was lost, or Join was pressed twice.
    """
    runs = Run.objects.open().filter(id=run_id, way=Way.TABLETS)
    run = runs.select_for_update().first()
    if run is None:
        return None
    tickets = live.store().tickets
    known = tickets.seat(run_id, ticket)
    if known is not None and known < run.seats_given:
        return known
    if run.seats_given >= run.present:
        return None
    number = run.seats_given
    run.seats_given = number + 1
    run.save(update_fields=["seats_given"])
    tickets.keep(run_id, number, ticket)
    return number


@transaction.atomic
def replace_seat(run_id: UUID, seat: int) -> int | None:
    """The next turn of a seat that a new tablet takes; None if the run is over or has no such seat.

    From the commit on the former tablet's paper opens nothing; what is counted stays counted.
    """
    run = Run.objects.open().filter(id=run_id).select_for_update().first()
    if run is None or seat >= run.seats_given or run.turns_by_seat.get(seat, 0) >= papers.TURNS_MAX:
        return None
    wake(run)
    turn = run.begin_turn(seat)
    transaction.on_commit(partial(live.store().set_turn, run_id, seat, turn))
    return turn


def progress(run: Run) -> live.Progress:
    """How many of the given seats have submitted every question that is asked now."""
    if run.is_open:
        wake(run)
    asked = [question.id for _, question in run.open_questions]
    return live.store().progress(run.id, asked, run.seats_given)


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
