import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from classrooms import progress
from classrooms.models import Taught
from classrooms.progress import WaveBand
from quizzes.disclosure import Band
from quizzes.models import Release
from quizzes.states import Wave
from tests.classrooms.factories import ClassroomFactory

pytestmark = pytest.mark.django_db


def page_of(client, classroom):
    return client.get(reverse("teach:classroom", args=[classroom.pk])).content.decode()


def test_class_page_shows_the_lesson_with_its_bands(begin, classroom, teacher, as_user):
    play = begin()
    play.play_quiz("quiz-after", seats=12)
    questions = play.run.questions
    play.finish()

    page = page_of(as_user(teacher), classroom)

    counted = [question for question in questions if question.counted]
    assert len(counted) == 5
    assert page.count('class="band band--') == 6
    for question in counted:
        assert question.prompt.words("ky").text in page
        assert question.options[0].explanation.words("ky").text in page
    for question in questions:
        assert (question.prompt.words("ky").text in page) == question.counted


def test_class_page_of_nine_has_a_lesson_band_and_no_question_bands(
    begin, school, teacher, as_user
):
    small = ClassroomFactory(school=school, taught_by=teacher, size=9)
    play = begin(classroom=small, present=9)
    play.play_quiz("quiz-after", seats=9)
    play.finish()

    road = progress.road(small, "ky")

    assert road[0].lesson_bands[0].band in Band.values
    assert [row.bands for row in road[0].questions] == [(WaveBand(Wave.POST, ""),)] * 5
    assert page_of(as_user(teacher), small).count('class="band band--') == 1


def test_class_page_has_no_number_of_answers_and_no_time_of_day(begin, classroom, teacher, as_user):
    # 37 and 43 are no day, no year and no grade, so they can come from nowhere else.
    play = begin(present=43)
    play.play_quiz("quiz-after", seats=37)
    play.finish()
    Taught.objects.update(started_at=datetime(2026, 10, 1, 3, 7, tzinfo=UTC), finished_at=None)

    page = page_of(as_user(teacher), classroom)
    text = strip_tags(page[page.index('<ol class="road">') : page.index("</ol>")])

    assert set(Release.objects.values_list("submitted", flat=True)) == {37}
    assert not set(re.findall(r"\d+", text)) & {"37", "43"}
    assert "%" not in text
    assert "2026" in text
    assert ":07" not in text


def test_road_counts_each_lesson_once(begin, classroom):
    for _ in range(2):
        begin().finish()
    begin()

    road = progress.road(classroom, "ky")

    assert len(road) == 1
    assert progress.pieces(road) == 1
    assert road[0].running is not None


def test_road_names_what_to_revisit(begin, classroom):
    play = begin("quiz-after", present=50)
    play.open_quiz()
    play.join(40)
    play.ask()
    wrong = next(
        o.id for o in play.run.current_question.options if o.id not in play.run.current_question.key
    )
    play.answer([wrong] * 40)
    play.close_question()

    road = progress.road(classroom, "ky")

    bands = [row.bands[0].band for row in road[0].questions]
    assert bands[0] in (Band.FEW, Band.SOME)
    assert [row.is_to_revisit for row in road[0].questions] == [True]


def test_road_outlives_its_lesson(begin, classroom, lesson):
    play = begin()
    play.finish()
    type(play.taught).objects.update(lesson=None)

    assert progress.road(classroom, "ru")[0].title.language == "ru"


@pytest.mark.parametrize("rows", [1, 3])
def test_class_page_queries_do_not_grow(
    rows, begin, classroom, teacher, as_user, django_assert_num_queries
):
    for _ in range(rows):
        play = begin()
        play.play_quiz("quiz-after", seats=2)
        play.finish()
    client = as_user(teacher)

    with django_assert_num_queries(13):
        page_of(client, classroom)
