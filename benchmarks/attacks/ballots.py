"""The distinguishing game on a vote: the attacker knows every pupil's choice but one.

The others are as many for one way as for the other, so the last vote shows best.  The teacher and
the thief get what is kept, the way that was chosen; the third one looks into the open counters.
"""

import secrets
from dataclasses import replace
from typing import Any
from uuid import uuid4

from benchmarks.attacks import questions
from benchmarks.attacks.engine import ATTACKERS, COUNTERS, Committing, Samples
from quizzes import asides, closing, live
from quizzes.actions import ask_next
from quizzes.models import Run
from quizzes.states import Kind

# Of the smallest classes that decide, the first in which the others can stand one to one.
VOTERS = 7
_ASKED = questions.question("scene", Kind.SCENARIO)
_SCENE = replace(_ASKED, counted=False, votes=True, lineage=_ASKED.id)


def play(commit: Committing, into: Samples) -> None:
    """One vote of one class; a sample for each attacker is added."""
    coin = bool(secrets.randbelow(2))
    with commit():
        run = asides.open_aside(group=uuid4(), question=_SCENE, present=VOTERS, language="ky")
    Run.objects.filter(id=run.id).update(seats_given=VOTERS)
    with commit():
        ask_next(run.id, step=run.step)
    for seat in range(VOTERS):
        yes = coin if seat == VOTERS - 1 else bool(seat % 2)
        option = questions.YES if yes else questions.NO
        live.store().vote(run.id, _SCENE.id, seat, option)
    store: Any = live.store()
    counts = tuple(store._runs[run.id].questions[_SCENE.id].ballot.counts.items())
    with commit():
        decided = asides.close_vote(run.id, step=Run.objects.get(id=run.id).step)
    with commit():
        closing.close_run(run.id, step=Run.objects.get(id=run.id).step)
    for attacker in ATTACKERS:
        seen = counts if attacker == COUNTERS else decided and decided.chosen
        into[attacker, questions.VOTE].append((coin, seen))


def samples(plays: int, commit: Committing, into: Samples) -> None:
    """At least so many plays."""
    for _ in range(plays):
        play(commit, into)
