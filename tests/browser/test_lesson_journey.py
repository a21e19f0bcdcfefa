"""The main journey, on plain HTTP under a school's host name: one teacher, a class of 24, six of
them at real tablets (two without JavaScript), and a class of nine."""

import re

import pytest

from tests.actors import Seat, Teacher, logins
from tests.browser.board import Board

TITLE = {"ky": "Бул жөн эле тамаша эмес", "ru": "Это не просто шутка", "en": "Not just a joke"}
REAL = [("ky", True), ("ru", True), ("ky", True), ("en", True), ("ru", False), ("ky", False)]
BANDS = {"Most of the class", "Some of the class", "Few in the class"}


class Lesson(Board):
    """The board from the door on, in English."""

    def __init__(self, page, server):
        super().__init__(page)
        self.server = server

    def log_in(self):
        mine = logins(self.server)["teacher"]
        self.page.goto(f"{self.server.url}/login/")
        self.page.get_by_role("button", name="English").click()
        self.page.get_by_label("User name").fill(mine["username"])
        self.page.get_by_label("Password").fill(mine["password"])
        self.page.get_by_role("button", name="Log in").click()

    def start(self, size):
        """Three clicks from my classes to the first slide."""
        card = self.page.get_by_role("listitem").filter(has_text=f"{size} pupils")
        card.get_by_role("link", name="Start a lesson").click()
        lesson = self.page.get_by_role("listitem").filter(has_text=TITLE["en"])
        lesson.get_by_role("button", name="Start").click()
        self.page.wait_for_selector("#stage")


def numbers(text, *without):
    """The numbers on the board that do not belong to the question's own words."""
    for words in without:
        text = text.replace(words, "")
    return set(map(int, re.findall(r"\d+", text)))


@pytest.fixture
def board(page, server):
    page.set_viewport_size({"width": 1280, "height": 720})
    one = Lesson(page, server)
    one.log_in()
    return one


@pytest.fixture
def tablets(browser, server):
    """Six real pages, each a browser of its own."""
    contexts = []

    def make():
        for language, scripts in REAL:
            context = browser.new_context(
                viewport={"width": 320, "height": 568}, java_script_enabled=scripts
            )
            contexts.append(context)
            page = context.new_page()
            page.goto(f"{server.url}/play/")
            name = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}[language]
            page.get_by_role("button", name=name).click()
            page.wait_for_selector(f"html[lang={language}] .screen--join")
            yield page

    yield make
    for context in contexts:
        context.close()


def join(page, code):
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_selector(".screen--lobby")


def answer(page):
    """Without JavaScript the waiting screen comes again by itself every five seconds."""
    page.wait_for_selector(".screen--question")
    page.get_by_role("radio").first.check()
    page.locator("form.question button[type=submit]").click()
    page.wait_for_selector(".screen--sent")


@pytest.mark.long
def test_a_class_of_24_takes_the_lesson(board, tablets, server, screenshots):
    board.start(24)
    board.to_last_quiz()
    board.key("PageDown", ".stage--lobby")
    code = board.code()
    real = list(tablets())
    for page in real:
        join(page, code)
    rest = [Seat.join(server, code) for _ in range(24 - len(real))]
    board.counts("24 of 24")
    shown = []
    for number in range(1, 9):
        board.key("PageDown", ".stage--asking")
        asked = board.text()
        assert not any(band in asked for band in BANDS)
        assert "why" not in asked
        for page in real:
            answer(page)
        for seat in rest[:-1]:
            assert seat.answer(nth=number % 3)
        board.counts("23 of 24")
        words = board.page.locator(".ask__prompt, .ask__options").all_inner_texts()
        assert numbers(board.text(), *words) <= {number, 8, 23, 24}
        board.key("PageDown", ".ask-first")
        assert "23 of 24" in board.text()
        board.page.get_by_role("link", name="Not yet").click()
        board.page.wait_for_selector(".stage--asking .ask")
        assert rest[-1].answer()
        board.counts("24 of 24")
        board.key("PageDown", ".stage--explained")
        shown.append([band for band in BANDS if band in board.text()])
        told = board.page.locator(".ask__prompt, .explain, .ask > p[lang]").all_inner_texts()
        assert numbers(board.text(), *told) == set()
        real[0].wait_for_selector(".screen--explained")
        if number == 1:
            board.page.screenshot(path=screenshots / "explained.png")
    assert [len(bands) for bands in shown] == [1, 1, 1, 1, 1, 0, 0, 0]
    board.key("PageDown", ".stage--closed")
    assert any(band in board.text() for band in BANDS)
    real[0].wait_for_selector(".screen--finished")
    leave_no_trace(real[0], server.url)

    board.page.get_by_role("button", name="Finish the lesson").click()
    board.page.goto(f"{server.url}/teach/")
    card = board.page.get_by_role("listitem").filter(has_text="24 pupils")
    card.get_by_role("heading").get_by_role("link").click()
    expect_lesson_on_class_page(board.page)


def leave_no_trace(page, url):
    """After "next pupil" nothing of the pupil before is in the tablet's storage or history."""
    page.locator("[data-replace] button").click()
    page.wait_for_selector(".screen--join")
    page.go_back()
    page.wait_for_load_state()
    assert page.locator(".screen--join").count() == 1 or page.url == "about:blank"
    # The quick exit is of the same origin, and its page does not lock the storage.
    page.goto(f"{url}/exit/")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def expect_lesson_on_class_page(page):
    text = page.locator("main").text_content()
    assert TITLE["en"] in text
    # The lesson's band, and one for each of the five questions that count.
    assert sum(text.count(band) for band in BANDS) == 6


@pytest.mark.shares
def test_a_class_of_nine_gets_a_lesson_band_and_no_question_bands(server):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 9)
    code = teacher.open_last_quiz()
    seats = [Seat.join(server, code) for _ in range(9)]
    while not teacher.is_last or "stage--lobby" in teacher.page:
        teacher.press("quiz/next/")
        assert all(seat.answer() for seat in seats)
        teacher.refresh()
        teacher.close_question()
        assert 'class="band ' not in teacher.page
    teacher.press("quiz/end/")

    assert teacher.page.count('class="band ') == 1
