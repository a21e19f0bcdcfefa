"""What is done to a run until it ends (`closing`): open it, ask, explain, give out its seats.

Every change names the `step` of the screen that asked for it.  A step that is no longer the
run's means that somebody else was quicker: nothing happens, so two presses move one step.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction

from cms import addresses
from quizzes import budget, closing, keys, live, papers, voices
from quizzes.models import Lineage, Release, Run, this_minute
from quizzes.questions import Question
from quizzes.states import Pace, Phase, Sharing, Wave, Way
from quizzes.waking import follow, wake


class TooManyQuestions(Exception):
    """A run asks at most as many questions as a paper has room for."""


class NothingToAsk(Exception):
    """The lesson has no question for this wave."""


class PapersTooLarge(Exception):
    """A browser would silently drop the papers of a full tablet."""


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
    sharing: Sharing = Sharing.EACH,
    at_a_tablet: int = 1,
    lesson: UUID | None = None,
    only_new: bool = False,
    rounds: int = 1,
) -> Run:
    """A new run in its lobby, its questions frozen, its key and join code made.

    `present`: how many seats there are, in groups one for each; `at_a_tablet` of them at most, by
    the plan.  `lesson`: what is taught, as an opaque id; its budget is counted by it.  By hands no
    opinion is asked, and without tablets the pace is the teacher's.  `only_new` leaves out what the
    group has had released in this wave, so that a quiz which the bell cut short goes on; if that
    leaves nothing, all are asked, as practice.  Two `rounds` are led and with tablets, else there
    is one.  A run of the group that is still open is closed first.
    Raises NothingToAsk, TooManyQuestions and PapersTooLarge.
    """
    asked = budget.askable(questions, wave, way)
    if not asked:
        raise NothingToAsk
    if len(asked) > papers.QUESTIONS_MAX:
        raise TooManyQuestions
    lineages = [Lineage.objects.of(question) for question in asked]
    spent = Release.objects.spent(group, lesson)
    frozen = budget.judged(asked, lineages, wave, way, spent, only_new=only_new)
    run = Run(
        group=group,
        wave=wave,
        pace=pace if way is Way.TABLETS else Pace.LED,
        way=way,
        sharing=sharing if way is Way.TABLETS else Sharing.EACH,
        at_a_tablet=at_a_tablet,
        rounds=rounds if way is Way.TABLETS and pace is Pace.LED else 1,
        lesson=lesson,
        frozen_questions=[q.to_data() for q in voices.with_own(frozen)],
        language=language,
        present=present,
    )
    return begin(run)


def begin(run: Run) -> Run:
    """Save a new run: its key and join code are made, and where its tablets find this computer is
    kept.  A run of the group that is still open is closed first.  Raises PapersTooLarge."""
    if papers.tablet_bytes() > papers.TABLET_BYTES_MAX:
        raise PapersTooLarge
    for former in Run.objects.open().of_group(run.group):
        closing.close_run(former.id, step=former.step)
    run.opened_at = this_minute()
    run.addresses = addresses.tablet_urls()
    keys.create(run.id)
    run.save(force_insert=True)
    return run


@transaction.atomic
def plan_seats(run_id: UUID, *, present: int, at_a_tablet: int) -> bool:
    """Let an open run go on with more or fewer seats; False if more are given already.

    No seat is taken away, and nothing that was sent is lost; every tablet draws its screen anew.
    """
    run = Run.objects.open().filter(id=run_id).select_for_update().first()
    if run is None or not run.plan_seats(present, at_a_tablet):
        return False
    transaction.on_commit(partial(follow, run))
    return True


@transaction.atomic
def ask_next(run_id: UUID, *, step: int) -> bool:
    """Ask the first or the next question, at own pace all at once, and after the talk the same one
    again; False if the step is old or none is left."""
    run = Run.objects.select_for_update().get(id=run_id)
    is_ready = run.phase in (Phase.LOBBY, Phase.EXPLAINED) and run.has_more_to_ask
    if run.step != step or not (is_ready or run.phase == Phase.TALK):
        return False
    is_first = run.rounds > 1 and run.phase != Phase.TALK
    run.move_to(Phase.FIRST if is_first else Phase.ASKING)
    transaction.on_commit(partial(follow, run))
    return True


@transaction.atomic
def let_talk(run_id: UUID, *, step: int) -> bool:
    """End the round for practice: neighbours talk.  Who has sent in it is forgotten.  False if the
    step is old or no such round is on."""
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or run.phase != Phase.FIRST:
        return False
    practised = [question for _, question in run.open_questions]
    run.move_to(Phase.TALK)
    transaction.on_commit(partial(closing.forget_questions, run, practised))
    return True


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
    transaction.on_commit(partial(follow, run))
    return True


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
    run.note_back(number, addresses.tablet_urls())
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
    run.note_back(seat, addresses.tablet_urls())
    transaction.on_commit(partial(live.store().set_turn, run_id, seat, turn))
    return turn


def progress(run: Run) -> live.Progress:
    """How many of the given seats have submitted every question that is asked now."""
    if run.is_open:
        wake(run)
    asked = [question.id for _, question in run.open_questions]
    return live.store().progress(run.id, asked, run.seats_given)
