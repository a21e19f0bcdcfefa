"""What is printed fits its paper."""

import sqlite3

import pytest

from tests.browser.papers import pages_of

SHEETS = {
    "ask-before-you-post": "image-rights",
    "care-or-control": "healthy-relationships",
    "my-body-my-space": "consent",
    "not-just-a-joke": "harassment",
}
LANGUAGES = ["ky", "ru", "en"]


def family_sheets(page, server):
    """How many A4 pages each sheet takes when printed."""
    counted = {}
    for language in LANGUAGES:
        for slug, topic in SHEETS.items():
            path = f"/{language}/{topic}/{slug}/family/"
            page.goto(server.url + path)
            counted[path] = pages_of(page.pdf(prefer_css_page_size=True))
    return counted


@pytest.mark.shares
def test_family_sheets_are_one_page_each(server, page, axe):
    counted = family_sheets(page, server)
    assert (len(counted), set(counted.values())) == (12, {1})
    assert axe(page) == []


def test_family_sheets_with_every_service_are_one_page_each(make_server, page):
    server = make_server()
    with sqlite3.connect(server.data / "birge.sqlite3") as database:
        database.execute(
            "UPDATE curriculum_helpservice SET checked_on = '2026-10-01', checked_by = 'Айбек'"
        )
    database.close()
    server.start()

    counted = family_sheets(page, server)

    assert page.locator(".sheet__help li").count() == 7
    assert set(counted.values()) == {1}


@pytest.mark.shares
def test_the_button_prints_and_needs_its_script(server, page, browser):
    path = f"{server.url}/ky/consent/my-body-my-space/family/"
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    page.goto(path)
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed") == 1

    page.emulate_media(media="print")
    for aside in ("header", "footer", "nav", ".search", ".quick-exit", "[data-print]"):
        assert page.locator(aside).first.is_hidden(), aside
    assert page.locator(".sheet h1").is_visible()

    without = browser.new_context(java_script_enabled=False).new_page()
    without.goto(path)
    assert without.locator("[data-print]").is_hidden()


@pytest.mark.shares
@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_no_barrier_and_fit_a_small_screen(server, page, axe, language):
    page.set_viewport_size({"width": 320, "height": 568})
    lesson = f"/{language}/harassment/not-just-a-joke/"
    paths = (f"/{language}/", f"/{language}/harassment/", lesson, f"/{language}/search/?q=%22")
    for path in paths:
        page.goto(server.url + path)
        assert axe(page) == [], path
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, path
