"""Pupils' tablets, through HTTP: each polls, fetches its screen after a step, and answers."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from benchmarks.wire import Reply, Wire

HOST = "127.0.0.1"
HTMX = {"HX_Request": "true"}
_STEP = re.compile(r"/play/pulse\?step=(\d+)")
_LED = re.compile(r'name="question" value="([^"]+)"')
_OPTION = re.compile(r'name="option" value="([0-9a-f]+)"')
_OWN = re.compile(r'name="option-([^"]+)" value="([0-9a-f]+)"')


@dataclass
class Book:
    """What was seen: seconds until an answer was acknowledged and until "next" was on a tablet, how
    many answers were acknowledged and how many the boards counted, and everything that no tablet
    should meet."""

    acks: list[float] = field(default_factory=list)
    nexts: list[float] = field(default_factory=list)
    acknowledged: int = 0
    counted: int = 0
    errors: Counter[str] = field(default_factory=Counter)


@dataclass
class Tablet:
    """One tablet with one seat, polling as the page tells it to.  `asked`: the tokens of each
    question on its screen; at its own pace there are many."""

    port: int
    book: Book = field(default_factory=Book)
    step: str = ""
    own: bool = False
    asked: dict[str, list[str]] = field(default_factory=dict)
    seen_at: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.wire = Wire(HOST, self.port)
        # A browser keeps more than one connection: a poll under way keeps no answer waiting.
        self._pulse = Wire(HOST, self.port, self.wire.cookies)

    async def join(self, code: str) -> None:
        """Type the code."""
        self.asked.clear()
        reply = await self.wire.post("/play/join", {"code": code})
        if reply.status != 303:
            raise SystemExit(f"a tablet could not join: {reply.status}")
        await self.look()

    async def look(self) -> None:
        """Fetch the screen, as htmx does after a step."""
        reply = await self._expect({200}, self._pulse.get, "/play/")
        if reply is None:
            return
        page = reply.text
        self.step = (_STEP.search(page) or ["", ""])[1]
        asked = _asked(page)
        if asked and asked.keys() != self.asked.keys():
            self.own = "option-" in page
            self.asked, self.seen_at = asked, time.perf_counter()
            self.changed.set()

    async def poll(self) -> None:
        """Ask about once a second whether the run moved; ends when the run does."""
        await asyncio.sleep(random.random())  # noqa: S311  # no two tablets beat together
        while True:
            path = f"/play/pulse?step={self.step}&turn=0"
            reply = await self._expect({200, 204, 286}, self._pulse.get, path)
            if reply and reply.status == 200:
                await self.look()
            elif reply and reply.status == 286:
                return
            await asyncio.sleep(random.uniform(0.9, 1.1))  # noqa: S311  # jitter, no secret

    async def answer(self, question: str = "") -> float | None:
        """Send any option, of the first question on the screen if none is named; seconds until it
        was acknowledged, None if it was not."""
        question = question or next(iter(self.asked), "")
        token = random.choice(self.asked.get(question) or [""])  # noqa: S311  # no secret
        led = {"question": question, "option": token}
        form = {f"option-{question}": token} if self.own else led
        began = time.perf_counter()
        reply = await self._expect({204}, self.wire.post, "/play/answer", form)
        return time.perf_counter() - began if reply else None

    async def _expect(
        self,
        good: set[int],
        send: Callable[..., Awaitable[Reply]],
        path: str,
        *form: dict[str, str],
    ) -> Reply | None:
        """The reply; None, and noted in the book, where it is not what a tablet expects."""
        where = path.partition("?")[0]
        try:
            reply = await send(path, *form, **HTMX)
        except OSError as error:
            self.book.errors[f"{where} {type(error).__name__}"] += 1
            return None
        if reply.status in good:
            return reply
        self.book.errors[f"{where} {reply.status}"] += 1
        return None

    def close(self) -> None:
        """Put the tablet away."""
        self.wire.close()
        self._pulse.close()


def _asked(page: str) -> dict[str, list[str]]:
    if led := _LED.search(page):
        return {led[1]: _OPTION.findall(page)}
    asked: dict[str, list[str]] = {}
    for question, token in _OWN.findall(page):
        asked.setdefault(question, []).append(token)
    return asked
