"""The lesson plan on paper: A4, one page, and two at most with what to say."""

import pytest
from playwright.sync_api import expect

from tests.browser.papers import CUT, pages_of, speak

LANGUAGES = ["ky", "ru", "en"]


@pytest.mark.shares
def test_plans_fit_their_pages(page, lessons):
    assert len(lessons) == 4
    seen = {}
    for language in LANGUAGES:
        speak(page, language)
        for lesson in lessons:
            for address, most in (("plan/", 1), ("plan/cues/", 2)):
                page.goto(lesson + address)
                page.emulate_media(media="print")
                assert page.evaluate(CUT, ".sheet") == []
                assert page.locator(".site-head, .plan-ways").first.is_hidden()
                count = pages_of(page.pdf(prefer_css_page_size=True))
                page.emulate_media(media="screen")
                seen[language, lesson, address] = (count, most)
    assert {key: found for key, found in seen.items() if not 1 <= found[0] <= found[1]} == {}


@pytest.mark.shares
def test_print_button_needs_a_script(page, lessons, browser):
    page.goto(f"{lessons[0]}plan/")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.locator("[data-print]").click()
    assert page.title() == "printed"

    plain = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    without = plain.new_page()
    without.goto(f"{lessons[0]}plan/")
    assert without.locator("[data-print]").is_hidden()
    assert without.locator(".sheet").is_visible()
    plain.close()


@pytest.mark.shares
def test_pages_are_accessible(page, lessons, server, axe):
    found = {}
    room = lessons[0].split("prepare/")[0]
    for language in LANGUAGES:
        page.goto(f"{server.url}/teach/")
        speak(page, language)
        for address in (lessons[0], f"{lessons[0]}plan/cues/", f"{room}check/", f"{room}start/"):
            page.goto(address)
            found[language, address] = axe(page)
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


@pytest.mark.shares
@pytest.mark.parametrize(("width", "height"), [(320, 568), (1024, 768)])
def test_room_check_measures_the_window(width, height, page, lessons):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(lessons[0].split("prepare/")[0] + "check/")

    assert page.locator("[data-size]").inner_text() == f"{width} × {height}"
    assert page.locator("[data-fine]").is_visible() is (width >= 1024)
    assert page.locator("[data-small]").is_visible() is (width < 1024)


def test_room_check_sees_a_tablet_come(page, lessons, server, browser):
    page.goto(lessons[0].split("prepare/")[0] + "check/")
    none = page.locator("#tablets").inner_text()
    tablet = browser.new_context()
    tablet.new_page().goto(f"{server.url}/play/")

    expect(page.locator("#tablets")).not_to_have_text(none)
    assert "1" in page.locator("#tablets").inner_text()
    tablet.close()
