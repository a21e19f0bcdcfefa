"""Rule 13 in Chromium, on plain HTTP under a host name, with its back/forward cache switched on:
once a tablet is handed over, no way back shows anything of the seat before.  Led and at own pace,
with JavaScript and without."""

import re
import time

import pytest
from playwright.sync_api import Error, expect

from tests.actors import Teacher
from tests.browser.conftest import CHROMIUM, QUIETLY
from tests.server import HOST_NAME

COUNT = 8
PHONE = {"width": 360, "height": 640}
# What a page out of the back/forward cache lets see before it has come anew.
WATCH = """window.addEventListener("pageshow", (event) => {
  if (event.persisted) console.log("kept page, blank:", document.documentElement.hidden);
});"""
BLANK = "kept page, blank: true"


@pytest.fixture
def teacher(server):
    one = Teacher.of(server, "teacher")
    one.start("тамаша", 24, present=6)
    return one


@pytest.fixture
def launch(playwright, tmp_path):
    """Chromium with a profile on the disk, as a tablet has it; Playwright usually switches the
    back/forward cache off."""
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


class Pupils:
    """A tablet that goes from pupil to pupil."""

    def __init__(self, context, server, scripts):
        self.context, self.url, self.scripts = context, f"{server.url}/play/", scripts
        self.kept, self.gone, self.tokens = [], set(), set()
        self.use(context.pages[0])

    def use(self, page):
        self.page = page
        self.cdp = self.context.new_cdp_session(page)
        page.on("console", lambda said: self.kept.append(said.text))

    def at(self, screen):
        """Without JavaScript the pupil presses Refresh."""
        deadline = time.monotonic() + 30
        while not self.page.locator(f".screen--{screen}").count():
            assert time.monotonic() < deadline, self.page.locator("main").inner_text()
            self.page.wait_for_timeout(200)
            if not self.scripts:
                self.page.goto(self.url)

    def join(self, code):
        self.page.goto(self.url)
        self.page.locator("#code").fill(code)
        self.page.locator("#code").press("Enter")
        self.at("lobby")

    def press(self, action, screen):
        self.page.locator(f"form[action='/play/{action}'] button:visible").first.click()
        self.at(screen)

    def animal(self):
        return self.page.locator(".animal img").first.get_attribute("src")

    def answer(self):
        """Everything that is asked of this seat."""
        self.tokens = set(re.findall(r'value="([0-9a-f]{16})"', self.page.content()))
        parts = self.page.locator("[data-part]")
        for number in range(parts.count()):
            part = parts.first if self.scripts else parts.nth(number)
            part.locator("input[type=radio]").nth(number % 5).check()
            if self.scripts:
                left = parts.count() - 1
                self.page.locator("form.question:visible button[type=submit]").click()
                expect(parts).to_have_count(left)
        if not self.scripts:
            self.page.locator("form.question button[type=submit]").click()
        self.at("sent")

    def leave(self):
        """This seat's animal and options must not be seen again."""
        self.gone = {self.animal()} | self.tokens

    def sees_nothing_of_before(self, page=None):
        shown = (page or self.page).content()
        assert 'id="screen"' in shown
        assert [one for one in self.gone if one in shown] == []
        assert (page or self.page).locator("input:checked").count() == 0

    def history(self):
        """While a kept page takes the place of another one, the browser does not say."""
        deadline = time.monotonic() + 15
        while True:
            try:
                return self.cdp.send("Page.getNavigationHistory")
            except Error:
                assert time.monotonic() < deadline
                self.page.wait_for_timeout(50)

    def turn_page(self, by):
        """One page back or forward in the history; whether there was one."""
        history = self.history()
        place = history["currentIndex"] + by
        if not 0 <= place < len(history["entries"]):
            return False
        entry = history["entries"][place]
        self.cdp.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})
        deadline = time.monotonic() + 15
        while self.history()["currentIndex"] != place:
            assert time.monotonic() < deadline, entry["url"]
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(300)
        self.page.wait_for_load_state()
        return True

    def try_all_ways_back(self, screen):
        """Back ten times, forward again, reload, the tab closed and opened again, doubled."""
        turned = 0
        for by in [-1] * 10 + [1] * 10:
            if self.turn_page(by) and self.page.url == self.url:
                turned += 1
                self.page.locator(f".screen--{screen}").wait_for()
                self.sees_nothing_of_before()
        self.page.goto(self.url)
        self.page.reload()
        self.sees_nothing_of_before()
        self.double(screen)
        new = self.context.new_page()
        self.page.close()
        self.use(new)
        new.goto(self.url)
        self.at(screen)
        self.sees_nothing_of_before()
        return turned

    def double(self, screen):
        """The same address in a second tab, typed and opened by a page."""
        with self.context.expect_page() as opened:
            if self.scripts:
                self.page.evaluate("window.open(location.href)")
            else:
                self.context.new_page().goto(self.url)
        opened.value.locator(f".screen--{screen}").wait_for()
        self.sees_nothing_of_before(opened.value)
        opened.value.close()

    def stored(self):
        """All that a page of this origin could have stored in the browser."""
        key = {"isLocalStorage": True, "securityOrigin": self.url.removesuffix("/play/")}
        origin = {"securityOrigin": key["securityOrigin"]}
        items = [
            self.cdp.send("DOMStorage.getDOMStorageItems", {"storageId": key | {"isLocalStorage": on}})
            for on in (True, False)
        ]  # fmt: skip
        names = self.cdp.send("IndexedDB.requestDatabaseNames", origin)["databaseNames"]
        usage = self.cdp.send("Storage.getUsageAndQuota", {"origin": origin["securityOrigin"]})
        used = {one["storageType"]: one["usage"] for one in usage["usageBreakdown"]}
        return [*(entry for item in items for entry in item["entries"]), *names], {
            name: size for name, size in used.items() if size
        }


def led(pupils, teacher, code):
    """Two take their seats, one after the other; then one question for each of them."""
    pupils.join(code)
    pupils.leave()
    pupils.press("done", "next")
    yield "next"
    pupils.press("join", "lobby")
    yield "lobby"
    teacher.press("quiz/next/")
    pupils.at("question")
    pupils.answer()
    pupils.leave()
    pupils.press("done", "next")
    yield "next"
    pupils.press("next", "question")
    yield "question"
    pupils.answer()
    assert teacher.sent() == (2, 2)
    teacher.close_question()
    pupils.at("explained")
    yield "explained"


def own(pupils, teacher, code):
    """One pupil takes the whole quiz, then the next."""
    pupils.join(code)
    teacher.press("quiz/next/")
    pupils.at("question")
    pupils.answer()
    pupils.leave()
    pupils.press("done", "next")
    yield "next"
    pupils.press("join", "question")
    yield "question"
    pupils.answer()
    yield "sent"
    assert teacher.sent() == (2, 2)


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
@pytest.mark.parametrize("paced", [led, own])
def test_no_way_back_shows_the_seat_before(teacher, launch, server, scripts, paced):
    code = teacher.open_last_quiz(pace=paced.__name__)
    pupils = Pupils(launch(scripts), server, scripts)
    turned = 0

    for screen in paced(pupils, teacher, code):
        assert pupils.gone
        pupils.sees_nothing_of_before()
        turned += pupils.try_all_ways_back(screen)
        assert pupils.stored() == ([], {})

    assert turned > 5
    assert set(pupils.kept) <= {BLANK}


def on_disk(folder, text):
    """The files of a profile in which the text stands, in either way that Chromium writes text."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if text.encode() in content or text.encode("utf-16-le") in content:
                found.add(path.name)
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "plain"])
def test_the_browsers_disk_holds_nothing_of_the_answers(
    teacher, launch, server, tmp_path, scripts
):
    code = teacher.open_last_quiz()
    context = launch(scripts)
    pupils = Pupils(context, server, scripts)
    pupils.join(code)
    papers = {one["value"] for one in context.cookies(pupils.url) if one["name"] == "p0"}
    teacher.press("quiz/next/")
    pupils.at("question")
    words = pupils.page.locator(".question__prompt").inner_text()
    options = pupils.page.locator(".option__text").all_inner_texts()
    pupils.answer()
    papers |= {one["value"] for one in context.cookies(pupils.url) if one["name"] == "p0"}
    pupils.page.goto(f"{server.url}/exit/")
    context.close()

    profile = tmp_path / "profile"
    canaries = [*pupils.tokens, *papers, words, *options, "screen--question", "/play/answer"]
    assert len(canaries) >= 15
    assert {one: on_disk(profile, one) for one in canaries if on_disk(profile, one)} == {}
    # The search does find what may be kept: a style sheet, the page of the quick exit.
    assert on_disk(profile, ".question__prompt")
    assert on_disk(profile, "Тоолор")
