"""A tablet's new screen begins at its top: the animal and the quick exit are in sight at once."""

import pytest

from tests.actors import Seat, Teacher

pytestmark = pytest.mark.shares


def is_in_sight(page, where):
    box = page.locator(where).first.bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


def begins_at_top(page):
    return page.evaluate("scrollY") == 0 and page.evaluate("document.activeElement.id") == "main"


def scroll_to_end(page):
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate("scrollY") > 0


def test_each_screen_begins_at_its_top(page, server):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24)
    code = teacher.open_last_quiz()
    Seat.join(server, code)
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{server.url}/play/")
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.wait_for_selector(".screen--lobby")
    scroll_to_end(page)
    assert is_in_sight(page, ".quick-exit")

    teacher.press("/quiz/next/")
    page.wait_for_selector(".screen--question")
    assert begins_at_top(page)
    page.get_by_role("radio").last.check()
    scroll_to_end(page)
    page.locator("form.question button").click()
    page.wait_for_selector(".screen--sent")
    assert begins_at_top(page)
    assert is_in_sight(page, ".animal__picture")

    scroll_to_end(page)
    teacher.close_question()
    page.wait_for_selector(".screen--explained")
    assert begins_at_top(page)
