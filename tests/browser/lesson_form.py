"""What a trainer does in the form of a lesson.

The form has well over ten thousand elements, and whoever looks for a button there by its role and
name, or lets `expect` wait for what is not there yet, makes the browser describe each of them to
itself: that takes seconds, in which the form does nothing.  So here things are found by their
place, and waited for by the locator.
"""

import json

from tests.actors import logins
from tests.faults.lessons import rows

TITLE = "Бул жөн эле тамаша эмес: күбө эмне кыла алат"
# In milliseconds: an autosave waits until the form has come alive, on a machine with much to do.
A_MINUTE = 60_000
MORE = "footer [data-controller~=w-dropdown] > [data-w-dropdown-target=toggle]"


def log_in(page, server, role="trainer"):
    mine = logins(server)[role]
    page.goto(f"{server.url}/login/")
    page.locator("#id_username").fill(mine["username"])
    page.locator("#id_password").fill(mine["password"])
    page.locator("form.login button").click()
    page.wait_for_url("**/cms/")


def link_to_lesson(page, server):
    """By the way a trainer has: the search of the CMS."""
    page.goto(f"{server.url}/cms/pages/search/?q=тамаша")
    return page.get_by_role("link", name=TITLE).first


def open_lesson(page, server):
    link_to_lesson(page, server).click()
    page.locator("#id_title").wait_for()


def type_in(page, text):
    """As a hand does it, at any moment: what a script fills in does not count as typed."""
    page.evaluate("document.querySelector('#id_key_message').select()")
    page.keyboard.insert_text(text)


def wait_until_saved(page):
    page.locator(".w-autosave-indicator__state--saved").wait_for(timeout=A_MINUTE)


def take(page, action):
    """One of the further actions below the form: `publish`, `submit`."""
    page.locator(MORE).click()
    page.locator(f"button[name=action-{action}]").click()


def newest_draft(server):
    """The fields of what was saved last."""
    ((text,),) = rows(server, "select content from wagtailcore_revision order by id desc limit 1")
    return json.loads(text)
