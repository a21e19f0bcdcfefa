"""Keeping the live store where the database is."""

from quizzes import disclosure, live
from quizzes.models import Run
from quizzes.states import Phase


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
        if question.votes:
            options = [option.id for option in question.options]
            live.store().open_vote(run.id, question.id, options, step=run.step)
            continue
        alpha = disclosure.ALPHA[question.kind] if question.counted else None
        live.store().open_question(run.id, question.id, alpha, step=run.step)


def follow(run: Run) -> None:
    """Bring the live store to where the database is, once that is sure."""
    wake(run)
    live.store().set_step(run.id, run.step)
    _open_live(run)
