from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from classrooms import actions
from classrooms.models import Classroom, Pool, Taught
from quizzes.models import Release
from quizzes.states import Pace, Phase
from tests.classrooms.factories import ClassroomFactory, UserFactory


def open_class(school, teacher, coordinator, **fields):
    given = {"name": "8-В", "grade": 8, "size": 30}
    return actions.open_classroom(
        school=school, teacher=teacher, opened_by=coordinator, **(given | fields)
    )


def test_open_classroom_gives_it_to_the_teacher(school, teacher, coordinator):
    made = open_class(school, teacher, coordinator)

    assert list(Classroom.objects.taught_by(teacher)) == [made]
    assert made.opened_by == coordinator


def test_open_classroom_name_is_taken_once(school, teacher, coordinator):
    open_class(school, teacher, coordinator)

    with pytest.raises(actions.NameTaken):
        open_class(school, teacher, coordinator)
    assert Classroom.objects.count() == 1


def test_open_classroom_leaves_nothing_behind_when_it_fails(school, teacher, coordinator):
    with pytest.raises(IntegrityError):
        open_class(school, teacher, coordinator, size=99)
    assert not Classroom.objects.exists()


def test_give_classroom_adds_a_teacher(classroom, teacher):
    second = UserFactory()
    actions.give_classroom(classroom=classroom, teacher=second)

    assert set(classroom.teachers.all()) == {teacher, second}


def test_start_lesson_remembers_title_and_minute(classroom, lesson):
    taught = actions.start_lesson(classroom=classroom, lesson=lesson, present=20, language="ru")

    assert set(taught.titles) == {"ky", "ru", "en"}
    assert taught.lesson_key == lesson.translation_key
    assert (taught.started_at.second, taught.started_at.microsecond) == (0, 0)


def test_start_lesson_one_at_a_time(classroom, lesson):
    actions.start_lesson(classroom=classroom, lesson=lesson, present=20, language="ky")

    with pytest.raises(actions.LessonRunning):
        actions.start_lesson(classroom=classroom, lesson=lesson, present=20, language="ky")


def test_move_to_slide_with_an_old_step_changes_nothing(begin):
    play = begin("four-things")
    before = play.board.position

    assert not actions.move_to_slide(taught=play.taught, position=9, step=play.step - 1)
    assert play.board.position == before


def test_move_to_slide_waits_for_the_end_of_the_quiz(begin):
    play = begin("quiz-before")
    play.open_quiz()

    assert not actions.move_to_slide(taught=play.taught, position=0, step=play.step)
    play.close_quiz()
    assert actions.move_to_slide(taught=play.taught, position=0, step=play.step)


def test_open_quiz_asks_the_wave_of_its_slide(begin):
    play = begin("quiz-before")
    play.open_quiz()
    before = {question.name for question in play.run.questions}
    play.close_quiz()
    play.turn_to("quiz-after")
    play.open_quiz()

    assert before == {"c1", "c2", "c4", "c6", "c7", "c8"}
    assert {question.name for question in play.run.questions} == before | {"c3", "c5"}


def test_open_quiz_twice_from_the_same_screen_opens_one(begin):
    play = begin("quiz-before")
    slide = play.board.slide
    play.open_quiz()

    assert actions.open_quiz(taught=play.taught, slide=slide, step=0) is None
    play.close_quiz()
    assert actions.open_quiz(taught=play.taught, slide=slide, step=0) is None
    assert play.taught.quizzes.count() == 1


def test_close_question_adds_to_the_pool_once(begin, school):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(3)
    play.ask()
    play.answer(["a", "a", "b"])
    step = play.board.step
    quiz = play.board.quiz
    play.close_question()
    first = Pool.objects.get()
    actions.close_question(quiz=quiz, step=step)

    release = Release.objects.get()
    assert (first.school, first.lineage, first.wave) == (school, release.lineage, "post")
    assert (first.submitted, first.runs, first.alpha) == (3, 1, "1/2")
    again = Pool.objects.get()
    assert (again.total, again.submitted, again.runs) == (first.total, 3, 1)


def test_close_question_at_own_pace_pools_every_question_once(begin, school):
    play = begin("quiz-after")
    quiz = play.open_quiz(Pace.OWN)
    play.join(3)
    play.ask()
    for seat in range(3):
        play.seats.answer_each(seat, ["skip"] * 8)
    step = play.board.step
    play.close_question()
    pooled = list(Pool.objects.values())
    actions.close_question(quiz=quiz, step=step)

    released = set(Release.objects.values_list("lineage", flat=True))
    assert {pool["lineage"] for pool in pooled} == released
    assert [(p["school_id"], p["submitted"], p["runs"]) for p in pooled] == [(school.pk, 3, 1)] * 5
    assert list(Pool.objects.values()) == pooled


def test_close_question_at_own_pace_releases_all_or_nothing(begin):
    play = begin("quiz-after")
    play.open_quiz(Pace.OWN)
    play.join(1)
    play.ask()
    play.seats.answer_each(0, ["skip"] * 8)
    last = [question for question in play.run.questions if question.counted][-1]
    Pool.objects.create(
        school=play.taught.classroom.school,
        lineage=last.lineage,
        wave="post",
        submitted=2**63 - 1,
        alpha="1/2",
    )

    with pytest.raises((IntegrityError, OverflowError)):
        play.close_question()

    assert not Release.objects.exists()
    assert Pool.objects.count() == 1
    assert play.run.phase == Phase.ASKING


def test_open_quiz_again_goes_on_with_what_was_not_released(begin):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(1)
    play.ask()
    play.answer(["a"])
    play.close_question()
    done = play.run.questions[0].id
    play.close_quiz()
    play.open_quiz()

    asked = [question.id for question in play.run.questions]
    assert done not in asked
    assert len(asked) == 7


def test_close_question_pools_in_the_transaction_of_the_release(begin):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(1)
    play.ask()
    play.answer(["a"])
    # A pool that refuses: the database's own constraint, reached by a row that is too large.
    Pool.objects.create(
        school=play.taught.classroom.school,
        lineage=play.run.current_question.lineage,
        wave="post",
        submitted=2**63 - 1,
        alpha="1/2",
    )

    with pytest.raises((IntegrityError, OverflowError)):
        play.close_question()

    assert not Release.objects.exists()
    assert play.run.phase == Phase.ASKING


def test_close_question_of_two_classes_adds_up(begin, school, teacher):
    second = ClassroomFactory(school=school, taught_by=teacher)
    begin().play_quiz("quiz-after", seats=2)
    begin(classroom=second).play_quiz("quiz-after", seats=3)

    assert set(Pool.objects.values_list("runs", "submitted")) == {(2, 5)}
    assert Pool.objects.count() == 5


def test_close_question_nobody_answered_pools_nothing(begin):
    play = begin("quiz-after")
    play.open_quiz()
    play.ask()
    play.close_question()

    assert not Pool.objects.exists()


def test_finish_lesson_ends_its_quiz_and_may_be_repeated(begin):
    play = begin("quiz-before")
    quiz = play.open_quiz()
    play.finish()
    finished_at = Taught.objects.get().finished_at
    play.finish()

    quiz.run.refresh_from_db()
    assert quiz.run.phase == Phase.CLOSED
    assert Taught.objects.get().finished_at == finished_at
    assert finished_at is not None


def test_finish_lesson_survives_a_clock_set_back(begin):
    play = begin()
    tomorrow = datetime(2126, 1, 1, tzinfo=UTC)
    Taught.objects.update(started_at=tomorrow)
    play.taught.refresh_from_db()
    play.finish()

    assert Taught.objects.get().finished_at == tomorrow
