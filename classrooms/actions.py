"""What is done to classes and lessons, across this app and the quiz engine.

Every change to a lesson names the step that the screen was drawn with (`step`); where the lesson
has moved on meanwhile nothing happens and False comes back: two presses never make two steps.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from classrooms import archive
from classrooms.calendar import school_year, to_the_minute
from classrooms.models import Classroom, LessonCopy, Place, Pool, Taught, TaughtQuiz
from classrooms.states import Kept
from cms.models import User
from curriculum.lessons import questions_of
from curriculum.models import LessonPage
from curriculum.playing import play_of
from curriculum.slides import Slide
from quizzes import actions as engine
from quizzes import asides, closing, seating
from quizzes.closing import Tally
from quizzes.models import Run
from quizzes.seating import Proposal
from quizzes.states import Pace, Sharing, Wave, Way


class NameTaken(Exception):
    """The school has a class of this name in this school year; `is_archived`: in its archive."""

    def __init__(self, *, is_archived: bool) -> None:
        super().__init__()
        self.is_archived = is_archived


class LessonRunning(Exception):
    """The class is still in a lesson."""


class NotProposed(Exception):
    """The quiz cannot be taken in that way by as many pupils with as many tablets."""


class SeatsGiven(Exception):
    """More seats are taken than there would be pupils: so many `seats`."""

    def __init__(self, seats: int) -> None:
        super().__init__(seats)
        self.seats = seats


class ClassKept(Exception):
    """The class may not be deleted, because `reason`."""

    def __init__(self, reason: Kept) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def open_classroom(
    *, school: Place, name: str, grade: int, size: int, teacher: User, opened_by: User
) -> Classroom:
    """A class of the present school year, given to its first teacher.  Raises NameTaken.

    A name is taken for the whole year, also by an archived class: it would be the same pupils,
    asked again (PRIVACY.md, rules 4 and 11).  A made-up name gets round this, so the level above
    is shown every new class.  Who may open one: `permissions.can_open_classes`.
    """
    today = timezone.localdate()
    for former in school.classrooms.filter(school_year=school_year(today)):
        if _plain(former.name) == _plain(name):
            raise NameTaken(is_archived=former.archived_at is not None)
    classroom = Classroom.objects.create(
        school=school, name=name, grade=grade, size=size, school_year=school_year(today),
        opened_by=opened_by, opened_on=today,
    )  # fmt: skip
    classroom.teachers.add(teacher)
    return classroom


def _plain(name: str) -> str:
    """Letters and digits alone: “8-А”, “8 а” and “8А” are one class."""
    return "".join(filter(str.isalnum, name.casefold()))


def give_classroom(*, classroom: Classroom, teacher: User) -> None:
    """Let one more teacher teach the class."""
    classroom.teachers.add(teacher)


@transaction.atomic
def archive_classroom(*, classroom: Classroom) -> None:
    """Put the class away; nothing of it is deleted and what it has answered stays answered.

    A lesson that waits for another day is finished by it.  Raises LessonRunning while one is
    going on.
    """
    for taught in classroom.lessons.running():
        if not taught.is_waiting:
            raise LessonRunning
        finish_lesson(taught=taught)
    classroom.archived_at = timezone.now()
    classroom.save(update_fields=["archived_at"])


def restore_classroom(*, classroom: Classroom) -> bool:
    """Take a class out of the archive again, in its own school year; False after it."""
    if not archive.is_in_its_year(classroom, timezone.localdate()):
        return False
    classroom.archived_at = None
    classroom.save(update_fields=["archived_at"])
    return True


@transaction.atomic
def delete_classroom(*, classroom: Classroom) -> None:
    """Delete an archived class of a former school year: its lessons, runs and releases go, its
    school's pools stay as they are.  Safe to repeat.  Raises ClassKept (PRIVACY.md, rule 11).
    """
    found = Classroom.objects.select_for_update().filter(pk=classroom.pk).first()
    if found is None:
        return
    if reason := archive.reason_to_keep(found, timezone.localdate()):
        raise ClassKept(reason)
    TaughtQuiz.objects.filter(taught__classroom=found).delete()
    found.lessons.all().delete()
    closing.forget_group(found.group)
    found.delete()


@transaction.atomic
def start_lesson(
    *,
    classroom: Classroom,
    lesson: LessonPage,
    present: int,
    language: str,
    is_short: bool = False,
    tablets: int | None = None,
) -> Taught:
    """Begin a lesson at its first slide, as its pages are now.  Raises LessonRunning."""
    if Taught.objects.running().filter(classroom=classroom).exists():
        raise LessonRunning
    now = to_the_minute(timezone.now())
    taught = Taught.objects.create(
        classroom=classroom,
        lesson=lesson,
        lesson_key=lesson.translation_key,
        titles=_titles(lesson),
        language=language,
        present=present,
        tablets=tablets,
        is_short=is_short,
        started_at=now,
        sitting_at=now,
        slide_at=now,
    )
    LessonCopy.objects.create(taught=taught, frozen=lesson.freeze_lesson())
    return taught


def _titles(lesson: LessonPage) -> dict[str, str]:
    pages = lesson.get_translations(inclusive=True).live().select_related("locale")
    return {page.language: page.title for page in pages}


def _change(taught: Taught, step: int, **fields: Any) -> bool:
    """Change a running lesson that is still at `step`, and raise its step."""
    at_step = Taught.objects.running().filter(pk=taught.pk, step=step)
    return bool(at_step.update(step=F("step") + 1, **fields))


def show_in(*, taught: Taught, language: str) -> None:
    """Show the lesson on the board in another language."""
    Taught.objects.running().filter(pk=taught.pk).update(language=language, step=F("step") + 1)


@transaction.atomic
def move_to_slide(*, taught: Taught, position: int, step: int) -> bool:
    """Show another slide.

    An open quiz is ended first, not walked away from: then nothing happens.
    """
    if taught.open_quiz():
        return False
    slide_at = to_the_minute(timezone.now())
    return _change(taught, step, position=position, slide_at=slide_at)


@transaction.atomic
def play_slide(*, taught: Taught, act: str, value: str, step: int) -> bool:
    """Do something with the slide on the board (curriculum.acts): next, back, choose, again."""
    taught = Taught.objects.select_for_update().get(pk=taught.pk)
    slide = taught.slide
    play = play_of(slide, taught.plays.get(slide.id, {})) if slide else None
    after = play.acted(act, value) if play else None
    if slide is None or after is None or taught.open_quiz():
        return False
    return _change(taught, step, plays=taught.plays | {slide.id: after.state()})


def set_short(*, taught: Taught, is_short: bool, step: int) -> bool:
    """Leave out the slides marked for a short lesson, or take them in again."""
    return _change(taught, step, is_short=is_short)


@transaction.atomic
def pause_lesson(*, taught: Taught, step: int) -> bool:
    """The bell rang: the lesson waits on its slide for another day.

    A quiz still open ends; what of it was not released is asked again then.
    """
    if not _change(taught, step, paused_at=to_the_minute(timezone.now()), is_blank=False):
        return False
    _close_quizzes(taught)
    return True


def _close_quizzes(taught: Taught) -> None:
    """The one on the board and the one whose tablets rest."""
    for quiz in taught.quizzes.open().select_related("run"):
        closing.close_run(quiz.run_id, step=quiz.run.step)


@transaction.atomic
def resume_lesson(*, taught: Taught, present: int, tablets: int | None = None) -> bool:
    """Go on with a lesson that the bell broke off or that was left open on another day, with the
    pupils and tablets that are here today.  False if it does not wait: then nothing changes.

    Both numbers stay what they were while a quiz is open: its seats were planned with it.
    """
    waiting = Taught.objects.waiting(timezone.localdate()).filter(pk=taught.pk)
    is_asked = taught.open_quiz() is not None
    now = to_the_minute(timezone.now())
    return bool(
        waiting.update(
            paused_at=None,
            present=F("present") if is_asked else present,
            tablets=F("tablets") if is_asked else tablets,
            sitting_at=now,
            slide_at=now,
            sitting_position=F("position"),
            step=F("step") + 1,
        )
    )


@transaction.atomic
def count_today(*, taught: Taught, present: int, tablets: int | None) -> None:
    """So many pupils and tablets are here now: some came late, a tablet broke.

    An open quiz goes on in its way with as many seats; none is taken away.  What was typed last
    holds, so no step is asked for.  Raises SeatsGiven.
    """
    at_hand = Taught.objects.running().filter(pk=taught.pk)
    at_hand.update(present=present, tablets=tablets, step=F("step") + 1)
    if quiz := taught.open_quiz():
        run = quiz.run
        plan = run.plan_for(present, tablets)
        seats = plan.seats if run.sharing != Sharing.GROUPS else max(plan.seats, run.seats_given)
        if present < run.seats_given or not engine.plan_seats(
            run.id, present=seats, at_a_tablet=plan.seats_at_most
        ):
            raise SeatsGiven(run.seats_given)


@transaction.atomic
def open_quiz(
    *,
    taught: Taught,
    slide: Slide,
    step: int,
    pace: Pace | None = None,
    way: Way | None = None,
    sharing: Sharing | None = None,
    rounds: int = 1,
) -> TaughtQuiz | None:
    """Open the quiz of a slide in the first of the class's ways that is as it was said: tablets
    may join, if it is taken with tablets.

    `step` is how many quizzes this slide had when the screen was drawn; where there was one, the
    new one goes on with what was not released yet.  None if there is nothing
    to open: another screen was quicker, another quiz is open, or the lesson is over.  Raises
    NotProposed, and quizzes.actions.NothingToAsk and TooManyQuestions.
    """
    taught = Taught.objects.select_for_update().select_related("classroom").get(pk=taught.pk)
    if not taught.is_running or taught.is_paused or taught.open_quiz():
        return None
    if taught.quizzes_at(slide.id).count() != step:
        return None
    proposals = seating.propose(taught.present, taught.tablets)
    plan = seating.choose(proposals, way=way, sharing=sharing, pace=pace)
    if plan is None:
        raise NotProposed
    run = _open_run(taught, slide, plan, only_new=step > 0, rounds=rounds)
    return TaughtQuiz.objects.create(taught=taught, slide_id=slide.id, number=step + 1, run=run)


def _open_run(taught: Taught, slide: Slide, plan: Proposal, *, only_new: bool, rounds: int) -> Run:
    return engine.open_run(
        group=taught.classroom.group,
        questions=questions_of(taught.lesson_copy.frozen),
        wave=Wave(slide.wave or Wave.POST),
        present=plan.seats,
        language=taught.language,
        pace=plan.pace,
        way=plan.way,
        sharing=plan.sharing,
        at_a_tablet=plan.seats_at_most,
        lesson=taught.lesson_key,
        only_new=only_new,
        rounds=rounds,
    )


def ask_next(*, quiz: TaughtQuiz, step: int) -> bool:
    """Ask the first or the next question, after the talk the same one again."""
    return engine.ask_next(quiz.run_id, step=step)


def let_talk(*, quiz: TaughtQuiz, step: int) -> bool:
    """After the round for practice: neighbours talk."""
    return engine.let_talk(quiz.run_id, step=step)


def set_blank(*, taught: Taught, is_blank: bool, step: int) -> bool:
    """Make the board dark, or show the lesson on it again."""
    return _change(taught, step, is_blank=is_blank)


def close_question(*, quiz: TaughtQuiz, step: int) -> None:
    """Close the question that is asked, at own pace all; what the engine hands back goes to the
    school's pool in the same transaction as the release.  Of a vote nothing goes there."""
    with _all_or_nothing(quiz):
        if quiz.run.asks_a_vote:
            asides.close_vote(quiz.run_id, step=step)
        else:
            _pool(quiz, closing.close_questions(quiz.run_id, step=step))


@contextmanager
def _all_or_nothing(quiz: TaughtQuiz) -> Iterator[None]:
    """A close that comes to nothing (a full disk) lets the tablets go on."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError:
        closing.close_failed(quiz.run_id)
        raise


def close_typed(*, quiz: TaughtQuiz, step: int, chosen: Mapping[str, int]) -> None:
    """The same with what was counted by hands or cards: option id → pupils.  Raises
    quizzes.closing.NotPossible."""
    with _all_or_nothing(quiz):
        _pool(quiz, closing.close_typed(quiz.run_id, step=step, chosen=chosen))


def _pool(quiz: TaughtQuiz, tallies: Iterable[Tally]) -> None:
    for tally in tallies:
        Pool.objects.add(quiz.taught.classroom.school, tally)


def explain(*, quiz: TaughtQuiz, index: int, step: int) -> bool:
    """Talk about another question of a quiz that was answered at own pace."""
    return engine.explain(quiz.run_id, index=index, step=step)


def close_quiz(*, quiz: TaughtQuiz, step: int) -> bool:
    """End the quiz for good; a question still open is void."""
    return closing.close_run(quiz.run_id, step=step)


@transaction.atomic
def finish_lesson(*, taught: Taught) -> None:
    """End the lesson, and with it a quiz that is still open.  Safe to repeat."""
    _close_quizzes(taught)
    # A school laptop's clock may have been set back since the start.
    finished_at = max(to_the_minute(timezone.now()), taught.started_at)
    Taught.objects.running().filter(pk=taught.pk).update(
        finished_at=finished_at, paused_at=None, is_blank=False, plays={}, step=F("step") + 1
    )
    LessonCopy.objects.filter(pk=taught.pk).delete()
