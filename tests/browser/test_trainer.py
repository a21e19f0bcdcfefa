"""A trainer's way in the CMS, in a real browser: log in, edit a lesson, see it as the projector
shows it, publish."""

import pytest
from playwright.sync_api import expect

from tests.browser.lesson_form import (
    A_MINUTE,
    link_to_lesson,
    log_in,
    newest_draft,
    open_lesson,
    take,
    type_in,
    wait_until_saved,
)
from tests.faults.lessons import rows

TOPIC = "Кодулоо жана асылуу"
# Not the page of the same topic within an organisation's part.
MAIN_TOPIC = "select id from wagtailcore_page where title = 'Макулдук' and depth = 3"
NEW_TITLE = "Жаңы ат: күбө эмне кыла алат"

# Says when the form has come alive.
LISTEN = """document.addEventListener("w-unsaved:ready", () => console.log("form is ready"));"""


@pytest.fixture
def second(browser, server):
    """Another trainer's browser."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    log_in(page, server, "admin")
    yield page
    context.close()


@pytest.mark.long
def test_a_trainer_edits_previews_and_publishes(page, server, only_our_host):
    page.set_viewport_size({"width": 1366, "height": 768})
    log_in(page, server)
    open_lesson(page, server)
    page.locator("#id_title").fill(NEW_TITLE)

    page.locator("[data-side-panel-toggle=preview]").click()
    # While the preview is drawn anew there are two frames, the old one first.
    preview = page.locator("iframe[data-w-preview-target=iframe]").first.content_frame
    preview.locator(".slide").first.wait_for(timeout=A_MINUTE)

    take(page, "publish")
    page.wait_for_selector(".messages .success")
    page.goto(f"{server.url}/ky/")
    page.locator("main").get_by_role("link", name=TOPIC).first.click()
    expect(page.locator("main")).to_contain_text(NEW_TITLE)


def test_a_new_lesson_begins_with_its_age_and_says_what_it_still_needs(page, server, only_our_host):
    page.set_viewport_size({"width": 1366, "height": 768})
    log_in(page, server)
    ((topic,),) = rows(server, MAIN_TOPIC)
    page.goto(f"{server.url}/cms/pages/add/curriculum/lessonpage/{topic}/")

    page.get_by_label("Сабактын аталышы").fill("Уруксат сура")
    page.get_by_label("11–12 жаш").check()
    page.get_by_role("button", name="Сабакты баштоо").click()

    toggle = page.locator("[data-side-panel-toggle=ready]")
    counter = toggle.locator("[data-side-panel-toggle-counter]")
    before = int(counter.inner_text())
    toggle.click()
    panel = page.locator("[data-side-panel=ready]")
    expect(panel).to_contain_text("Кош кашаадагы")

    # Autosave draws the panel anew; nothing else is pressed.
    type_in(page, "Алгач сурайбыз.")
    expect(counter).to_have_text(str(before - 1), timeout=A_MINUTE)

    link = panel.get_by_role("link").filter(has_text="(Мазмуну)").first
    target = page.locator(link.get_attribute("href"))
    link.click()
    expect(target).to_be_in_viewport()


@pytest.mark.long
def test_what_is_typed_before_the_form_looks_for_changes_is_kept(page, server, only_our_host):
    log_in(page, server)
    link = link_to_lesson(page, server)
    page.add_init_script(LISTEN)

    with page.expect_console_message(lambda said: said.text == "form is ready"):
        link.click()
    type_in(page, "Алгач сурайбыз.")

    wait_until_saved(page)
    assert newest_draft(server)["key_message"] == "Алгач сурайбыз."


@pytest.mark.long
def test_second_of_two_trainers_is_told_who_saved_and_overwrites_nothing_unasked(
    page, server, second, screenshots
):
    log_in(page, server)
    open_lesson(page, server)
    open_lesson(second, server)

    type_in(page, "Биринчи ой.")
    wait_until_saved(page)
    type_in(second, "Экинчи ой.")
    told = second.locator(".w-editing-sessions__session--saved")
    expect(told).to_have_count(1, timeout=A_MINUTE)
    second.locator(".w-autosave-indicator__state--paused").wait_for(timeout=A_MINUTE)
    second.locator("footer button.action-save").click()

    dialog = second.locator("#w-save-confirmation-dialog")
    dialog.wait_for()
    expect(dialog.get_by_role("heading")).to_have_text("Нурзат Алиева жаңы версиясын сактады")
    assert newest_draft(server)["key_message"] == "Биринчи ой."
    dialog.get_by_role("button", name="Караламаны сактоо").click()
    second.wait_for_selector(".messages .success")
    assert newest_draft(server)["key_message"] == "Экинчи ой."
