"""The album: every screen at three sizes, in two languages, kept small."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import QUIETLY, WINDOWLESS
from tests.server import HOST_NAME, Client, Server

# Width and height on the screen, and how wide the kept picture is.
SIZES = {"phone": (320, 568, 320), "tablet": (800, 1280, 320), "board": (1920, 1080, 768)}
# A page of paper and its margin, in pixels of CSS, 96 to the inch.
A4, MARGIN = (794, 1123), 38
# How wide the kept picture of each size is.
KEPT = {size: kept for size, (_width, _height, kept) in SIZES.items()} | {"paper": 480}
# Rows of cards are never cut by the end of a page: what does not fit comes on the next one.
NEXT_PAGE = """() => document.querySelectorAll(".cut__row").forEach((row) => {
  if (row.getBoundingClientRect().bottom > innerHeight) row.style.visibility = "hidden";
})"""
# A long page is kept as far as this many of its screens go down.
SCREENS_DOWN = 3
# A room of the CMS scrolls in its window, which is made as long as it, up to so many screens.
SCREENS_IN_A_ROOM = 2
QUALITY = 40
# So long the rooms of the CMS take to move their menu when a window changes.
MOVING_MS = 500


@dataclass
class Album:
    """Takes pictures of a server's pages in one language.

    `folder` gets the kept pictures; `whole`, where it is given, those as large as they were.
    """

    browser: Browser
    server: Server
    language: str
    folder: Path
    whole: Path | None = None
    wanted: tuple[str, ...] = ()
    taken: list[str] = field(default_factory=list)

    def may_want(self, names: tuple[str, ...]) -> bool:
        """Whether pictures are wanted whose names begin with one of these."""
        return not self.wanted or any(
            one.startswith(name) or name.startswith(one) for one in self.wanted for name in names
        )

    def take(
        self,
        name: str,
        path: str,
        who: Client | None = None,
        *,
        down: bool = False,
        sizes: Sequence[str] = tuple(SIZES),
        once: bool = False,
        first: Callable[[Page], None] = lambda page: None,
        **how: str,
    ) -> None:
        """A page as `who` sees it, at all `sizes`; `once`: loaded for the first of them alone.

        `down`: with what is below the first screen; `first`: what is done on it before;
        `how`: what Chromium is told, as `forced_colors`.
        """
        if not self._wants(name):
            return
        with self._seen_by(who, **how) as context:
            page = context.new_page()
            for size in sizes:
                width, height, _kept = SIZES[size]
                page.set_viewport_size({"width": width, "height": height})
                if size == sizes[0] or not once:
                    page.goto(self.server.url + path)
                    first(page)
                else:
                    page.wait_for_timeout(MOVING_MS)
                page.wait_for_load_state("networkidle" if size == "phone" else "load")
                if once and down:
                    _lengthen(page, width, height)
                most = {"x": 0, "y": 0, "width": width, "height": height * SCREENS_DOWN}
                shot = page.screenshot(full_page=down, clip=most if down else None)
                self._keep(name, size, shot)
        self.taken.append(name)

    def take_room(self, name: str, path: str, who: Client, **how: Any) -> None:
        """A page of the CMS, which takes long to load and follows the size of its window."""
        self.take(name, path, who, once=True, **how)

    def take_paper(self, name: str, path: str, who: Client | None = None) -> None:
        """The first page of what is printed of a page, on A4."""
        if not self._wants(name):
            return
        with self._seen_by(who) as context:
            page = context.new_page()
            page.emulate_media(media="print")
            width, height = (side - 2 * MARGIN for side in A4)
            page.set_viewport_size({"width": width, "height": height})
            page.goto(self.server.url + path, wait_until="networkidle")
            page.evaluate(NEXT_PAGE)
            self._keep(name, "paper", _on_paper(page.screenshot()))
        self.taken.append(name)

    def _wants(self, name: str) -> bool:
        return not self.wanted or name.startswith(self.wanted)

    @contextmanager
    def _seen_by(self, who: Client | None, **how: str) -> Iterator[BrowserContext]:
        context = self.browser.new_context(reduced_motion="reduce", **how)
        kept = who.cookies if who else {settings.LANGUAGE_COOKIE_NAME: self.language}
        url = self.server.url
        context.add_cookies([{"name": n, "value": v, "url": url} for n, v in kept.items()])
        yield context
        context.close()

    def _keep(self, name: str, size: str, shot: bytes) -> None:
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        if self.whole:
            self.whole.mkdir(parents=True, exist_ok=True)
            picture.save(self.whole / f"{name}-{self.language}-{size}.png")
        width = KEPT[size]
        small = picture.resize(
            (width, round(picture.height * width / picture.width)), Image.LANCZOS
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        small.save(self.folder / f"{name}-{self.language}-{size}.webp", quality=QUALITY, method=6)


def _lengthen(page: Page, width: int, height: int) -> None:
    """The window as long as the room in it."""
    inside = page.evaluate("document.querySelector('main').scrollHeight")
    longer = max(height, min(inside, height * SCREENS_IN_A_ROOM))
    page.set_viewport_size({"width": width, "height": longer})
    page.wait_for_timeout(MOVING_MS)


def _on_paper(shot: bytes) -> bytes:
    """The same with the margins that a printer leaves."""
    sheet = Image.new("RGB", A4, "white")
    sheet.paste(Image.open(io.BytesIO(shot)), (MARGIN, MARGIN))
    made = io.BytesIO()
    sheet.save(made, "PNG")
    return made.getvalue()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, for which the school's host name leads to this machine."""
    with sync_playwright() as playwright:
        rules = f"--host-resolver-rules=MAP {HOST_NAME} 127.0.0.1"
        browser = playwright.chromium.launch(executable_path=WINDOWLESS, args=[*QUIETLY, rules])
        yield browser
        browser.close()
