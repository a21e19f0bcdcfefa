"""What of a quiz counts for a group, and why the rest is practice (PRIVACY.md, rules 4, 7, 15)."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from quizzes import disclosure
from quizzes.models import Lineage, Release
from quizzes.questions import Question
from quizzes.states import Kind, Wave, Way


def askable(questions: Sequence[Question], wave: Wave, way: Way) -> list[Question]:
    """Hands show everybody's answer, so an opinion is never asked by hands."""
    asked = [question for question in questions if wave in question.waves]
    return [q for q in asked if way is not Way.HANDS or q.kind is not Kind.ATTITUDE]


def judged(
    asked: Sequence[Question],
    lineages: Sequence[UUID],
    wave: Wave,
    way: Way,
    spent: disclosure.Spent,
    *,
    only_new: bool,
) -> list[Question]:
    """The questions with their lineage, and whether each counts."""
    traced = [replace(q, lineage=str(own)) for q, own in zip(asked, lineages, strict=True)]
    if only_new:
        traced = [q for q in traced if (q.lineage, wave) not in spent.released] or traced
    by_hands = way is Way.HANDS
    candidates = [
        disclosure.Candidate(q.lineage, q.kind, q.counted, q.norm, by_hands) for q in traced
    ]
    verdicts = disclosure.verdicts(candidates, wave, spent)
    return [
        replace(q, counted=verdict is None, practice=verdict or "")
        for q, verdict in zip(traced, verdicts, strict=True)
    ]


def foresee(
    *,
    group: UUID,
    lesson: UUID,
    questions: Sequence[Question],
    wave: Wave,
    way: Way = Way.TABLETS,
    only_new: bool = False,
) -> list[Question]:
    """What `open_run` would freeze now, without opening anything: each question with `counted`
    and, if it is practice, why."""
    asked = askable(questions, wave, way)
    lineages = Lineage.objects.foreseen(asked)
    spent = Release.objects.spent(group, lesson)
    return judged(asked, lineages, wave, way, spent, only_new=only_new)
