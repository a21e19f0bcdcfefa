"""A trainer's way in the CMS, in a real browser: log in, edit a lesson, see it as the projector
shows it, publish."""

from playwright.sync_api import expect

from tests.actors import logins

TOPIC = "Кодулоо жана асылуу"
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

    page.locator("[aria-label*='preview' i]").first.click()
    # While the preview is drawn anew there are two frames, the old one first.
    preview = page.locator("iframe[data-w-preview-target=iframe]").first.content_frame
    expect(preview.locator(".slide").first).to_be_visible(timeout=60_000)

    page.get_by_role("button", name="More actions").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_selector(".messages .success")
    page.goto(f"{server.url}/ky/")
    page.locator("main").get_by_role("link", name=TOPIC).first.click()
    expect(page.locator("main")).to_contain_text(NEW_TITLE)
