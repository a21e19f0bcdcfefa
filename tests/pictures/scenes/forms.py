"""What is done with a form, on every page alike: filled in, sent, and waited for what it tells."""

from playwright.sync_api import Page

REFUSED = "[role=alert]"
ASKED = "[role=alertdialog]"
DONE = ".help-info[role=status]"


def send(page: Page, button: str, told: str, **typed: str) -> None:
    """Fill in the fields of these names, press the button, wait until `told` is on the page."""
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator(button).first.click()
    page.locator(told).first.wait_for()


def join(code: str, told: str, page: Page) -> None:
    """Type the code of a lesson on a tablet, as pupils do."""
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.locator(told).first.wait_for()
