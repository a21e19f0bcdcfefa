import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.actors import Teacher, logins
from tests.server import HOST_NAME

# A busy machine with two cores and several browsers is slow, not wrong.
expect.set_options(timeout=20_000)

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# The same without a window, for half the work.  It keeps no page for going back to.
WINDOWLESS = shutil.which("chromium-headless-shell") or CHROMIUM
QUIETLY = [
    "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 640}
# What a page out of the back/forward cache lets see before it has come anew.
WATCH = """window.addEventListener("pageshow", (event) => {
  if (event.persisted) console.log("kept page, blank:", document.documentElement.hidden);
});"""
AXE = "options => axe.run(options).then(result => result.violations)"
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="session")
def base_url():
    """None: each server has its own.  Also keeps pytest-playwright's fixture of this name away,
    which is written in a way that pytest warns of."""
    return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium, for which the school's host name leads to this machine: on
    `localhost` a browser takes plain HTTP for a secure context, on a LAN it does not."""
    assert WINDOWLESS, "Chromium is missing: python3 run.py test installs it"
    rules = f"--host-resolver-rules=MAP {HOST_NAME} 127.0.0.1"
    return browser_type_launch_args | {"executable_path": WINDOWLESS, "args": [*QUIETLY, rules]}


@pytest.fixture(scope="session")
def axe():
    """Says what axe has against a page, one line for each element; an empty list is good."""
    script = Axe().axe_script

    def violations(page):
        if not page.evaluate("'axe' in window"):  # it stays until the page is left
            page.evaluate(script)
        found = page.evaluate(AXE, WCAG)
        return [
            f"{violation['id']}: {node['html']}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations


@pytest.fixture
def screenshots():
    """Where pictures of a journey go; not part of the project."""
    folder = Path("test-results") / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def only_our_host(server, context):
    """Fails when a page of this test asks any other host for anything."""
    asked = set()
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    yield
    assert asked - {""} == {server.host}


@pytest.fixture
def launch(playwright, tmp_path):
    """The whole Chromium with a profile on the disk, as a tablet has it; Playwright usually
    switches the back/forward cache off."""
    contexts = []

    def start(scripts):
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            args=[*QUIETLY, f"--host-resolver-rules=MAP {HOST_NAME} 127.0.0.1"],
            ignore_default_args=["--disable-back-forward-cache"],
            java_script_enabled=scripts,
            viewport=PHONE,
        )
        if scripts:
            context.add_init_script(WATCH)
        contexts.append(context)
        return context

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def checked(axe):
    """Checks a page and remembers what was wrong with which screen."""
    found = {}

    def check(page, name):
        if problems := axe(page):
            found[name] = problems

    yield check
    assert found == {}


@pytest.fixture
def log_in(page):
    """Logs the browser in as the teacher of a server; addresses of the first class's four lessons,
    to be prepared."""

    def find(server):
        teacher = Teacher.of(server, "teacher")
        teacher.open("/teach/")
        teacher.open(re.findall(r'href="([^"]+/start/)"', teacher.page)[0])
        mine = logins(server)["teacher"]
        page.goto(f"{server.url}/login/")
        page.locator("#id_username").fill(mine["username"])
        page.locator("#id_password").fill(mine["password"])
        page.locator("form.login button").click()
        page.wait_for_selector(".cards")
        paths = re.findall(r'href="([^"]+/prepare/[^"]+/)"', teacher.page)
        return [server.url + path for path in paths]

    return find


@pytest.fixture
def lessons(server, log_in):
    """The same, of a server of its own."""
    return log_in(server)
