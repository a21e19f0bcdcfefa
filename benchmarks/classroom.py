"""A class that answers: a teacher at the board and fifty tablets, all through HTTP."""

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.wire import Wire

HOST = "127.0.0.1"
CLASS = "BENCH"
CLOSED = "stage--closed"
HTMX = {"HX_Request": "true"}


@dataclass
class Adult:
    """Somebody who logs in, and the page in front of them."""

    wire: Wire
    path: str = ""
    page: str = ""

    async def log_in(self, logins: Path, role: str) -> "Adult":
        """With the password of the first start."""
        rows = json.loads(logins.read_text())
        mine = next(row for row in rows if row["role"] == role)
        await self.open("/login/")
        await self.send("/login/", username=mine["username"], password=mine["password"])
        return self

    async def open(self, path: str) -> None:
        """Go to a page."""
        reply = await self.wire.get(path)
        while "location" in reply.headers:
            path = reply.headers["location"][0]
            reply = await self.wire.get(path)
        self.path, self.page = path, reply.text

    async def press(self, action: str, **chosen: str) -> None:
        """Send the form of this page whose address ends in `action`; follow where it leads."""
        await self._send(*form(self.page, action, **chosen))

    async def send(self, path: str, **typed: str) -> None:
        """Send what was typed to an address, with this page's token."""
        await self._send(path, {"csrfmiddlewaretoken": token(self.page)} | typed)

    async def _send(self, path: str, data: dict[str, str]) -> None:
        reply = await self.wire.post(path, data)
        if "location" in reply.headers:
            await self.open(reply.headers["location"][0])
        else:
            self.page = reply.text


def token(page: str) -> str:
    """What Django wants back with a form of this page."""
    return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]


def form(page: str, action: str, **chosen: str) -> tuple[str, dict[str, str]]:
    """Address and hidden fields of the form whose address ends in `action` and whose hidden fields
    hold what is `chosen`: the one that leads farthest, else the plainest.  Raises LookupError."""
    found = []
    for path, inside in re.findall(
        r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', page, re.DOTALL
    ):
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside))
        if path.endswith(action) and chosen.items() <= hidden.items():
            found.append((path, hidden))
    if not found:
        raise LookupError(f"no form for {action} on the page")
    return max(found, key=lambda one: (int(one[1].get("to", 0)), -len(one[1])))


@dataclass
class Times:
    """Seconds."""

    burst: list[float] = field(default_factory=list)
    spread: list[float] = field(default_factory=list)
    next: list[float] = field(default_factory=list)


@dataclass
class Tablet:
    """One tablet with one seat, polling as the page tells it to."""

    wire: Wire
    step: str = ""
    question: str = ""
    options: list[str] = field(default_factory=list)
    seen_at: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def join(self, code: str) -> None:
        """Type the code."""
        reply = await self.wire.post("/play/join", {"code": code})
        if reply.status != 303:
            raise SystemExit(f"a tablet could not join: {reply.status}")
        await self.look()

    async def look(self) -> None:
        """Fetch the screen, as htmx does after a step."""
        page = (await self.wire.get("/play/", **HTMX)).text
        self.step = (re.search(r"/play/pulse\?step=(\d+)", page) or ["", ""])[1]
        self.options = re.findall(r'name="option" value="([0-9a-f]+)"', page)
        found = re.search(r'name="question" value="([^"]+)"', page)
        if found and found[1] != self.question:
            self.question, self.seen_at = found[1], time.perf_counter()
            self.changed.set()

    async def poll(self) -> None:
        """Ask about once a second whether the run moved; ends when the run does."""
        pulse = Wire(self.wire.host, self.wire.port, self.wire.cookies)
        while True:
            await asyncio.sleep(random.uniform(0.9, 1.1))  # noqa: S311  # jitter, no secret
            reply = await pulse.get(f"/play/pulse?step={self.step}", **HTMX)
            if reply.status == 200:
                await self.look()
            elif reply.status == 286:
                return

    async def answer(self) -> float | None:
        """Send any option; seconds until it was acknowledged, None if it was not."""
        began = time.perf_counter()
        form = {"question": self.question, "option": random.choice(self.options)}  # noqa: S311
        reply = await self.wire.post("/play/answer", form, **HTMX)
        took = time.perf_counter() - began
        return took if reply.status == 204 else None


async def open_class(port: int, logins: Path, size: int) -> None:
    """As the coordinator does it: a class for the demonstration teacher."""
    coordinator = await Adult(Wire(HOST, port)).log_in(logins, "coordinator")
    await coordinator.open("/teach/")
    link = re.findall(r'href="(/teach/school/[^"]+/open/)"', coordinator.page)[0]
    await coordinator.open(link)
    teacher = re.findall(r'<option value="(\d+)"', coordinator.page)[0]
    await coordinator.send(link, name=CLASS, grade="8", size=str(size), teacher=teacher)
    coordinator.wire.close()


async def start_lesson(port: int, logins: Path, size: int) -> Adult:
    """As the teacher does it: from the login to the first slide, with all pupils present."""
    teacher = await Adult(Wire(HOST, port)).log_in(logins, "teacher")
    await teacher.open("/teach/")
    card = teacher.page.split(CLASS, 1)[1]
    await teacher.open(re.findall(r'href="([^"]+/start/)"', card)[0])
    lesson = re.findall(r'name="lesson" value="([0-9a-f-]{36})"', teacher.page)[0]
    await teacher.send(teacher.path, lesson=lesson, present=str(size))
    return teacher


async def to_quiz(teacher: Adult) -> str:
    """Turn slides to the next quiz that was not taken and open it; its join code."""
    while CLOSED in teacher.page or 'quiz/open/"' not in teacher.page:
        await teacher.press("/move/")
    await teacher.press("/quiz/open/")
    shown = re.findall(r'join-code__digits">(.*?)</strong>', teacher.page, re.DOTALL)
    return re.sub(r"<[^>]*>|\D", "", shown[0])
