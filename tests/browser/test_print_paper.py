"""Cards to cut out and the poster on paper: A4, nothing cut, as many pages as there must be."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.browser.papers import A4, CUT, pages_of, sizes_of, speak

LANGUAGES = ["ky", "ru", "en"]
LONG_WORD = "Көз" + "карандысыздык" * 4
# What of a page of A4 is left between its margins: pixels of CSS, 96 to the inch.
WIDTH, HEIGHT = 718, 1047
# Heights of the rows of each set, and of its title, as they are printed.
ROWS = """() => [...document.querySelectorAll(".cut")].map((set) => ({
  title: set.querySelector(".cut__title").getBoundingClientRect().height,
  rows: [...set.querySelectorAll(".cut__row")].map((row) => row.getBoundingClientRect().height),
}))"""


def printed(page):
    """The PDF of the page, after a look at the sheet as it is printed."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.emulate_media(media="print")
    assert page.evaluate(CUT, ".cards-paper, .poster") == []
    assert page.locator(".site-head, .paper-ways").first.is_hidden()
    sets = page.evaluate(ROWS)
    pdf = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1024, "height": 768})
    assert sizes_of(pdf) == A4
    return pages_of(pdf), sets


def pages_for(sets):
    """How many pages the sets take if no row is cut."""
    pages = 0
    for one in sets:
        pages, left = pages + 1, HEIGHT - one["title"]
        for row in one["rows"]:
            if row > left:
                pages, left = pages + 1, HEIGHT
            left -= row
    return pages


@pytest.mark.shares
def test_cards_lie_eight_or_four_on_a_page_and_a_poster_is_one(page, lessons, axe):
    cards, posters, cut = {}, set(), []
    for language in LANGUAGES:
        speak(page, language)
        for lesson in lessons:
            page.goto(f"{lesson}cards/")
            count, sets = printed(page)
            cards.setdefault(lesson, []).append(count)
            cut += [count] if count != pages_for(sets) + has_key(page) else []
            page.goto(f"{lesson}poster/")
            posters.add(printed(page)[0])
    assert cut == []
    # The same in every language.
    assert [cards[lesson] for lesson in lessons] == [[6] * 3, [7] * 3, [5] * 3, [5] * 3]
    assert posters == {1}
    assert axe(page) == []


def has_key(page):
    return page.locator(".cut__key").count()


@pytest.mark.shares
def test_cards_have_no_barrier_and_fit_a_small_screen(page, lessons, axe):
    page.set_viewport_size({"width": 320, "height": 568})
    for address in ("cards/", "poster/"):
        page.goto(lessons[0] + address)
        assert axe(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.fixture
def long_server(make_server):
    """All its lessons have words of 55 letters in cards, scenes and poster; every help service is
    checked."""
    one = make_server()
    with closing(sqlite3.connect(one.data / "birge.sqlite3")) as database:
        for pk, slides, story in database.execute(
            "SELECT page_ptr_id, slides, story FROM curriculum_lessonpage"
        ).fetchall():
            database.execute(
                "UPDATE curriculum_lessonpage SET slides = ?, story = ?, key_message = ?"
                " WHERE page_ptr_id = ?",
                [longer(slides), longer(story), f"{LONG_WORD} " * 3, pk],
            )
        database.execute(
            "UPDATE curriculum_helpservice SET checked_on = '2026-10-01', checked_by = 'Айбек'"
        )
        database.commit()
    one.start()
    return one


def longer(stream):
    """The stream with a long word at the end of every text."""
    return json.dumps(_longer(json.loads(stream)), ensure_ascii=False)


def _longer(value):
    if isinstance(value, list):
        return [_longer(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _longer(each) for key, each in value.items()}
    return found | ({"text": f"{found['text']} {LONG_WORD}"} if "text" in found else {})


def test_very_long_words_are_printed_whole(long_server, page, log_in):
    for lesson in log_in(long_server):
        page.goto(f"{lesson}cards/")
        assert LONG_WORD in page.locator(".cut-card__text").first.inner_text()
        count, sets = printed(page)
        assert count == pages_for(sets) + has_key(page)
        page.goto(f"{lesson}poster/")
        assert page.locator(".poster__services li").count() == 7
        assert printed(page)[0] == 1
