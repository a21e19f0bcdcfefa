"""The adults of a lesson, through HTTP: who opens a class, and who leads it at the board."""

import json
import re
from dataclasses import dataclass
from html import escape
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

    async def press_by_htmx(self, action: str, **chosen: str) -> None:
        """The same as htmx does it: what comes back is the part of the page that has forms."""
        reply = await self.wire.post(*form(self.page, action, **chosen), **HTMX)
        self.page = reply.text

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


def class_path(page: str, name: str) -> str:
    """Where the class of that name has its page, from the own classes; whatever else names it
    there, as the 16 Days do in their season, leads elsewhere.  Raises LookupError."""
    found = re.search(rf'<a href="(/teach/class/[^"/]+/)">{re.escape(escape(name))}</a>', page)
    if not found:
        raise LookupError(f"no class {name} on the page")
    return found[1]


async def open_class(port: int, logins: Path, size: int, *names: str) -> None:
    """As the coordinator does it: classes for the demonstration teacher."""
    coordinator = await Adult(Wire(HOST, port)).log_in(logins, "coordinator")
    await coordinator.open("/teach/")
    link = re.findall(r'href="(/teach/school/[^"]+/open/)"', coordinator.page)[0]
    for name in names or (CLASS,):
        await coordinator.open(link)
        teacher = re.findall(r'<option value="(\d+)"', coordinator.page)[0]
        await coordinator.send(link, name=name, grade="8", size=str(size), teacher=teacher)
    coordinator.wire.close()


async def start_lesson(teacher: Adult, size: int, name: str = CLASS) -> None:
    """As the teacher does it: from the own classes to the first slide, with all pupils present and
    a tablet for each."""
    await teacher.open("/teach/")
    await teacher.open(f"{class_path(teacher.page, name)}start/")
    lesson = re.findall(r'name="lesson" value="([0-9a-f-]{36})"', teacher.page)[0]
    here = str(size)
    await teacher.send(teacher.path, lesson=lesson, present=here, tablets=here)


async def to_quiz(teacher: Adult, **chosen: str) -> str:
    """Turn slides to the next quiz that was not taken and open it, in the way that is `chosen`; its
    join code."""
    while CLOSED in teacher.page or 'quiz/open/"' not in teacher.page:
        await teacher.press_by_htmx("/move/")
    await teacher.press_by_htmx("/quiz/open/", **chosen)
    shown = re.findall(r'join-code__digits">(.*?)</strong>', teacher.page, re.DOTALL)
    return re.sub(r"<[^>]*>|\D", "", shown[0])
