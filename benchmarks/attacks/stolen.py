"""What a thief's files say of each question of a run, joined over all the times he came."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from benchmarks.attacks import thief
from benchmarks.attacks.game import Column
from curriculum.formats.streams import block_id
from quizzes.questions import Question
from quizzes.states import Kind


def columns(
    loots: Mapping[str, thief.Loot],
    backup: Path | None,
    known: int,
    asked: Sequence[Question],
    lesson: str,
) -> dict[str, tuple[Column, ...]]:
    """By the question's name: whether the pupil's answers left anything on the disk, the noisy
    count above what is known, what a lesson's sum says beyond its questions, and the output.

    `loots` were taken "before" those answers and when they were "sent", and when the run was
    "closed", "ended" and had been played "again".
    """
    before, sent = loots["before"], loots["sent"]
    # Nothing may be written when a pupil answers: what is, speaks.
    traces = (
        repr(_changed(thief.rows(before.database), thief.rows(sent.database))),
        before.log == sent.log,
    )
    lineages = {q.name: UUID(block_id(lesson, q.name)).hex for q in asked}
    sharp = {lineages[q.name] for q in asked if q.kind is not Kind.ATTITUDE}
    first = thief.counts(sent.database)
    later = _later(loots, backup, first.runs)
    beyond = sorted({str(_beyond(first, state, sharp)) for state in later if _sums(first, state)})
    said = loots["again"].log[len(before.log) :]
    return {
        name: (*traces, _moved(lineage, known, first, later), tuple(beyond), said)
        for name, lineage in lineages.items()
    }


def _changed(one: thief.Rows, two: thief.Rows) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def _later(loots: Mapping[str, thief.Loot], backup: Path | None, runs: int) -> list[thief.Counts]:
    """Every state since the close that a log or a backup holds: more counts than `runs` are in its
    pools, which only grow."""
    names = ("closed", "ended", "again")
    states = [state for name in names for state in thief.states(loots[name], runs)]
    stolen = [thief.counts(backup)] if backup else []
    return states + [state for state in stolen if state.runs > runs]


def _moved(
    lineage: str, known: int, first: thief.Counts, later: Sequence[thief.Counts]
) -> tuple[Column, ...]:
    """How far the pools went for this question, each step that is another.  One number is the
    count itself; a second one would be another draw of noise."""
    steps: dict[tuple[str, int], int] = {}
    for state in later:
        for slot in (slot for slot in state.pools if slot[0] == lineage):
            step = state.pools[slot] - first.pools.get(slot, 0)
            if slot not in first.pools or step:
                steps[slot[1], step] = step - known
    return tuple(steps.values())


def _sums(first: thief.Counts, state: thief.Counts) -> list[int]:
    """The sum of the lesson that runs now, while it is kept."""
    return [yes for run, (yes, _) in state.sums.items() if run not in first.sums]


def _beyond(first: thief.Counts, state: thief.Counts, sharp: set[str]) -> int:
    moved = sum(
        total - first.pools.get(slot, 0) for slot, total in state.pools.items() if slot[0] in sharp
    )
    return _sums(first, state)[0] - moved
