"""What a class thinks, as its own teacher may see it alone: bands of attitude questions, each wave
for itself.  A change is never claimed for a class (PRIVACY.md, the table and rule 10)."""

from dataclasses import dataclass
from uuid import UUID

from classrooms.models import Classroom, TaughtQuiz
from quizzes.models import Release
from quizzes.questions import Question, Words
from quizzes.states import Kind, Wave


@dataclass(frozen=True)
class WaveBand:
    """`band` is empty where fewer than 20 have answered."""

    wave: Wave
    band: str


@dataclass(frozen=True)
class Opinion:
    """One attitude question that was released.  `leaning`: the half of its scale that the band
    is about."""

    lineage: UUID
    prompt: Words
    explanation: Words
    leaning: tuple[Words, ...]
    bands: tuple[WaveBand, ...]


def of(classroom: Classroom, language: str) -> list[Opinion] | None:
    """The released attitude questions of the class, in the order in which they were asked; None
    while a quiz of the class is open."""
    if TaughtQuiz.objects.of_classroom(classroom).open().exists():
        return None
    bands = _released_bands(classroom)
    found = (_opinion(question, bands, language) for question in _asked(classroom))
    return [opinion for opinion in found if opinion.bands]


def _released_bands(classroom: Classroom) -> dict[tuple[str, str], str]:
    """(lineage, wave) → band, "" where there is none."""
    releases = Release.objects.for_group(classroom.group).filter(kind=Kind.ATTITUDE)
    return {(str(each.lineage), each.wave): each.band for each in releases}


def _asked(classroom: Classroom) -> list[Question]:
    """Each attitude question once, as it was asked last."""
    asked: dict[str, Question] = {}
    for quiz in TaughtQuiz.objects.of_classroom(classroom):
        asked.update((q.lineage, q) for q in quiz.run.questions if q.kind is Kind.ATTITUDE)
    return list(asked.values())


def _opinion(question: Question, bands: dict[tuple[str, str], str], language: str) -> Opinion:
    return Opinion(
        lineage=UUID(question.lineage),
        prompt=question.prompt.words(language),
        explanation=question.explanation.words(language),
        leaning=tuple(
            option.text.words(language) for option in question.options if question.is_yes(option.id)
        ),
        bands=tuple(
            WaveBand(wave, bands[question.lineage, wave])
            for wave in Wave
            if (question.lineage, wave) in bands
        ),
    )
