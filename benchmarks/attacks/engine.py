"""The distinguishing game on the product's engine, in this process: fast enough for thousands of
plays.

A run at own pace is one play for each counted question, because their coins and their noise are
independent.  From the same run three attackers take what each of them can see.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from benchmarks.attacks import questions
from benchmarks.attacks.game import Sample
from quizzes import actions, closing, live
from quizzes.models import LessonSum, Release, Run
from quizzes.questions import Question
from quizzes.states import Kind, Pace, Wave

# The smallest class that sees a band of an attitude, too; the known answers bring the count to
# the border between two bands, where the last answer shows best.
SEATS = 20
KNOWN_YES = 6
TEACHER, THIEF, COUNTERS = "teacher", "thief", "counters"
ATTACKERS = (TEACHER, THIEF, COUNTERS)
# In which a step's effects after its commit happen, too.
Committing = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Seat:
    """One seat's yes or no to each question of a run, by the question's id."""

    says: dict[str, bool]


def opened(asked: Sequence[Question], seats: int, commit: Committing, **how: Any) -> UUID:
    """A run at own pace in which all questions are open and all seats given."""
    with commit():
        run = actions.open_run(
            **{"group": uuid4(), "wave": Wave.POST} | how,
            questions=asked, present=seats, language="ky", pace=Pace.OWN,
        )  # fmt: skip
    # All seats at once: a close does not ask how they came.
    Run.objects.filter(id=run.id).update(seats_given=seats)
    with commit():
        actions.ask_next(run.id, step=run.step)
    return run.id


def answer(run_id: UUID, seats: Sequence[Seat]) -> None:
    """Each seat sends what it says, straight into the counters."""
    store = live.store()
    for number, seat in enumerate(seats):
        for question, yes in seat.says.items():
            store.submit(run_id, question, number, yes)


def closed(run_id: UUID, commit: Committing) -> tuple[dict[str, int], tuple[int, ...], Run]:
    """Close everything: the noisy count handed up for each lineage, the lesson's sum as it stood
    before the end, and the run afterwards."""
    with commit():
        step = Run.objects.get(id=run_id).step
        tallies = closing.close_questions(run_id, step=step)
    row = LessonSum.objects.filter(run=run_id).values_list("yes", "submitted").first() or ()
    with commit():
        closing.close_run(run_id, step=step + 1)
    handed = {str(tally.lineage): tally.yes for tally in tallies}
    return handed, row, Run.objects.get(id=run_id)


def look(run_id: UUID, question: str) -> int | None:
    """One look into the memory of an open counter: the only thing here that no screen or file
    shows."""
    store: Any = live.store()
    return store._runs[run_id].questions[question].yes


def known_class(asked: Sequence[Question], coins: dict[str, bool]) -> list[Seat]:
    """All but the last seat say what the attacker knows; the last one's answers are coins."""
    others = [Seat({q.id: number < KNOWN_YES for q in asked}) for number in range(SEATS - 1)]
    return [*others, Seat(coins)]


# By attacker and group of kinds.
Samples = dict[tuple[str, str], list[Sample]]


def play(asked: Sequence[Question], commit: Committing, into: Samples) -> None:
    """One run; a sample for each question and attacker is added."""
    coins = {question.id: bool(secrets.randbelow(2)) for question in asked}
    run_id = opened(asked, SEATS, commit)
    answer(run_id, known_class(asked, coins))
    looks = {question.id: look(run_id, question.id) for question in asked}
    handed, lesson_sum, run = closed(run_id, commit)
    bands = dict(Release.objects.for_group(run.group).values_list("lineage", "band"))
    # What the stolen sum says beyond the counts of its questions must be nothing.
    sharp = [q.id for q in asked if q.kind is not Kind.ATTITUDE]
    beyond = lesson_sum[0] - sum(handed[one] for one in sharp)
    for question in asked:
        shown = bands[UUID(question.id)]
        seen = {
            TEACHER: (shown, run.lesson_band) if question.id in sharp else shown,
            THIEF: (handed[question.id], beyond, shown),
            COUNTERS: looks[question.id],
        }
        for attacker in ATTACKERS:
            group = questions.GROUP_OF[question.kind]
            into[attacker, group].append((coins[question.id], seen[attacker]))


def samples(plays: int, commit: Committing) -> Samples:
    """At least `plays` plays of each group for each attacker."""
    found: Samples = defaultdict(list)
    asked = [*questions.quiz("game"), *questions.attitudes("game")]
    while len(found[THIEF, questions.BROAD]) < plays:
        play(asked, commit, found)
    return found
