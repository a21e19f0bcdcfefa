"""What may still be counted for a class, in words for its teacher (PRIVACY.md, rule 7).

It is decided in one place, `quizzes.disclosure.verdicts`; here it is only read, before a run is
opened.  Nothing here writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from classrooms.models import Classroom
from quizzes import budget
from quizzes.disclosure import ATTITUDES_IN_YEAR, RELEASES_IN_YEAR
from quizzes.models import Release
from quizzes.questions import Question, Words
from quizzes.states import Kind, Practice, Wave, Way


@dataclass(frozen=True)
class Year:
    """What a class has used in its school year: releases, pre and post each one, and attitude
    questions, in both waves one."""

    releases: int
    attitudes: int

    @property
    def releases_in_all(self) -> int:
        return RELEASES_IN_YEAR

    @property
    def attitudes_in_all(self) -> int:
        return ATTITUDES_IN_YEAR


@dataclass(frozen=True)
class Reason:
    """Some questions of a quiz that are practice for the same reason."""

    why: Practice
    prompts: tuple[Words, ...]


@dataclass(frozen=True)
class Forecast:
    """One quiz of a lesson, should it be opened now: how many questions of it count, how many of
    those are attitudes, and why the others are practice."""

    wave: Wave
    counted: int
    attitudes: int
    practice: tuple[Reason, ...]


def year(classroom: Classroom) -> Year:
    """What the class has used so far."""
    spent = Release.objects.spent(classroom.group)
    return Year(spent.releases, len(spent.attitudes))


def forecasts(
    classroom: Classroom,
    lesson_key: UUID,
    questions: Sequence[Question],
    language: str,
    way: Way = Way.TABLETS,
) -> list[Forecast]:
    """One for each wave in which the lesson asks the class something, the earlier first."""
    found = []
    for wave in Wave:
        foreseen = budget.foresee(
            group=classroom.group, lesson=lesson_key, questions=questions, wave=wave, way=way
        )
        if foreseen:
            found.append(_forecast(wave, foreseen, language))
    return found


def _forecast(wave: Wave, foreseen: Sequence[Question], language: str) -> Forecast:
    counted = [question for question in foreseen if question.counted]
    rest = sorted((q for q in foreseen if not q.counted), key=lambda q: q.practice)
    return Forecast(
        wave=wave,
        counted=len(counted),
        attitudes=sum(question.kind is Kind.ATTITUDE for question in counted),
        practice=tuple(
            Reason(Practice(why), tuple(q.prompt.words(language) for q in same))
            for why, same in groupby(rest, key=lambda q: q.practice)
        ),
    )
