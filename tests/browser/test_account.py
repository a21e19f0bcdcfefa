"""A trainer's language, chosen on the CMS's page of the account: all of the site speaks it."""

import pytest
from playwright.sync_api import expect

from tests.actors import Adult
from tests.browser.lesson_form import log_in

pytestmark = pytest.mark.shares


@pytest.fixture
def trainer(page, server):
    page.set_viewport_size({"width": 1366, "height": 768})
    adult = Adult.of(server, "trainer")
    adult.speak("ky")
    log_in(page, server)
    yield page
    adult.speak("ky")


def choose(page, server, language):
    page.goto(f"{server.url}/cms/account/")
    page.locator("#id_locale-preferred_language").select_option(language)
    page.locator("main form footer button[type=submit], main form button[type=submit]").last.click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_the_language_of_the_account_is_that_of_the_whole_site(trainer, server, only_our_host):
    expect(trainer.locator("html")).to_have_attribute("lang", "ky")

    choose(trainer, server, "ru")

    expect(trainer.locator("html")).to_have_attribute("lang", "ru")
    trainer.goto(f"{server.url}/cms/library/")
    expect(trainer.locator("h1")).to_contain_text("Общая библиотека")
    trainer.goto(f"{server.url}/")
    assert trainer.url == f"{server.url}/ru/"
    expect(trainer.locator("html")).to_have_attribute("lang", "ru")


def test_another_device_speaks_it_after_the_login(trainer, browser, server):
    choose(trainer, server, "ru")
    other = browser.new_context().new_page()

    log_in(other, server)

    expect(other.locator("html")).to_have_attribute("lang", "ru")
    other.goto(f"{server.url}/")
    assert other.url == f"{server.url}/ru/"
    other.context.close()


def test_the_switch_of_public_pages_wins_when_it_comes_later(trainer, server):
    choose(trainer, server, "ru")

    trainer.goto(f"{server.url}/ru/")
    trainer.locator("form[action='/language/'] button[value=ky]").click()
    trainer.wait_for_url("**/ky/")
    trainer.goto(f"{server.url}/cms/")

    expect(trainer.locator("html")).to_have_attribute("lang", "ky")
