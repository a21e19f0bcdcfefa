"""Rule 13 in Chromium, on plain HTTP under a host name, with its back/forward cache switched on:
once a tablet is handed over, no way back shows anything of the seat before.  Led and at own pace,
with JavaScript and without."""

import pytest

from tests.actors import Teacher
from tests.browser.pupils import Pupils

pytestmark = pytest.mark.shares

BLANK = "kept page, blank: true"


@pytest.fixture
def teacher(server):
    return Teacher.of(server, "teacher")


def led(pupils, teacher, code):
    """Two take their seats, one after the other; then one question for each of them."""
    pupils.join(code)
    pupils.leave()
    pupils.press("done", "next")
    yield "next"
    pupils.press("join", "lobby")
    yield "lobby"
    teacher.press("quiz/next/")
    pupils.at("question")
    pupils.answer()
    pupils.leave()
    pupils.press("done", "next")
    yield "next"
    pupils.press("next", "question")
    yield "question"
    pupils.answer()
    assert teacher.sent() == (2, 2)
    teacher.close_question()
    pupils.at("explained")
    yield "explained"


def own(pupils, teacher, code):
    """One pupil takes the whole quiz, then the next."""
    pupils.join(code)
    teacher.press("quiz/next/")
    pupils.at("question")
    pupils.answer()
    pupils.leave()
    pupils.press("done", "next")
    yield "next"
    pupils.press("join", "question")
    yield "question"
    pupils.answer()
    yield "sent"
    assert teacher.sent() == (2, 2)


def passing(pupils, teacher, code):
    """Two at one tablet, which calls them at each question, whoever held it last; in the second
    question the first one is not there."""
    pupils.join(code)
    first = pupils.animal()
    pupils.press("done", "next")
    pupils.press("join", "lobby")
    pupils.leave()
    teacher.press("quiz/next/")
    pupils.at("next")
    assert pupils.animal() == first
    yield "next"
    pupils.press("next", "question")
    pupils.answer()
    second = pupils.animal()
    pupils.gone = {first} | pupils.tokens
    yield "sent"
    pupils.press("next", "question")
    yield "question"
    pupils.answer()
    pupils.gone = {first, second} | pupils.tokens
    yield "sent"
    assert teacher.sent() == (2, 2)
    teacher.close_question()
    pupils.at("explained")
    yield "explained"
    teacher.press("quiz/next/")
    pupils.at("next")
    pupils.page.locator("button", has_text="Бул жерде жок").click()
    pupils.page.locator(f".animal img[src='{first}']").wait_for(state="detached")
    pupils.gone = {first} | pupils.tokens
    yield "next"


# How many tablets six pupils have, and the pace.
SHARED = {led: (None, "led"), own: (None, "own"), passing: (3, "led")}


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
@pytest.mark.parametrize("paced", SHARED)
def test_no_way_back_shows_the_seat_before(teacher, launch, server, scripts, paced):
    tablets, pace = SHARED[paced]
    teacher.start("тамаша", 24, present=6, tablets=tablets)
    code = teacher.open_last_quiz(pace=pace)
    pupils = Pupils(launch(scripts), server, scripts)
    turned = 0

    for screen in paced(pupils, teacher, code):
        assert pupils.gone
        pupils.sees_nothing_of_before()
        turned += pupils.try_all_ways_back(screen)
        assert pupils.stored() == ([], {})

    # With JavaScript a join, too, takes the place of the page before: there is less to turn to.
    assert turned > (1 if scripts else 5)
    assert set(pupils.kept) <= {BLANK}


def on_disk(folder, text):
    """The files of a profile in which the text stands, in either way that Chromium writes text."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if text.encode() in content or text.encode("utf-16-le") in content:
                found.add(path.name)
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
def test_the_browsers_disk_holds_nothing_of_the_answers(teacher, launch, server, tmp_path, scripts):
    teacher.start("тамаша", 24, present=6)
    code = teacher.open_last_quiz()
    context = launch(scripts)
    pupils = Pupils(context, server, scripts)
    pupils.join(code)
    papers = {one["value"] for one in context.cookies(pupils.url) if one["name"] == "p0"}
    teacher.press("quiz/next/")
    pupils.at("question")
    words = pupils.page.locator(".question__prompt").inner_text()
    options = pupils.page.locator(".option__text").all_inner_texts()
    pupils.answer()
    papers |= {one["value"] for one in context.cookies(pupils.url) if one["name"] == "p0"}
    pupils.page.goto(f"{server.url}/exit/")
    context.close()

    profile = tmp_path / "profile"
    canaries = [*pupils.tokens, *papers, words, *options, "screen--question"]
    assert len(canaries) >= 14
    assert {one: on_disk(profile, one) for one in canaries if on_disk(profile, one)} == {}
    # The search does find what may be kept: the page of the quick exit.
    assert on_disk(profile, "Тоолор")
