"""Questions that come from beside the lesson: improvised by the teacher, or which way a story goes.

Such a run stays open while the lesson goes on (`resting`), so that tablets join once.  None of its
questions counts: an improvised one is practice without any counter of options, and of a vote only
the option that won is kept (`votes`).
"""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from quizzes import closing, live, papers, votes
from quizzes.actions import begin
from quizzes.decisions import Decision
from quizzes.models import Run
from quizzes.questions import Question
from quizzes.states import Phase, Sharing, Wave
from quizzes.waking import follow, wake


@transaction.atomic
def open_aside(
    *,
    group: UUID,
    question: Question,
    present: int,
    language: str,
    sharing: Sharing = Sharing.EACH,
    at_a_tablet: int = 1,
) -> Run:
    """A new run in its lobby with this question alone.  A run of the group that is still open is
    closed first."""
    run = Run(
        group=group,
        wave=Wave.POST,
        is_aside=True,
        frozen_questions=[question.to_data()],
        language=language,
        present=present,
        sharing=sharing,
        at_a_tablet=at_a_tablet,
    )
    return begin(run)


def is_through(run: Run) -> bool:
    """Whether nothing is asked in it now, so that another question may come."""
    return run.is_aside and run.phase in (Phase.EXPLAINED, Phase.RESTING)


def can_ask_more(run: Run) -> bool:
    """Whether tablets are here and wait for another question, and their papers have room for it."""
    return is_through(run) and run.seats_given > 0 and run.question_count < papers.QUESTIONS_MAX


@transaction.atomic
def ask_more(run_id: UUID, *, question: Question, step: int) -> bool:
    """Ask one more question of the tablets that are here; False if the step is old or they do not
    wait for one."""
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or not can_ask_more(run):
        return False
    run.add_question(question)
    run.move_to(Phase.ASKING)
    transaction.on_commit(partial(follow, run))
    return True


@transaction.atomic
def rest(run_id: UUID, *, step: int) -> bool:
    """Go on with the lesson.  A question still asked is void: nothing of it is kept."""
    run = Run.objects.select_for_update().get(id=run_id)
    if run.step != step or not run.is_aside or run.phase not in (Phase.ASKING, Phase.EXPLAINED):
        return False
    _rest(run)
    return True


def _rest(run: Run) -> None:
    asked = [question for _, question in run.open_questions]
    run.move_to(Phase.RESTING)
    transaction.on_commit(partial(closing.forget_questions, run, asked))


@transaction.atomic
def close_vote(run_id: UUID, *, step: int) -> Decision | None:
    """Close the vote that is asked, and keep which option won, for good.

    None if the step is old, nothing is voted on, or too few have sent: then nothing is kept.  What
    was decided before stays.
    """
    run = Run.objects.select_for_update().get(id=run_id)
    question = run.current_question
    if run.step != step or question is None or not run.asks_a_vote:
        return None
    wake(run)
    voted = live.store().close_vote(run.id, question.id)
    _rest(run)
    if voted.submitted < votes.SMALLEST_FOR_DECISION:
        return None
    return _decision(run, question, voted.option)


def _decision(run: Run, question: Question, option: str) -> Decision:
    decision, _is_new = Decision.objects.get_or_create(
        group=run.group,
        lineage=question.lineage,
        defaults={"chosen": option, "decided_on": timezone.localdate()},
    )
    return decision
