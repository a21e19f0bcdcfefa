"""A tablet in Chromium that goes from pupil to pupil."""

import re
import time
from contextlib import suppress

from playwright.sync_api import Error, expect


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
        with suppress(Error):  # a page that was kept whole does not load
            self.page.wait_for_load_state(timeout=3000)
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
        origin = {"securityOrigin": self.url.removesuffix("/play/")}
        items = [
            self.cdp.send("DOMStorage.getDOMStorageItems", {"storageId": origin | kind})
            for kind in ({"isLocalStorage": True}, {"isLocalStorage": False})
        ]
        names = self.cdp.send("IndexedDB.requestDatabaseNames", origin)["databaseNames"]
        usage = self.cdp.send("Storage.getUsageAndQuota", {"origin": origin["securityOrigin"]})
        used = {one["storageType"]: one["usage"] for one in usage["usageBreakdown"]}
        return [*(entry for item in items for entry in item["entries"]), *names], {
            name: size for name, size in used.items() if size
        }
