"""A trainer's way in the CMS, in a real browser: log in, edit a lesson, see it as the projector
shows it, publish."""

from playwright.sync_api import expect

from tests.actors import logins
from tests.faults.lessons import rows

TOPIC = "Кодулоо жана асылуу"
# Not the page of the same topic within an organisation's part.
MAIN_TOPIC = "select id from wagtailcore_page where title = 'Макулдук' and depth = 3"
NEW_TITLE = "Жаңы ат: күбө эмне кыла алат"
TITLE = "Бул жөн эле тамаша эмес: күбө эмне кыла алат"


def log_in(page, server):
    mine = logins(server)["trainer"]
    page.goto(f"{server.url}/login/")
    page.locator("#id_username").fill(mine["username"])
    page.locator("#id_password").fill(mine["password"])
    page.locator("form.login button").click()
    page.wait_for_url("**/cms/")


def open_lesson(page, server):
    """By the way a trainer has: the search of the CMS."""
    page.goto(f"{server.url}/cms/pages/search/?q=тамаша")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("#id_title")).to_be_visible()


def test_a_trainer_edits_previews_and_publishes(page, server, only_our_host):
    page.set_viewport_size({"width": 1366, "height": 768})
    log_in(page, server)
    open_lesson(page, server)
    page.locator("#id_title").fill(NEW_TITLE)

    page.locator("[data-side-panel-toggle=preview]").click()
    # While the preview is drawn anew there are two frames, the old one first.
    preview = page.locator("iframe[data-w-preview-target=iframe]").first.content_frame
    expect(preview.locator(".slide").first).to_be_visible(timeout=60_000)

    page.get_by_role("button", name="Башка аракеттер").click()
    page.locator("button[name=action-publish]").click()
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
    assert int(counter.inner_text()) > 0
    toggle.click()
    panel = page.locator("[data-side-panel=ready]")
    expect(panel).to_contain_text("Кош кашаадагы")

    link = panel.get_by_role("link").filter(has_text="(Мазмуну)").first
    target = page.locator(link.get_attribute("href"))
    link.click()
    expect(target).to_be_in_viewport()
