"""What a class knows, as its own teacher may see it: bands, never counts, days, never hours."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from classrooms.models import TALK_ONLY_UNDER, Classroom, Taught, TaughtQuiz
from quizzes.disclosure import Band
from quizzes.models import Release
from quizzes.questions import Question, Words
from quizzes.states import Kind, Wave

# Attitudes have their own rule (n ≥ 20, the projector off); this page leaves them out.
KINDS_ON_THE_PAGE = (Kind.KNOWLEDGE, Kind.SCENARIO)
TO_REVISIT = (Band.FEW, Band.SOME)


@dataclass(frozen=True)
class ExplainedOption:
    """An option with why it does or does not fit; `is_key`: it counts as "yes"."""

    text: Words
    explanation: Words
    is_key: bool


@dataclass(frozen=True)
class WaveBand:
    """`band` is empty where too few answers were given for one."""

    wave: Wave
    band: str


@dataclass(frozen=True)
class QuestionProgress:
    """One question with what was released of it, before the lesson first."""

    prompt: Words
    options: tuple[ExplainedOption, ...]
    bands: tuple[WaveBand, ...]

    @property
    def is_to_revisit(self) -> bool:
        """Whether the latest band says that it is worth coming back to."""
        return bool(self.bands) and self.bands[-1].band in TO_REVISIT


@dataclass
class LessonProgress:
    """One lesson of the class's road, with all the times it was taught.

    `lesson_bands`: one for each quiz that has ended.  `on`: the day of the last time.
    `is_talk_only`: the class was never enough for a result when it was taught (rule 14).
    """

    key: UUID
    title: Words
    on: date
    running: Taught | None = None
    is_taught: bool = False
    is_talk_only: bool = True
    lesson_bands: list[WaveBand] = field(default_factory=list)
    questions: list[QuestionProgress] = field(default_factory=list)

    @property
    def to_revisit(self) -> list[QuestionProgress]:
        return [question for question in self.questions if question.is_to_revisit]

    @property
    def others(self) -> list[QuestionProgress]:
        return [question for question in self.questions if not question.is_to_revisit]


def road(classroom: Classroom, language: str) -> list[LessonProgress]:
    """The lessons of a class, the latest first, with what they released."""
    quizzes = _quizzes_by_lesson(classroom)
    bands = _released_bands(classroom)
    lessons: dict[UUID, LessonProgress] = {}
    for taught in classroom.lessons.newest_first():
        lesson = lessons.setdefault(taught.lesson_key, _lesson(taught, language))
        lesson.is_taught = lesson.is_taught or not taught.is_running
        lesson.running = lesson.running or (taught if taught.is_running else None)
        lesson.is_talk_only = lesson.is_talk_only and taught.is_talk_only
    for key, lesson in lessons.items():
        lesson.questions = _questions(quizzes[key], bands, language)
        # A lesson of two days may have asked its quiz when more pupils were here.
        lesson.is_talk_only &= all(quiz.run.present < TALK_ONLY_UNDER for quiz in quizzes[key])
        if lesson.is_talk_only:
            lesson.questions = [replace(row, bands=()) for row in lesson.questions]
        else:
            lesson.lesson_bands = _lesson_bands(quizzes[key])
    return list(lessons.values())


def pieces(lessons: list[LessonProgress]) -> int:
    """Parts of the class's yurt: one for each lesson taught, whatever was answered."""
    return sum(lesson.is_taught for lesson in lessons)


def _lesson(taught: Taught, language: str) -> LessonProgress:
    day = timezone.localdate(taught.started_at)
    return LessonProgress(taught.lesson_key, taught.title(language), day)


def _quizzes_by_lesson(classroom: Classroom) -> dict[UUID, list[TaughtQuiz]]:
    found: dict[UUID, list[TaughtQuiz]] = defaultdict(list)
    for quiz in TaughtQuiz.objects.of_classroom(classroom):
        found[quiz.taught.lesson_key].append(quiz)
    return found


def _released_bands(classroom: Classroom) -> dict[tuple[str, str], str]:
    """(lineage, wave) → band, "" where there is none."""
    releases = Release.objects.for_group(classroom.group)
    return {(str(r.lineage), r.wave): r.band for r in releases if r.kind in KINDS_ON_THE_PAGE}


def _lesson_bands(quizzes: list[TaughtQuiz]) -> list[WaveBand]:
    """One for each wave that was asked to its end: a quiz cut short may have left none."""
    bands: dict[str, str] = {}
    for run in (quiz.run for quiz in quizzes if not quiz.run.is_open):
        bands[run.wave] = run.lesson_band or bands.get(run.wave, "")
    return [WaveBand(wave, bands[wave]) for wave in Wave if wave in bands]


def _questions(
    quizzes: list[TaughtQuiz], bands: dict[tuple[str, str], str], language: str
) -> list[QuestionProgress]:
    asked: dict[str, Question] = {}
    for quiz in quizzes:
        asked.update((question.lineage, question) for question in quiz.run.questions)
    rows = [_question(question, bands, language) for question in asked.values()]
    return [row for row in rows if row.bands]


def _question(
    question: Question, bands: dict[tuple[str, str], str], language: str
) -> QuestionProgress:
    return QuestionProgress(
        prompt=question.prompt.words(language),
        options=tuple(
            ExplainedOption(
                option.text.words(language),
                option.explanation.words(language),
                question.is_yes(option.id),
            )
            for option in question.options
        ),
        bands=tuple(
            WaveBand(wave, bands[question.lineage, wave])
            for wave in Wave
            if (question.lineage, wave) in bands
        ),
    )
