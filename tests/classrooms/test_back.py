"""How many tablets are back is said once on board and desk, in the words of what has happened."""

import pytest

from tests.classrooms.conftest import NEW
from tests.quizzes.plays import restart

AFTER_A_RESTART, AT_THE_NEW_ADDRESS = "Кайра иштегенден кийин кайтты: ", ">Кайтты: "
SCREENS = ["lesson", "desk"]


@pytest.fixture
def play(router, begin):
    """A quiz that asks its first question of three seats."""
    play = begin("quiz-after")
    play.open_quiz()
    play.join(3)
    play.ask()
    return play


def said(reply):
    page = reply.content.decode()
    return page.count(AFTER_A_RESTART), page.count(AT_THE_NEW_ADDRESS)


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_of_it_before_anything_happened(play, teach, screen):
    assert said(teach(play, screen)) == (0, 0)


@pytest.mark.parametrize("screen", SCREENS)
def test_once_after_a_restart(play, teach, screen):
    restart()
    play.seats.poll(0)

    reply = teach(play, screen)

    assert said(reply) == (1, 0)
    assert f"{AFTER_A_RESTART}1 / 3" in reply.content.decode()


@pytest.mark.parametrize("screen", SCREENS)
def test_once_where_the_address_changed_too(play, router, teach, screen):
    restart()
    router(NEW)

    reply = teach(play, screen)

    assert said(reply) == (0, 1)
    assert f"{AT_THE_NEW_ADDRESS}0 / 3" in reply.content.decode()
