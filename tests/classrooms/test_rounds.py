"""Two rounds on board and desk: each press one step, nothing of what was chosen between them."""

import pytest
from django.urls import reverse

from quizzes.models import Release
from quizzes.states import Phase
from tests.classrooms.factories import MembershipFactory
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(begin, teach):
    """A quiz that was opened in two rounds from the board, with twelve seats."""
    play = begin("quiz-after", present=12)
    play.open_quiz(rounds=2)
    play.join(12)
    return play


def step(play):
    return {"step": str(play.board.step)}


def test_the_board_offers_two_rounds(begin, teach):
    play = begin("quiz-after")
    page = teach(play, "lesson").content.decode()
    assert '<input type="hidden" name="rounds" value="2">' in page

    assert teach(play, "quiz_open", {"step": "0", "rounds": "2"}).status_code == 303

    assert (play.run.rounds, play.run.phase) == (2, Phase.LOBBY)


@pytest.mark.parametrize("rounds", ["3", "0", "x", "-1", "2" * 40])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_another_number_of_rounds_is_refused(begin, teach, rounds, headers):
    play = begin("quiz-after")

    refused = teach(play, "quiz_open", {"step": "0", "rounds": rounds}, **headers)

    assert refused.status_code == 400
    assert not play.taught.quizzes.exists()


@pytest.mark.parametrize("prefix", ["", "desk_"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_rounds_are_led_from_board_and_desk(play, teach, prefix, headers):
    for control, phase in (
        ("quiz_next", Phase.FIRST),
        ("quiz_talk", Phase.TALK),
        ("quiz_next", Phase.ASKING),
    ):
        reply = teach(play, prefix + control, step(play), **headers)
        assert reply.status_code == (200 if headers else 303)
        assert play.run.phase == phase
    play.answer(["a"] * 12)
    teach(play, prefix + "quiz_close", step(play), **headers)

    assert play.run.phase == Phase.EXPLAINED
    assert Release.objects.get().submitted == 12


def test_each_screen_says_which_round_it_is(play, teach):
    prompt = play.run.questions[0].prompt.words("ky").text
    seen = {}
    for act in (play.ask, play.seats.let_talk, play.ask):
        act()
        for screen in ("lesson", "desk"):
            page = teach(play, screen, **{"Accept-Language": "ky"}).content.decode()
            assert prompt in page
            seen.setdefault(screen, []).append(
                [word in page for word in ("1-айлампа", "Коңшуң менен", "2-айлампа")]
            )

    steps = [[True, False, False], [False, True, False], [False, False, True]]
    assert seen == {"lesson": steps, "desk": steps}


def test_between_the_rounds_nothing_tells_what_was_chosen(play, teach):
    """The same pages, whatever everybody chose."""
    play.ask()
    play.answer(["a"] * 12)
    options = [option.text.words("ky").text for option in play.run.questions[0].options]
    play.seats.let_talk()

    page = teach(play, "lesson").content.decode()

    assert not any(option in page for option in options)
    assert "caravan" not in page
    assert 'class="band' not in page


def test_the_round_for_practice_shows_how_many_have_sent(play, teach):
    play.ask()
    play.answer(["a"] * 5)

    page = teach(play, "lesson").content.decode()

    assert play.board.progress.submitted == 5
    assert "caravan" in page


@pytest.mark.parametrize("data", [{}, {"step": "x"}, {"step": "-1"}])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_talk_refuses_bad_steps(play, teach, data, headers):
    play.ask()

    assert teach(play, "quiz_talk", data, **headers).status_code == 400
    assert play.run.phase == Phase.FIRST


def test_talk_without_a_quiz_is_too_late(begin, teach):
    play = begin("quiz-after")

    assert "late=1" in teach(play, "quiz_talk", {"step": "0"}).headers["Location"]


def test_a_stranger_leads_no_rounds(play, as_user):
    play.ask()
    stranger = as_user(MembershipFactory().user)
    url = reverse("teach:quiz_talk", args=[play.taught.pk])

    assert stranger.post(url, step(play)).status_code == 404
    assert play.run.phase == Phase.FIRST


@pytest.mark.parametrize("name", ["pause", "finish"])
def test_the_bell_between_the_rounds_voids_the_question(play, teach, name):
    play.ask()
    play.answer(["a"] * 12)
    play.seats.let_talk()

    teach(play, name, {"step": str(play.step)})

    assert play.seats.run.phase == Phase.CLOSED
    assert not Release.objects.exists()
