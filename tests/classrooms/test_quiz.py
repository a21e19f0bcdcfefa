"""The quiz on the board: one step for each press, and nothing shown too early."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from classrooms.models import Pool
from quizzes.disclosure import Band
from quizzes.models import Release
from quizzes.states import Phase
from tests.classrooms.factories import ClassroomFactory
from tests.classrooms.plays import HTMX
from tests.quizzes.plays import restart

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(begin):
    """A quiz that asks its first question of `seats` seats."""

    def start(seats=24, present=24, slide="quiz-after"):
        play = begin(slide, present=present)
        play.open_quiz()
        play.join(seats)
        play.ask()
        return play

    return start


def _numbers_asked_about(page):
    question = re.search(r'<h1 id="ask-first">(.*?)</h1>', page).group(1)
    return set(re.findall(r"\d+", question))


def step(play):
    return {"step": str(play.board.step)}


def test_open_shows_code_address_and_qr(begin, teach, monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://192.168.4.1:8000")
    play = begin("quiz-before")

    page = teach(play, "quiz_open", {"step": "0"}, **HTMX).content.decode()

    code = play.run.code
    assert f"<span>{code[:3]}</span> <span>{code[3:]}</span>" in page
    assert "http://192.168.4.1:8000/play/" in page
    assert "<svg" in page
    assert play.run.phase == Phase.LOBBY


def test_lobby_without_a_network_says_so(begin):
    play = begin("quiz-before")
    play.open_quiz()

    drawn = render_to_string(
        "classrooms/stage/lobby.html", {"stage": play.board, "tablets": {"urls": [], "qr": ""}}
    )

    assert "<svg" not in drawn
    assert "http" not in drawn
    assert 'class="join-code"' in drawn


def test_open_twice_is_one_quiz(begin, teach):
    play = begin("quiz-before")

    for _ in range(2):
        teach(play, "quiz_open", {"step": "0"})

    assert play.taught.quizzes.count() == 1


def test_open_on_another_slide_is_refused(begin, teach):
    play = begin("four-things")

    assert teach(play, "quiz_open", {"step": "0"}).status_code == 400
    assert not play.taught.quizzes.exists()


@pytest.mark.parametrize(
    ("chosen", "pace"), [({}, "led"), ({"pace": "led"}, "led"), ({"pace": "own"}, "own")]
)
def test_open_at_the_pace_that_was_chosen(begin, teach, chosen, pace):
    play = begin("quiz-before")

    assert teach(play, "quiz_open", {"step": "0"} | chosen).status_code == 303
    assert play.run.pace == pace


@pytest.mark.parametrize("pace", ["OWN", "fast", "x" * 300])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_open_at_a_pace_that_does_not_exist_is_refused(begin, teach, pace, headers):
    play = begin("quiz-before")

    assert teach(play, "quiz_open", {"step": "0", "pace": pace}, **headers).status_code == 400
    assert not play.taught.quizzes.exists()


def test_next_twice_from_one_screen_is_one_step(begin, teach):
    play = begin("quiz-after")
    play.open_quiz()
    pressed = step(play)

    for _ in range(2):
        teach(play, "quiz_next", pressed)

    assert (play.run.phase, play.run.index) == (Phase.ASKING, 0)


@pytest.mark.parametrize("name", ["quiz_next", "quiz_close", "quiz_end", "quiz_open"])
@pytest.mark.parametrize("data", [{}, {"step": "x"}, {"step": "-1"}])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_quiz_refuses_bad_steps(name, data, headers, asking, teach):
    play = asking(seats=1)
    before = play.run.step

    assert teach(play, name, data, **headers).status_code == 400
    assert play.run.step == before


def test_asking_shows_options_but_no_answer_and_no_explanation(asking, teach):
    play = asking(seats=3)
    question = play.run.current_question
    play.answer(["a", "b"])

    page = teach(play, "lesson").content.decode()

    for option in question.options:
        assert f'<li lang="ky">{option.text.words("ky").text}</li>' in page
        assert option.explanation.words("ky").text not in page
    assert "explain__option" not in page
    assert 'class="band' not in page


def test_asking_looks_the_same_whatever_was_answered(begin, teach, school, teacher):
    pages = []
    for answers in (["a", "a"], ["b", "skip"]):
        play = begin("quiz-after", classroom=ClassroomFactory(school=school, taught_by=teacher))
        play.open_quiz()
        play.join(3)
        play.ask()
        play.answer(answers)
        page = teach(play, "lesson").content.decode()
        token = r'name="csrfmiddlewaretoken" value="\w+"'
        pages.append(re.sub(token, "", page.replace(str(play.taught.pk), "")))

    assert "seen=2-3" in pages[0]
    assert pages[0] == pages[1]


def test_close_asks_when_some_are_missing(asking, teach):
    play = asking(seats=24)
    play.answer(["a"] * 18)
    pressed = step(play)

    page = teach(play, "quiz_close", pressed, **HTMX).content.decode()

    assert play.run.phase == Phase.ASKING
    assert not Release.objects.exists()
    assert _numbers_asked_about(page) == {"18", "24"}
    assert 'name="confirmed" value="1"' in page
    teach(play, "quiz_close", pressed | {"confirmed": "1"})
    assert play.run.phase == Phase.EXPLAINED
    assert Release.objects.get().submitted == 18


def test_close_asks_when_nobody_has_joined(asking, teach):
    play = asking(seats=0)

    teach(play, "quiz_close", step(play))

    assert play.run.phase == Phase.ASKING


def test_close_does_not_ask_when_all_have_sent(asking, teach, school):
    play = asking(seats=12)
    play.answer(["a"] * 12)

    teach(play, "quiz_close", step(play))

    assert play.run.phase == Phase.EXPLAINED
    assert Pool.objects.get().school == school


def test_close_asks_after_a_restart_until_all_are_back(asking, teach):
    play = asking(seats=12)
    play.answer(["a"] * 12)
    restart()
    for seat in range(7):
        play.seats.poll(seat)

    page = teach(play, "quiz_close", step(play), **HTMX).content.decode()
    assert play.run.phase == Phase.ASKING
    assert _numbers_asked_about(page) == {"7", "12"}
    for seat in range(7, 12):
        play.seats.poll(seat)
    teach(play, "quiz_close", step(play))

    assert play.run.phase == Phase.EXPLAINED
    assert Release.objects.get().submitted == 12


def test_close_from_a_stale_screen_changes_nothing(asking, teach):
    play = asking(seats=1)
    play.answer(["a"])
    pressed = step(play)
    play.close_question()
    play.ask()

    teach(play, "quiz_close", pressed | {"confirmed": "1"})

    assert (play.run.phase, play.run.index) == (Phase.ASKING, 1)


def test_explained_shows_band_and_every_explanation_but_no_number(asking, teach):
    play = asking(seats=13)
    question = play.run.current_question
    play.answer([play.right_answer()] * 13)
    play.close_question()

    page = teach(play, "lesson").content.decode()

    assert page.count('class="band band--') == 1
    for option in question.options:
        assert option.explanation.words("ky").text in page
    assert page.count("explain__option--fits") == len(question.key)
    assert 'class="talk"' in page
    shown = strip_tags(page[page.index('<div class="ask"') :])
    assert "13" not in shown
    assert "%" not in shown


def test_explained_under_the_threshold_has_the_explanations_alone(asking, teach):
    play = asking(seats=9, present=9)
    play.answer([play.right_answer()] * 9)
    play.close_question()

    page = teach(play, "lesson").content.decode()

    assert 'class="band' not in page
    assert play.run.current_question.options[0].explanation.words("ky").text in page


def test_explained_attitude_has_one_explanation_and_no_right_answer(asking, teach):
    play = asking(seats=12)
    while play.run.current_question.kind != "attitude":
        play.close_question()
        play.ask()
    play.answer([play.run.current_question.options[0].id] * 12)
    play.close_question()

    page = teach(play, "lesson").content.decode()

    assert play.run.current_question.explanation.words("ky").text in page
    assert "explain__option--fits" not in page
    assert 'class="band' not in page


def test_end_asks_while_a_question_is_open(asking, teach):
    play = asking(seats=2)

    teach(play, "quiz_end", step(play))
    assert play.run.phase == Phase.ASKING
    teach(play, "quiz_end", step(play) | {"confirmed": "1"})

    assert play.board.name == "closed"
    assert not Release.objects.exists()


def test_finish_asks_while_a_question_is_open(asking, teach):
    play = asking(seats=2)

    teach(play, "finish", {"step": "0"})
    assert play.board.name == "asking"
    teach(play, "finish", {"step": "0", "confirmed": "1"})

    assert play.board.name == "finished"


def test_closed_quiz_shows_its_lesson_band_and_goes_on_to_slides(begin, teach):
    play = begin()
    play.play_quiz("quiz-after", seats=9)

    page = teach(play, "lesson").content.decode()

    assert play.run.lesson_band in Band.values
    assert page.count('class="band band--') == 1
    for name in ("quiz_next", "quiz_close", "quiz_end"):
        assert teach(play, name, step(play)).status_code == 303
    assert play.board.name == "closed"


def test_pulse_says_nothing_while_nothing_changes(asking, teach, teacher, as_user):
    play = asking(seats=3)
    board = play.board
    url = reverse("teach:pulse", args=[play.taught.pk])
    client = as_user(teacher)

    same = client.get(url, {"mark": board.mark, "seen": board.seen}, headers=HTMX)
    play.answer(["a"])
    counted = client.get(url, {"mark": board.mark, "seen": board.seen}, headers=HTMX)
    play.close_question()
    moved = client.get(url, {"mark": board.mark, "seen": board.seen}, headers=HTMX)

    assert same.status_code == 204
    assert counted.content.decode().strip().startswith('<div id="counter"')
    assert "seen=1-3" in counted.content.decode()
    assert (moved.status_code, moved.headers["HX-Trigger"], moved.content) == (200, "moved", b"")


def test_board_shows_who_is_back_after_a_restart(asking, teach):
    play = asking(seats=3)
    restart()
    play.seats.poll(0)

    assert "seen=0-3-1" in teach(play, "lesson").content.decode()
