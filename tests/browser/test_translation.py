"""A translator at work in the browser: the two texts side by side, what has become stale, and
readers of Russian who never get Kyrgyz."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lesson_form import TITLE, log_in, open_lesson, take, type_in
from tests.faults.lessons import rows

NEW = "Күбө көп нерсе кыла алат: унчукпай койбо."
RUSSIAN = "Свидетель может многое: не молчи."
LINKED = f"""
    select there.id, source.id from wagtailcore_page here, wagtailcore_page there,
    wagtail_localize_translationsource source, wagtailcore_locale locale
    where here.title = '{TITLE}' and there.translation_key = here.translation_key
    and replace(source.object_id, '-', '') = replace(here.translation_key, '-', '')
    and locale.id = there.locale_id and locale.language_code = 'ru'
"""
EDITOR = ".js-translation-editor"


@pytest.fixture
def linked(server):
    """The Russian page of the lesson, and what its texts come from."""
    ((page, source),) = rows(server, LINKED)
    return page, source


def read_in_russian(server, page):
    ((url_path,),) = rows(server, f"select url_path from wagtailcore_page where id = {page}")
    return server.client().get("/ru/" + url_path.split("/", 2)[2]).text


def change_source(page, server):
    """One sentence of a live lesson, and the sources of its translations after it."""
    open_lesson(page, server)
    type_in(page, NEW)
    take(page, "publish")
    page.wait_for_selector(".messages .success")


def bring_over(page, server, source):
    page.goto(f"{server.url}/cms/localize/update/{source}/")
    page.locator("main form [type=submit]").click()
    page.wait_for_selector(".messages .success")


def progress(page):
    """How many texts there are, and how many are translated, as the editor says above."""
    said = page.locator(".messages", has_text="Которулган тексттер").inner_text()
    words, translated = re.findall(r"\d+", said)[:2]
    return int(words), int(translated)


def test_the_editor_says_nothing_in_english_and_fits_a_phone(page, server, linked):
    page.set_viewport_size({"width": 320, "height": 640})
    log_in(page, server)
    page.goto(f"{server.url}/cms/pages/{linked[0]}/edit/")

    expect(page.locator(f"{EDITOR} section > div > h3")).to_have_text("Котормо: Кыргызча → Русский")
    for more in page.locator(f"{EDITOR} footer .w-sr-only").all():
        expect(more).to_have_text("Башка аракеттер")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.long
def test_a_stale_sentence_is_seen_typed_anew_and_never_shown_in_the_wrong_language(
    page, server, linked, only_our_host, screenshots
):
    russian, source = linked
    log_in(page, server)
    before = read_in_russian(server, russian)
    change_source(page, server)
    bring_over(page, server, source)
    assert read_in_russian(server, russian) == before

    page.goto(f"{server.url}/cms/pages/{russian}/edit/")
    stale = page.locator(f"{EDITOR} li.incomplete")
    expect(stale).to_have_count(1)
    expect(stale).to_contain_text(NEW)
    words, translated = progress(page)
    assert translated == words - 1
    page.screenshot(path=screenshots / "stale.png")
    page.locator(f"{EDITOR} button[name=action][value=publish]").click()
    expect(page.locator(".messages .error, .messages .warning").first).to_be_visible()
    assert NEW not in read_in_russian(server, russian)

    stale.get_by_role("button", name="Которуу").click()
    stale.locator("textarea").fill(RUSSIAN)
    stale.get_by_role("button", name="Сактоо").click()
    expect(stale).to_have_count(0)
    page.reload()
    assert progress(page) == (words, words)
    page.locator(f"{EDITOR} button[name=action][value=publish]").click()
    page.wait_for_selector(".messages .success")
    after = read_in_russian(server, russian)
    assert RUSSIAN in after
    assert NEW not in after
