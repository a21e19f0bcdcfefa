"""The way in and the quick way out, in a real browser on a plain HTTP origin."""

import pytest


@pytest.mark.shares
@pytest.mark.parametrize("language", ["Кыргызча", "Русский", "English"])
def test_login_page_has_no_barrier(server, page, axe, language):
    page.goto(f"{server.url}/login/")
    page.get_by_role("button", name=language).click()
    assert page.get_by_role("button", name=language).get_attribute("aria-current") == "true"
    assert axe(page) == []


@pytest.mark.shares
def test_origin_is_no_secure_context_as_in_a_school(server, page):
    page.goto(f"{server.url}/login/")
    assert page.evaluate("window.isSecureContext") is False


def test_quick_exit_opens_without_the_server(server, page):
    page.goto(f"{server.url}/play/")
    page.wait_for_load_state("networkidle")
    server.kill9()
    page.locator("a[href='/exit/']").first.click()
    page.wait_for_url("**/exit/")
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.styleSheets.length") == 1
