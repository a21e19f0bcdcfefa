"""The people of the attacks, through HTTP: a coordinator who opens classes, a teacher who spies on
one pupil, and seats that answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from benchmarks.attacks import pages
from benchmarks.classroom import HOST, HTMX, Adult, class_path, form, token
from benchmarks.wire import Wire

_OPTION = re.compile(
    r'name="option-([^"]+)" value="([0-9a-f]{16})".*?option__text"[^>]*>([^<]*)<', re.DOTALL
)
_LED = re.compile(r'name="option" value="([0-9a-f]{16})".*?option__text"[^>]*>([^<]*)<', re.DOTALL)


class Refused(Exception):
    """The product did not do what the script of the attack needs."""


async def logged_in(port: int, logins: Path, role: str) -> Adult:
    """Somebody with the first login of that role."""
    return await Adult(Wire(HOST, port)).log_in(logins, role)


@dataclass
class Office:
    """The coordinator, who opens classes as the school's rules let her."""

    adult: Adult
    link: str = ""

    @classmethod
    async def open(cls, port: int, logins: Path) -> "Office":
        """At the form for a new class."""
        office = cls(await logged_in(port, logins, "coordinator"))
        await office.adult.open("/teach/")
        office.link = re.findall(r'href="(/teach/school/[^"]+/open/)"', office.adult.page)[0]
        await office.adult.open(office.link)
        return office

    async def open_class(self, name: str, size: int) -> None:
        """A class for the demonstration teacher."""
        await self.adult.open(self.link)
        teacher = re.findall(r'<option value="(\d+)"', self.adult.page)[0]
        await self.adult.send(self.link, name=name, grade="8", size=str(size), teacher=teacher)
        if self.adult.path == self.link:
            raise Refused(f"the class {name} was not opened")


async def made_up_class(teacher: Adult, link: str) -> tuple[int, int]:
    """A teacher tries to open a class: the statuses of the form and of the post (rule 11)."""
    shown = await teacher.wire.get(link)
    typed = {"name": "made up", "grade": "8", "size": "2", "teacher": "1"}
    await teacher.open("/teach/")
    sent = await teacher.wire.post(link, typed | {"csrfmiddlewaretoken": token(teacher.page)})
    return shown.status, sent.status


@dataclass
class Seat:
    """A tablet with one seat, without JavaScript."""

    wire: Wire
    tokens: list[str] = field(default_factory=list)

    @classmethod
    async def join(cls, port: int, code: str) -> "Seat":
        """Type the code."""
        seat = cls(Wire(HOST, port))
        reply = await seat.wire.post("/play/join", {"code": code})
        if reply.status != 303:
            raise Refused(f"a tablet could not join: {reply.status}")
        return seat

    async def answer(self, says: Mapping[str, str]) -> None:
        """Send to each question (by its id) the option of that text, in one form; at the led pace
        to the one that is asked."""
        page = unescape((await self.wire.get("/play/", **HTMX)).text)
        chosen = {
            f"option-{question}": value
            for question, value, text in _OPTION.findall(page)
            if text.strip() == says[question]
        }
        if not chosen:
            chosen = _led(page, says)
        self.tokens += [token for name, token in chosen.items() if name != "question"]
        reply = await self.wire.post("/play/answer", chosen)
        if reply.status != 303:
            raise Refused(f"an answer was not taken: {reply.status}")

    async def look(self) -> str:
        """The screen of this tablet."""
        return (await self.wire.get("/play/")).text

    def secrets(self) -> list[str]:
        """What this tablet alone may hold: the tokens that it sent and its paper."""
        papers = [value for name, value in self.wire.cookies.items() if name.startswith("p")]
        return [*self.tokens, *papers]

    async def leave(self) -> None:
        """Put the tablet away."""
        await self.wire.leave()


def _led(page: str, says: Mapping[str, str]) -> dict[str, str]:
    question = re.findall(r'name="question" value="([^"]+)"', page)[0]
    chosen = {"question": question}
    for value, text in _LED.findall(page):
        if text.strip() == says[question]:
            chosen["option"] = value
    return chosen


@dataclass
class Spy:
    """A teacher who keeps everything that a screen shows: `seen` has a label, the status and the
    normalised text of each page, in the order of the script."""

    adult: Adult
    class_name: str = ""
    class_path: str = ""
    board: str = ""
    seen: list[tuple[str, str]] = field(default_factory=list)

    async def enter(self, class_name: str) -> None:
        """Find the class among one's own."""
        await self.adult.open("/teach/")
        self.class_path = class_path(self.adult.page, class_name)
        self.class_name = class_name

    async def start(self, title: str, present: int) -> None:
        """Begin the lesson of that title."""
        path = f"{self.class_path}start/"
        await self.adult.open(path)
        card = self.adult.page.split(f">{title}</h3>", 1)[1]
        lesson = re.findall(r'name="lesson" value="([0-9a-f-]{36})"', card)[0]
        await self.adult.send(path, lesson=lesson, present=str(present))
        if "/lesson/" not in self.adult.path:
            raise Refused(f"the lesson {title} did not begin")
        self.board = self.adult.path

    async def turn_to(self, place: int) -> None:
        """Show a slide by its number."""
        await self.adult.open(self.board)
        _, hidden = form(self.adult.page, "/move/")
        await self._post("move/", hidden | {"to": str(place)})

    async def open_quiz(self, pace: str) -> str:
        """Open the quiz of this slide, or open it again; the join code."""
        _, hidden = form(self.adult.page, "/quiz/open/")
        await self._post("quiz/open/", hidden | {"pace": pace})
        shown = re.findall(r'join-code__digits">(.*?)</strong>', self.adult.page, re.DOTALL)
        if not shown:
            raise Refused("the quiz did not open")
        return re.sub(r"<[^>]*>|\D", "", shown[0])

    async def press(self, control: str) -> None:
        """A control of the board, with a yes where it asks first."""
        await self.adult.press(control)
        if 'name="confirmed"' in self.adult.page:
            self.keep(f"asks {control}", self.adult.page)
            await self.adult.press(control, confirmed="1")

    async def _post(self, control: str, data: dict[str, str]) -> None:
        await self.adult.send(f"{self.board}{control}", **data)

    def keep(self, label: str, page: str) -> None:
        """Remember a page."""
        self.seen.append((label, pages.normal(page, self.class_name)))

    async def pulse(self) -> str:
        """What the pulse of the board says, as its page asks for it."""
        path = re.findall(r'hx-get="([^"]+/pulse/\?[^"]+)"', self.adult.page)
        reply = await self.adult.wire.get(unescape(path[0]), **HTMX)
        return f"{reply.status} {reply.text}"

    async def look(self, label: str) -> None:
        """The board as it is, its pulse, the desk and the pulse of the desk."""
        await self.adult.open(self.board)
        self.keep(f"board {label}", self.adult.page)
        self.keep(f"pulse {label}", await self.pulse())
        desk = await self.adult.wire.get(f"{self.board}desk/notes/")
        self.keep(f"desk {label}", f"{desk.status} {desk.text}")
        pulse = await self.adult.wire.get(f"{self.board}desk/pulse/", **HTMX)
        self.keep(f"desk pulse {label}", f"{pulse.status} {pulse.text}")

    async def read_class_page(self, label: str) -> None:
        """The class page, and what the class thinks, where the page leads to it."""
        await self.adult.open(self.class_path)
        self.keep(f"class {label}", self.adult.page)
        path = f"{self.class_path}opinions/"
        if f'"{path}"' in self.adult.page:
            await self.adult.open(path)
            self.keep(f"opinions asked {label}", self.adult.page)
            # "The projector is off": the reply to that is the page.
            await self.adult.press("/opinions/")
            self.keep(f"opinions {label}", self.adult.page)
