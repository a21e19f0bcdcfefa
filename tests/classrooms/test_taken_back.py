"""A lesson that is unpublished or deleted while a class is at it goes on with its frozen text; a
lesson taught in two languages is one lesson in the school's sums."""

import pytest
from django.test import Client
from django.urls import reverse

from classrooms.models import Pool, Taught, forget_decks
from curriculum.models import LessonPage
from quizzes.models import Release
from tests.classrooms import plays
from tests.classrooms.factories import ClassroomFactory
from tests.curriculum.test_russian_source import published
from tests.privacy.lessons import another_trainer

pytestmark = pytest.mark.django_db


def in_the_cms(action, lesson):
    """A trainer does it with every language of the lesson."""
    client = Client()
    client.force_login(
        another_trainer("nurlan"), backend="django.contrib.auth.backends.ModelBackend"
    )
    for page in lesson.get_translations(inclusive=True):
        url = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
        assert client.post(url).status_code == 302
    forget_decks()


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_running_lesson_goes_to_its_end(action, begin, teach, lesson):
    play = begin("four-things")
    slides = [slide.id for slide in play.board.slides]

    in_the_cms(action, lesson)

    live = LessonPage.objects.live().filter(translation_key=lesson.translation_key)
    assert not live.exists()
    for language in ("ky", "ru"):
        Taught.objects.update(language=language)
        assert play.board.slide.title in teach(play, "lesson").content.decode()
    play.turn_to("quiz-after")
    teach(play, "quiz_open", {"step": "0"})
    assert play.run.code
    assert [slide.id for slide in play.board.slides] == slides


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_quiz_that_is_open_is_closed_and_counted(action, begin, lesson):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(24)
    play.ask()

    in_the_cms(action, lesson)
    play.answer([play.right_answer()] * 24)
    play.close_question()

    assert Release.objects.get().submitted == 24
    play.finish()
    assert Taught.objects.get().finished_at


def test_lesson_in_russian_and_in_kyrgyz_meets_in_the_pool(begin, school, teacher, lesson):
    russian = lesson.get_translations().get(locale__language_code="ru")
    other = ClassroomFactory(school=school, taught_by=teacher, name="8-Б")
    first, second = begin(), begin(classroom=other)
    Taught.objects.filter(pk=second.taught.pk).update(language="ru")

    for play in (first, second):
        play.play_quiz("quiz-after", 24)

    asked = {question.id for question in russian.freeze_questions()}
    assert {str(one.lineage) for one in Release.objects.all()} <= asked
    assert set(Pool.objects.values_list("runs", "submitted")) == {(2, 48)}
    assert second.run.questions[0].prompt.words("ru").language == "ru"


def test_lesson_in_russian_alone_is_offered_taught_and_counted(
    classroom, teacher, as_user, teach, commit
):
    russian = published("ru")
    offered = as_user(teacher).get(reverse("teach:start", args=[classroom.pk])).content.decode()
    assert russian.title in offered

    play = plays.started(commit, classroom, russian, 24)
    play.turn_to(play.board.slides[3].id)
    assert play.board.slide.title in teach(play, "lesson").content.decode()
    quiz = next(slide.id for slide in play.board.slides if slide.kind == "quiz" and
                slide.wave == "post")  # fmt: skip
    play.play_quiz(quiz, 24)

    counted = [question for question in play.run.questions if question.counted]
    assert {one.submitted for one in Release.objects.all()} == {24}
    assert Release.objects.count() == len(counted) > 0
    assert play.taught.title("ky").language == "ru"
