"""What is done to classes and lessons, across this app and the quiz engine.

Every change to a lesson names the state that the screen was drawn with (`step`); where the lesson
has moved on meanwhile nothing happens and False comes back: two presses never make two steps.
"""

from django.db import transaction
from django.utils import timezone

from classrooms.calendar import school_year, to_the_minute
from classrooms.models import Classroom, Place, Pool, Taught, TaughtQuiz
from cms.models import User
from curriculum.lessons import Slide
from curriculum.models import LessonPage
from quizzes import actions as engine
from quizzes.states import Pace, Wave


class NameTaken(Exception):
    """The school has a class of this name in this school year."""


class LessonRunning(Exception):
    """The class is still in another lesson."""


@transaction.atomic
def open_classroom(
    *, school: Place, name: str, grade: int, size: int, teacher: User, opened_by: User
) -> Classroom:
    """A class of the present school year, given to its first teacher.  Raises NameTaken.

    Who may open one: `permissions.can_open_classes`.
    """
    year = school_year(timezone.localdate())
    if school.classrooms.filter(school_year=year, name=name).exists():
        raise NameTaken
    classroom = Classroom.objects.create(
        school=school, name=name, grade=grade, size=size, school_year=year, opened_by=opened_by
    )
    classroom.teachers.add(teacher)
    return classroom


def give_classroom(*, classroom: Classroom, teacher: User) -> None:
    """Let one more teacher teach the class."""
    classroom.teachers.add(teacher)


def archive_classroom(*, classroom: Classroom) -> None:
    """Put the class away at the end of its year; nothing of it is deleted."""
    classroom.archived_at = timezone.now()
    classroom.save(update_fields=["archived_at"])


@transaction.atomic
def start_lesson(
    *, classroom: Classroom, lesson: LessonPage, present: int, language: str
) -> Taught:
    """Begin a lesson at its first slide.  Raises LessonRunning."""
    if Taught.objects.running().filter(classroom=classroom).exists():
        raise LessonRunning
    return Taught.objects.create(
        classroom=classroom,
        lesson=lesson,
        lesson_key=lesson.translation_key,
        titles=_titles(lesson),
        language=language,
        present=present,
        started_at=to_the_minute(timezone.now()),
    )


def _titles(lesson: LessonPage) -> dict[str, str]:
    pages = lesson.get_translations(inclusive=True).live().select_related("locale")
    return {page.language: page.title for page in pages}


def show_in(*, taught: Taught, language: str) -> None:
    """Show the lesson on the board in another language."""
    Taught.objects.running().filter(pk=taught.pk).update(language=language)


@transaction.atomic
def move_to_slide(*, taught: Taught, position: int, step: int) -> bool:
    """Show another slide.  `step` is the position that the screen was drawn with.

    An open quiz is ended first, not walked away from: then nothing happens.
    """
    if taught.open_quiz():
        return False
    at_step = Taught.objects.running().filter(pk=taught.pk, position=step)
    return bool(at_step.update(position=position))


@transaction.atomic
def open_quiz(
    *, taught: Taught, slide: Slide, step: int, pace: Pace = Pace.LED
) -> TaughtQuiz | None:
    """Open the quiz of a slide: tablets may join.

    `step` is how many quizzes this slide had when the screen was drawn; where there was one, the
    new one goes on with what was not released yet.  None if there is nothing
    to open: another screen was quicker, another quiz is open, or the lesson is over.  Raises
    quizzes.actions.NothingToAsk and TooManyQuestions.
    """
    taught = (
        Taught.objects.select_for_update().select_related("classroom", "lesson").get(pk=taught.pk)
    )
    if not taught.is_running or not taught.lesson or taught.open_quiz():
        return None
    if taught.quizzes_at(slide.id).count() != step:
        return None
    run = engine.open_run(
        group=taught.classroom.group,
        questions=taught.lesson.freeze_questions(),
        wave=Wave(slide.wave or Wave.POST),
        present=taught.present,
        language=taught.language,
        pace=pace,
        only_new=step > 0,
    )
    return TaughtQuiz.objects.create(taught=taught, slide_id=slide.id, number=step + 1, run=run)


def ask_next(*, quiz: TaughtQuiz, step: int) -> bool:
    """Ask the first or the next question."""
    return engine.ask_next(quiz.run_id, step=step)


@transaction.atomic
def close_question(*, quiz: TaughtQuiz, step: int) -> None:
    """Close the question that is asked, at own pace all; what the engine hands back goes to the
    school's pool in the same transaction as the release."""
    for tally in engine.close_questions(quiz.run_id, step=step):
        Pool.objects.add(quiz.taught.classroom.school, tally)


def close_quiz(*, quiz: TaughtQuiz, step: int) -> bool:
    """End the quiz for good; a question still open is void."""
    return engine.close_run(quiz.run_id, step=step)


@transaction.atomic
def finish_lesson(*, taught: Taught) -> None:
    """End the lesson, and with it a quiz that is still open.  Safe to repeat."""
    if quiz := taught.open_quiz():
        engine.close_run(quiz.run_id, step=quiz.run.step)
    # A school laptop's clock may have been set back since the start.
    finished_at = max(to_the_minute(timezone.now()), taught.started_at)
    Taught.objects.running().filter(pk=taught.pk).update(finished_at=finished_at)
