"""Easy reading: sentence by sentence, for the seat that asked for it and nobody else."""

import re

import pytest

from quizzes.questions import Text, Words
from tests.quizzes.plays import opened, question
from tests.quizzes.test_tablet import Tablet


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Бир сүйлөм", ["Бир сүйлөм"]),
        ("Ал сурады. Сен унчукпадың!", ["Ал сурады.", "Сен унчукпадың!"]),
        ("«Ооба.» Өзү айтты… Үн жок?", ["«Ооба.»", "Өзү айтты…", "Үн жок?"]),
        ("Он сказал: «Нет». «Почему?» — спросила она.",
         ["Он сказал: «Нет».", "«Почему?» — спросила она."]),
        ("В 2024 г. было так. 5 раз.", ["В 2024 г. было так.", "5 раз."]),
        ("Сүрөт, видео ж.б. жөнүндө.", ["Сүрөт, видео ж.б. жөнүндө."]),
        ("", [""]),
    ],
)  # fmt: skip
def test_sentences(text, sentences):
    assert Words(text, "ky").sentences == sentences


@pytest.fixture
def play(commit):
    prompt = Text({"ky": "Ал сурады. Сен эмне дейсиң?"})
    return opened(commit, questions=[question("only", prompt=prompt)])


@pytest.fixture
def tablet(commit, play):
    one = Tablet(commit)
    one.join(play)
    play.ask()
    return one


def is_easy(page):
    return "screen--easy" in page


def sentences(page):
    return re.findall(r"data-sentence>([^<]*)<", page)


def test_one_press_turns_it_on_and_one_off(tablet):
    assert not is_easy(tablet.page())

    assert tablet.post("easy", easy="1").status_code == 303
    assert is_easy(tablet.page())
    assert sentences(tablet.page()) == ["Ал сурады.", "Сен эмне дейсиң?"]
    assert 'aria-pressed="true"' in tablet.page()

    tablet.post("easy", easy="0")
    assert not is_easy(tablet.page())
    assert sentences(tablet.page()) == []


def test_explanations_are_read_easily_too(tablet, play):
    tablet.post("easy", easy="1")
    play.close_question()

    assert sentences(tablet.page())[2:] == ["why a кы", "why b кы", "why c кы"]


def test_the_next_pupil_does_not_see_who_needed_it_and_each_finds_his_own_again(tablet):
    tablet.post("easy", easy="1")

    tablet.post("done")
    assert not is_easy(tablet.page())
    tablet.post("join")
    assert not is_easy(tablet.page())
    tablet.post("done")
    tablet.post("next")
    assert is_easy(tablet.page())


def test_who_asks_for_it_before_the_code_keeps_it(commit, play):
    tablet = Tablet(commit)
    tablet.post("easy", easy="1")
    assert is_easy(tablet.page())

    tablet.join(play)
    assert is_easy(tablet.page())

    tablet.post("done")
    assert not is_easy(tablet.page())


def test_another_run_begins_without_it(tablet, commit):
    tablet.post("easy", easy="1")
    tablet.join(opened(commit))

    assert not is_easy(tablet.page())


def test_the_end_of_the_run_takes_it_back(tablet, play):
    tablet.post("easy", easy="1")
    play.close_question()
    play.close()
    tablet.post("done")

    assert tablet.client.cookies["easy"].value == ""


def test_its_cookie_is_like_the_others(tablet):
    tablet.post("easy", easy="1")

    cookie = tablet.client.cookies["easy"]
    assert (cookie.value, cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        "0",
        "/play",
        True,
        "Strict",
    )
