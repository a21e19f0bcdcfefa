"""Own pace in real browsers: one tablet with JavaScript and one without take the whole quiz."""

import re
from html import unescape

import pytest
from playwright.sync_api import expect

from tests.actors import Seat, Teacher

pytestmark = pytest.mark.shares

COUNT = 8
PHONE = {"width": 320, "height": 568}


@pytest.fixture
def teacher(server):
    one = Teacher.of(server, "teacher")
    one.start("тамаша", 24, present=3)
    return one


@pytest.fixture
def tablet(browser, server):
    """Opens tablets that have taken a seat; each is a browser of its own."""
    contexts = []

    def join(code, scripts):
        contexts.append(browser.new_context(viewport=PHONE, java_script_enabled=scripts))
        page = contexts[-1].new_page()
        page.goto(f"{server.url}/play/")
        page.locator("#code").fill(code)
        page.locator("#code").press("Enter")
        page.wait_for_selector(".screen--lobby")
        return page

    yield join
    for context in contexts:
        context.close()


def at(page, number):
    """One question is on the screen, and nothing is chosen in it."""
    shown = page.locator("[data-part]:visible")
    expect(shown).to_have_count(1)
    expect(shown.locator(".progress__bar")).to_have_attribute("value", str(number))
    expect(page.locator("input:checked")).to_have_count(0)


def send(page):
    page.locator("form.question:visible button[type=submit]").click()


def visible_option(page, nth):
    return page.locator("[data-part]:visible input[type=radio]").nth(nth)


def answer(page, number):
    at(page, number)
    visible_option(page, number % 5).check()
    send(page)


def leave_and_come_back(page, url):
    """Away and back again three times: no choice of before, and nothing in the storage."""
    for _ in range(3):
        page.goto(f"{url}/exit/")
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        page.go_back()
        page.wait_for_selector("[data-part]:visible")
        expect(page.locator("input:checked")).to_have_count(0)


def test_with_javascript_one_question_at_a_time(teacher, tablet, server, axe, screenshots):
    code = teacher.open_last_quiz(pace="own")
    page = tablet(code, scripts=True)
    said, posts = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda r: posts.append(r) if r.url.endswith("/play/answer") else None)
    teacher.press("quiz/next/")

    at(page, 1)
    expect(page.locator("form.question")).to_have_count(COUNT)
    page.screenshot(path=screenshots / "own-question.png", full_page=True)
    assert axe(page) == []
    keeps_a_choice_in_another_language(page)
    send(page)
    at(page, 2)
    # What was sent is gone from the page, not only out of sight.
    expect(page.locator("form.question")).to_have_count(COUNT - 1)
    tells_when_it_could_not_be_sent(page)
    at(page, 3)
    visible_option(page, 2).check()
    leave_and_come_back(page, server.url)
    for number in range(3, COUNT + 1):
        answer(page, number)
    page.wait_for_selector(".screen--sent")
    expect(page.locator("form.question, input[type=radio]")).to_have_count(0)
    assert teacher.sent() == (1, 1)

    assert {len(post.post_data) for post in posts} == {len(posts[0].post_data)}
    teacher.refresh()
    teacher.close_question()
    page.wait_for_selector(".screen--explained")
    expect(page.locator(".explained")).to_have_count(COUNT)
    assert axe(page) == []
    page.screenshot(path=screenshots / "own-explained.png", full_page=True)
    # While the tablet was offline the browser and htmx said so; nothing else was amiss.
    quiet = ("ERR_INTERNET_DISCONNECTED", "htmx:")
    assert [line for line in said if not any(word in line for word in quiet)] == []


def keeps_a_choice_in_another_language(page):
    visible_option(page, 1).check()
    token = visible_option(page, 1).get_attribute("value")
    page.get_by_role("button", name="Русский").click()
    page.wait_for_selector("html[lang=ru] [data-part]:visible")
    expect(page.locator(f"input[value='{token}']")).to_be_checked()
    expect(page.locator("input:checked")).to_have_count(1)
    expect(page.locator("[data-part]:visible")).to_have_count(1)


def tells_when_it_could_not_be_sent(page):
    """It goes on by itself once the network is back (test_lost_network.py)."""
    visible_option(page, 0).check()
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-unsent]:visible")).to_have_count(1)
    expect(visible_option(page, 0)).to_be_checked()
    page.context.set_offline(False)


def test_without_javascript_one_form(teacher, tablet, server, screenshots):
    page = tablet(teacher.open_last_quiz(pace="own"), scripts=False)
    teacher.press("quiz/next/")
    page.reload()
    parts = page.locator("[data-part]")
    expect(parts).to_have_count(COUNT)
    page.screenshot(path=screenshots / "own-form.png", full_page=True)
    for number in (0, 2, 5):
        parts.nth(number).get_by_role("radio").nth(number % 5).check()
    page.get_by_role("button", name="Жөнөтүү").click()

    expect(page.locator(".question__sent")).to_contain_text(re.compile(r"3\D+8"))
    expect(parts).to_have_count(COUNT - 3)
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        expect(page.locator("input:checked")).to_have_count(0)
    page.goto(f"{server.url}/play/")
    for number in range(COUNT - 3):
        parts.nth(number).get_by_role("radio").last.check()
    page.locator("form.question button[type=submit]").click()
    page.wait_for_selector(".screen--sent")
    assert teacher.sent() == (1, 1)


def test_all_tablets_explain_alike_while_the_board_turns_on(teacher, tablet, server):
    code = teacher.open_last_quiz(pace="own")
    page, other = tablet(code, scripts=True), Seat.join(server, code)
    teacher.press("quiz/next/")
    assert other.answer_own()
    for number in range(1, 4):
        answer(page, number)
    at(page, 4)
    visible_option(page, 1).check()
    teacher.refresh()
    teacher.close_question()
    page.wait_for_selector(".screen--explained")

    explained = page.locator(".explained").all_text_contents()
    theirs = re.findall(r'<section class="explained">(.*?)</section>', other.page(), re.DOTALL)
    assert [words(one) for one in explained] == [words(one) for one in theirs]
    expect(page.locator("input[type=radio]")).to_have_count(0)
    stays_where_it_is_read(page)


def stays_where_it_is_read(page):
    """The board turns to another explanation: the page is drawn anew at the same place."""
    page.evaluate("window.scrollTo(0, 1500)")
    page.evaluate("document.getElementById('screen').dataset.old = 'yes'")
    page.evaluate("document.body.dispatchEvent(new Event('step'))")
    page.wait_for_selector("#screen:not([data-old])")
    page.wait_for_timeout(100)
    assert page.evaluate("window.scrollY") == 1500


def words(html):
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()
