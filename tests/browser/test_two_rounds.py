"""A question of the teacher's own, a story that goes the way of the tablets, and a quiz in two
rounds: the teacher at the board, one tablet without JavaScript, the others over HTTP."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from benchmarks.classroom import form
from tests.actors import Seat, Teacher
from tests.browser.board import Board

pytestmark = pytest.mark.shares

SEATS = 6
# In milliseconds: so long a link that is there is waited for.
A_MOMENT = 5_000


class Tablet:
    """A pupil at a real tablet without JavaScript, who presses Refresh."""

    def __init__(self, page, server):
        self.page, self.url = page, f"{server.url}/play/"
        page.goto(self.url)
        page.get_by_role("button", name="English").click()

    def join(self, code):
        self.page.get_by_label("The code on the board").fill(code)
        self.page.get_by_role("button", name="Join").click()
        expect(self.page.get_by_role("heading", name="You are in.")).to_be_visible()

    def begin_anew(self):
        """The run that the tablet was in is over."""
        self.look()
        self.page.get_by_role("button", name="Next pupil").click()

    def look(self):
        """The waiting screens come again by themselves, too, maybe just before the click; one that
        takes an answer does not."""
        refresh = self.page.get_by_role("link", name="Refresh")
        if refresh.count():
            with suppress(TimeoutError):
                refresh.click(timeout=A_MOMENT)

    def sees(self, heading):
        self.look()
        expect(self.page.get_by_role("heading", name=heading)).to_be_visible()

    def answer(self, choice=0):
        self.look()
        self.page.get_by_role("radio").nth(choice).check()
        self.page.get_by_role("button", name="Send").click()
        expect(self.page.get_by_role("heading", name="Sent.")).to_be_visible()


@pytest.fixture
def teacher(server):
    teacher = Teacher.of(server, "teacher")
    teacher.speak("en")
    teacher.start("Not just a joke", 24, present=SEATS)
    return teacher


@pytest.fixture
def board(page, teacher, server):
    page.set_viewport_size({"width": 1280, "height": 720})
    board = Board(page)
    board.take_over(teacher, server)
    return board


@pytest.fixture
def tablet(browser, server):
    context = browser.new_context(viewport={"width": 320, "height": 568}, java_script_enabled=False)
    yield Tablet(context.new_page(), server)
    context.close()


def turn_to_story(teacher, board):
    """Jump over the slides before it; the board comes after by itself."""
    for number in range(30):
        path, hidden = form(teacher.refresh(), "/move/")
        teacher.client.post(path, hidden | {"to": str(number)})
        if "slide--story" in teacher.refresh():
            break
    board.at(".slide--story")


def everybody_joins(board, tablet, server):
    tablet.join(board.code())
    rest = [Seat.join(server, board.code()) for _ in range(SEATS - 1)]
    board.counts(f"{SEATS} of {SEATS}")
    return rest


def everybody_answers(board, tablet, rest):
    tablet.answer()
    assert all(seat.answer(number % 2) for number, seat in enumerate(rest))
    board.counts(f"{SEATS} of {SEATS}")


def dark_and_light(board, checked):
    """B makes it dark and any key light, without a step; the button and a click too."""
    page = board.page
    said = page.get_by_role("status").filter(has_text="The screen is dark. Press any key.")
    title = page.get_by_role("heading", level=1)
    for darken, lighten in (
        (lambda: page.keyboard.press("b"), lambda: page.keyboard.press("PageDown")),
        (lambda: page.keyboard.press("."), lambda: page.keyboard.press("b")),
        (
            page.get_by_role("button", name="Screen off").click,
            lambda: page.mouse.click(640, 360),
        ),
    ):
        before = board.mark()
        darken()
        expect(said).to_have_count(1)
        expect(title).to_be_hidden()
        checked(page, "dark")
        lighten()
        expect(title).to_be_visible()
        expect(said).to_have_count(0)
        assert board.mark() == before


def dark_from_the_desk(board, teacher, checked):
    page = board.page
    title = page.get_by_role("heading", level=1)
    path, hidden = form(teacher.refresh(), "/move/")
    address = path.replace("/move/", "/desk/blank/")
    teacher.client.post(address, {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"],
                                  "step": hidden["step"], "blank": "1"})  # fmt: skip
    again = page.get_by_role("button", name="Show the lesson again")
    expect(again).to_be_visible()
    checked(page, "dark from the desk")
    expect(title).to_have_count(0)
    page.keyboard.press("x")
    expect(title).to_be_visible()
    expect(again).to_have_count(0)


def own_question(board, tablet, server, checked):
    page = board.page
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Yes or no").click()
    board.at(".stage--lobby")
    checked(page, "own question: lobby")
    rest = everybody_joins(board, tablet, server)
    board.press("PageDown")
    expect(page.get_by_role("listitem").filter(has_text=re.compile("^(Yes|No)$"))).to_have_count(2)
    checked(page, "own question")
    everybody_answers(board, tablet, rest)
    board.press("PageDown")
    expect(page.get_by_role("heading", name="Now talk about it")).to_be_visible()
    assert not {"Yes", "No"} & set(page.locator("#stage").inner_text().split())
    checked(page, "own question: talk")
    tablet.sees("Now talk about it")
    board.press("PageDown")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    tablet.sees("Look at the board")
    return rest


def way_of_the_tablets(board, tablet, rest, checked):
    page = board.page
    scene = page.locator(".scene__text").inner_text()
    page.get_by_role("button", name="Let the tablets choose").click()
    expect(page.get_by_role("heading", name=scene)).to_be_visible()
    checked(page, "vote")
    everybody_answers(board, tablet, rest)
    board.press("PageDown")
    chosen = page.get_by_text("The tablets have chosen:")
    expect(chosen).to_be_visible()
    checked(page, "the way of the tablets")
    way = chosen.locator("strong").inner_text()
    ways = page.locator(".way > span").all_inner_texts()
    assert way in ways
    assert re.findall(r"\d", chosen.inner_text().replace(way, "")) == []
    board.press("PageDown")
    expect(page.get_by_text(scene)).to_have_count(0)


def in_two_rounds(board, tablet, server, checked):
    page = board.page
    page.get_by_role("button", name="In two rounds").click()
    board.at(".stage--lobby")
    tablet.begin_anew()
    rest = everybody_joins(board, tablet, server)
    board.press("PageDown")
    prompt = page.get_by_role("heading", level=1).inner_text()
    expect(page.get_by_text("Round 1 of 2: for practice")).to_be_visible()
    checked(page, "first round")
    tablet.sees(prompt)
    expect(tablet.page.get_by_text("Round 1 of 2: for practice")).to_be_visible()
    everybody_answers(board, tablet, rest)
    board.press("PageDown")
    expect(page.get_by_role("heading", name="Talk to your neighbour")).to_be_visible()
    checked(page, "talk")
    tablet.sees("Now talk to your neighbour")
    board.press("PageDown")
    expect(page.get_by_text("Round 2 of 2: now it counts")).to_be_visible()
    board.counts(f"0 of {SEATS}")
    tablet.sees(prompt)
    expect(tablet.page.get_by_role("radio", checked=True)).to_have_count(0)
    everybody_answers(board, tablet, rest)
    board.press("PageDown")
    board.at(".stage--explained")
    tablet.sees(prompt)


@pytest.mark.long
def test_the_teacher_asks_the_tablets_choose_and_the_class_talks(
    board, tablet, teacher, server, checked
):
    dark_and_light(board, checked)
    dark_from_the_desk(board, teacher, checked)
    rest = own_question(board, tablet, server, checked)
    turn_to_story(teacher, board)
    way_of_the_tablets(board, tablet, rest, checked)
    teacher.refresh()
    teacher.to_last_slide()
    board.at(".slide--quiz")
    in_two_rounds(board, tablet, server, checked)


def test_every_page_of_the_teacher_turns_dark(page, server, teacher):
    page.set_viewport_size({"width": 1280, "height": 720})
    Board(page).take_over(teacher, server)
    lesson = server.url + teacher.path
    page.goto(f"{server.url}/teach/")
    link = page.get_by_role("link", name="Start a lesson").last.get_attribute("href")
    classroom = server.url + link.removesuffix("start/")
    addresses = [
        f"{server.url}/teach/",
        classroom,
        f"{classroom}start/",
        f"{classroom}check/",
        f"{classroom}opinions/",
        f"{lesson}desk/",
        f"{lesson}desk/notes/",
    ]
    for address in addresses:
        page.goto(address)
        page.keyboard.press("b")
        expect(page.locator("main")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(page.locator("main")).to_be_visible()
