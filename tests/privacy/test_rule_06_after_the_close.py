"""Rule 6: what is shown after the close, and what is never shown."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from quizzes.disclosure import Band
from quizzes.models import Release
from quizzes.papers import cookie_name
from quizzes.states import Kind, Pace, Phase
from quizzes.views.cookies import TURN
from tests.classrooms.plays import HTMX
from tests.privacy.opinions import count_opinions

pytestmark = pytest.mark.django_db
SCREENS = ["lesson", "desk"]
# No slide, question or minute of these lessons has such a number.
PRESENT, SEATS = 43, 37


@pytest.fixture
def close(begin):
    """A quiz whose first question was answered by `seats` pupils, all right, and closed."""

    def run(seats, present=PRESENT, pace=Pace.LED, opinions=False):
        play = begin(present=present)
        if opinions:
            count_opinions(play)
        play.turn_to("quiz-after")
        play.open_quiz(pace)
        play.join(seats)
        play.ask()
        for seat in range(seats):
            play.seats.answer_each(seat, [min(one.key) for _, one in play.run.open_questions])
        play.close_question()
        return play

    return run


def shown(page, screen):
    """What the screen says of the question, without its controls and its clock."""
    start, end = {"lesson": ('<section class="stage', "</section>")}.get(
        screen, ('<section class="desk__now', "</section>")
    )
    return page[page.index(start) :].split(end)[0]


@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.parametrize("screen", SCREENS)
def test_band_every_explanation_and_a_prompt_but_no_number(screen, pace, close, teach):
    play = close(SEATS, pace=pace)
    question = play.run.current_question

    page = shown(teach(play, screen).content.decode(), screen)

    band = play.run.release_of(question).band
    assert re.findall(r'class="band band--(\w+)"', page) == [band]
    assert len(question.options) > 2
    for option in question.options:
        assert option.text.words("ky").text in page
        assert option.explanation.words("ky").text in page
    assert "Талкуулагыла:" in page
    assert not set(re.findall(r"\d+", strip_tags(page))) & {str(SEATS), str(PRESENT)}
    for bar in ("%", "<meter", "<progress", "<table"):
        assert bar not in page


@pytest.mark.parametrize(("seats", "bands"), [(9, 0), (10, 1)])
@pytest.mark.parametrize("screen", SCREENS)
def test_under_the_threshold_the_explanations_and_the_prompt_alone(
    screen, seats, bands, close, teach
):
    play = close(seats)
    question = play.run.current_question

    page = shown(teach(play, screen).content.decode(), screen)

    assert page.count('class="band band--') == bands
    for option in question.options:
        assert option.explanation.words("ky").text in page
    assert "Талкуулагыла:" in page


def tablet_of(play, seat=0):
    client = Client()
    client.cookies[TURN] = play.run.id.hex + "0"
    client.cookies[cookie_name(0)] = play.seats.papers[seat]
    return client


def test_no_band_of_an_attitude_on_any_screen(close, teach, teacher, as_user):
    play = close(SEATS, opinions=True)
    classroom = play.taught.classroom_id
    release = Release.objects.get()
    assert (release.kind, release.band) == (Kind.ATTITUDE, Band.MOST)
    tablet = tablet_of(play)

    pages = {
        "tablet": tablet.get("/play/"),
        "pulse of the tablet": tablet.get("/play/pulse", headers=HTMX),
        **{screen: teach(play, screen) for screen in SCREENS},
        **{name: teach(play, name, **HTMX) for name in ("pulse", "desk_pulse")},
    }
    play.close_quiz()
    pages |= {f"{screen}, closed": teach(play, screen) for screen in SCREENS}
    play.finish()
    client = as_user(teacher)
    pages |= {"home": client.get("/teach/")} | {
        name: client.get(reverse(f"teach:{name}", args=[classroom]))
        for name in ("classroom", "start", "certificate", "opinions")
    }

    assert {reply.status_code for reply in pages.values()} <= {200, 204}
    assert [name for name, reply in pages.items() if 'class="band' in reply.content.decode()] == []
    # The screens did show the question.
    prompt = release_prompt(play)
    assert prompt in pages["lesson"].content.decode()
    assert prompt not in pages["classroom"].content.decode()


def release_prompt(play):
    run = play.taught.quizzes.get().run
    return run.questions[0].prompt.words("ky").text


@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.parametrize("screen", ["", "desk_"])
def test_closing_with_fewer_asks_first_and_says_that_it_is_final(screen, pace, begin, teach):
    play = begin("quiz-after")
    play.open_quiz(pace)
    play.join(24)
    play.ask()
    for seat in range(18):
        play.seats.answer_each(seat, [min(one.key) for _, one in play.run.open_questions])
    pressed = {"step": str(play.board.step)}

    page = teach(play, f"{screen}quiz_close", pressed, **HTMX).content.decode()

    assert play.run.phase == Phase.ASKING
    assert not Release.objects.exists()
    (asked,) = re.findall(r'id="ask-first">(.*?)</h1>', page)
    assert set(re.findall(r"\d+", asked)) == {"18", "24"}
    assert 'class="final"' in page
    teach(play, f"{screen}quiz_close", pressed | {"confirmed": "1"})
    released = set(Release.objects.values_list("submitted", flat=True))
    assert (play.run.phase, released) == (Phase.EXPLAINED, {18})
    teach(play, f"{screen}quiz_close", pressed | {"confirmed": "1"})
    assert set(Release.objects.values_list("submitted", flat=True)) == released
