"""Rule 14: with fewer than five pupils a lesson is for talking, and the school still learns."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from classrooms import opinions, progress
from classrooms.models import Pool, Taught
from quizzes.disclosure import Band
from quizzes.models import Release
from quizzes.states import Phase, Way
from tests.classrooms.factories import ClassroomFactory
from tests.privacy.opinions import ask_opinions

pytestmark = pytest.mark.django_db
TODAY = "You are few today: this lesson is for talking. No result is shown."
THEN = "You were few: this lesson was for talking. No result is shown."


@pytest.fixture
def screens(teach):
    """The board and the desk, as they are drawn now."""

    def read(play):
        return [teach(play, screen).content.decode() for screen in ("lesson", "desk")]

    return read


def class_page(client, classroom):
    return client.get(reverse("teach:classroom", args=[classroom.pk])).content.decode()


@pytest.mark.parametrize(("present", "is_few"), [(1, True), (4, True), (5, False)])
def test_the_screens_say_that_the_lesson_is_for_talking(present, is_few, begin, screens):
    play = begin("quiz-after", present=present)
    play.open_quiz()
    play.join(present)
    pages = screens(play)
    play.ask()
    play.answer([play.right_answer()] * present)
    play.close_question()
    assert play.run.phase == Phase.EXPLAINED
    explained = screens(play)
    play.close_quiz()
    pages += screens(play)

    # On the board the explanations need the room.
    assert [gettext(TODAY) in page for page in explained] == [False, is_few]
    assert [gettext(TODAY) in page for page in pages] == [is_few] * 4
    pages += explained
    assert [page for page in pages if 'class="band' in page] == []


@pytest.mark.parametrize("present", [1, 4])
def test_it_counts_as_taught_and_shows_nothing(present, begin, school, teacher, as_user, screens):
    classroom = ClassroomFactory(school=school, taught_by=teacher, size=24)
    play = begin(present=present, classroom=classroom)
    play.play_quiz("quiz-after", seats=present)
    play.finish()

    (lesson,) = progress.road(classroom, "ky")
    page = class_page(as_user(teacher), classroom)

    assert (progress.pieces([lesson]), play.board.growth.pieces) == (1, 1)
    assert lesson.is_talk_only
    assert lesson.lesson_bands == []
    assert [row.bands for row in lesson.questions] == [()] * 5
    assert gettext(THEN) in page
    assert [one for one in (page, *screens(play)) if 'class="band' in one] == []


@pytest.mark.parametrize("present", [1, 4])
def test_the_pool_gets_the_noisy_counts(present, begin, school):
    begin(present=present).play_quiz("quiz-after", seats=present)

    pools = Pool.objects.filter(school=school)

    assert [(pool.submitted, pool.runs) for pool in pools] == [(present, 1)] * 5


@pytest.mark.parametrize("way", [Way.HANDS, Way.CARDS])
def test_the_pool_gets_what_was_typed(way, begin, school, screens):
    play = begin("quiz-after", present=4)
    play.open_quiz(way=way)
    pages = screens(play)
    play.ask()
    while not play.board.takes_numbers:
        play.close_question()
        play.ask()
    play.close_typed(right=3)
    pages += screens(play)

    pools = Pool.objects.filter(school=school)

    assert [(pool.submitted, pool.runs) for pool in pools] == [(4, 1)]
    assert Release.objects.get().band == ""
    assert gettext(TODAY) in pages[0]
    assert [page for page in pages if 'class="band' in page] == []


@pytest.mark.parametrize(("seats", "has_band"), [(4, False), (5, True)])
def test_a_lesson_has_a_band_from_five_on(seats, has_band, begin):
    play = begin()
    play.play_quiz("quiz-after", seats)

    assert (play.run.lesson_band in Band.values) is has_band
    assert set(Release.objects.values_list("band", flat=True)) == {""}


@pytest.mark.parametrize(("seats", "has_band"), [(9, False), (10, True)])
def test_a_question_has_a_band_from_ten_on(seats, has_band, begin):
    begin().play_quiz("quiz-after", seats)

    bands = Release.objects.values_list("band", flat=True)

    assert [band in Band.values for band in bands] == [has_band] * 5


@pytest.mark.parametrize(("seats", "has_band"), [(19, False), (20, True)])
def test_an_attitude_has_a_band_from_twenty_on(seats, has_band, begin, classroom):
    ask_opinions(begin, seats)

    found = opinions.of(classroom, "ky")

    assert found
    bands = [one.band for opinion in found for one in opinion.bands]
    assert [band in Band.values for band in bands] == [has_band] * len(found)
    assert Release.objects.exclude(band="").exists() is has_band


def test_two_days_of_a_lesson_one_of_them_with_few(begin, classroom, teacher, as_user):
    """The quiz was taken by twelve; the four who came the next day do not hide its result."""
    play = begin()
    play.play_quiz("quiz-after", seats=12)
    Taught.objects.update(present=4)
    play.finish()

    (lesson,) = progress.road(classroom, "ky")

    assert not lesson.is_talk_only
    assert lesson.lesson_bands[0].band in Band.values
    assert gettext(THEN) not in class_page(as_user(teacher), classroom)
