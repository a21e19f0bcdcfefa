"""A hostile author's lesson is taught: nothing of it comes to life on the teacher's pages, on the
board, desk and tablets, and on paper.  How it is written is in tests/hostile.py."""

import pytest
from django.urls import reverse

from curriculum.models import CampaignDay
from tests import hostile
from tests.quizzes.test_tablet import Tablet

pytestmark = pytest.mark.django_db
OF_LESSON = ("prepare", "plan", "plan_with_cues", "cards", "poster")
OF_CLASS = ("start", "classroom", "certificate", "campaign", "check", "opinions")


@pytest.fixture
def hostile_lesson(lesson):
    hostile.write_everywhere()
    lesson.refresh_from_db()
    return lesson


@pytest.fixture
def look(teacher, as_user):
    """What has come to life on a page of the teacher's; its text must hold `said`."""
    client = as_user(teacher)

    def at(name, *args, said=""):
        response = client.get(reverse(f"teach:{name}", args=args))
        assert response.status_code == 200, name
        html = response.content.decode()
        assert said in hostile.text_of(html), name
        return hostile.alive(html)

    return at


def test_pages_about_a_lesson_and_of_its_class(hostile_lesson, classroom, begin, look):
    play = begin()
    play.play_quiz("quiz-after", seats=5)
    play.finish()
    args = classroom.pk, hostile_lesson.translation_key

    said = hostile.SAID_LITERALLY
    assert {name: look(name, *args, said=said) for name in OF_LESSON} == dict.fromkeys(
        OF_LESSON, []
    )
    assert {name: look(name, classroom.pk) for name in OF_CLASS} == dict.fromkeys(OF_CLASS, [])
    assert look("home") == []
    day = CampaignDay.objects.filter(is_ready=True, locale__language_code="ky").first()
    assert look("campaign_day", classroom.pk, day.day) == []
    assert look("campaign_board", classroom.pk, day.day, day.key, said="=1+1") == []
    assert look("campaign_step", classroom.pk, day.day, day.key, 1, said="=1+1") == []


def test_board_and_desk_of_every_slide(hostile_lesson, begin, look):
    play = begin()
    found = {}
    for slide in [one.id for one in play.board.slides]:
        play.turn_to(slide)
        for screen in ("lesson", "desk"):
            said = hostile.SAID_LITERALLY
            found[screen, slide] = look(screen, play.taught.pk, said=said)
    assert len(found) == 2 * 13
    assert {place: live for place, live in found.items() if live} == {}


def test_quiz_on_board_desk_and_tablets(hostile_lesson, begin, look, commit):
    play = begin("quiz-after")
    play.open_quiz()
    tablet = Tablet(commit)
    tablet.join(play.seats)
    shown = {}

    def see(place):
        for screen in ("lesson", "desk"):
            shown[place, screen] = look(screen, play.taught.pk)
        shown[place, tablet.screen()] = hostile.alive(tablet.page())

    see("lobby")
    play.ask()
    see("asked")
    assert hostile.SAID_LITERALLY in hostile.text_of(tablet.page())
    tablet.answer()
    see("sent")
    play.close_question()
    see("closed")
    assert hostile.SAID_LITERALLY in hostile.text_of(tablet.page())
    assert {place: live for place, live in shown.items() if live} == {}
    assert len({screen for _place, screen in shown}) == 6
