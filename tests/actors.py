"""People of a lesson without a browser: they read the pages they get and press what is there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from benchmarks.classroom import form, token
from tests.server import Client, Reply, Server

# Grade and pupils of the classes of the demonstration school.
CLASSES = ((8, 24), (8, 9))


def logins(server: Server) -> dict[str, dict]:
    """The first logins, by role."""
    rows = json.loads((server.data / "first-logins.json").read_text())
    return {row["role"]: row for row in rows}


@dataclass
class Adult:
    """Somebody logged in, with a page in front of them."""

    client: Client
    path: str = ""
    page: str = ""

    @classmethod
    def of(cls, server: Server, role: str) -> "Adult":
        adult = cls(server.client())
        mine = logins(server)[role]
        adult.open("/login/")
        adult.send("/login/", username=mine["username"], password=mine["password"])
        return adult

    def open(self, path: str) -> Reply:
        reply = self.client.get(path)
        while "Location" in reply.headers:
            path = reply.headers["Location"]
            reply = self.client.get(path)
        self.path, self.page = path, reply.text
        return reply

    def speak(self, language: str) -> None:
        """Read the site in another language, and start lessons in it."""
        assert self.client.post("/language/", {"language": language}).status == 303

    def press(self, action: str, **chosen: str) -> Reply:
        return self._send(*form(self.page, action, **chosen))

    def send(self, path: str, **typed: str) -> Reply:
        return self._send(path, {"csrfmiddlewaretoken": token(self.page)} | typed)

    def _send(self, path: str, data: dict[str, str]) -> Reply:
        reply = self.client.post(path, data)
        if "Location" in reply.headers:
            return self.open(reply.headers["Location"])
        self.page = reply.text
        return reply


@dataclass
class Coordinator(Adult):
    """Opens the classes of the school, and puts them away."""

    names: Iterator[int] = field(default_factory=lambda: count(1))

    def renew_classes(self) -> None:
        """Archive every class, and open such ones anew, which were asked nothing yet."""
        for path in set(re.findall(r'href="(/teach/class/[^"/]+/)"', self.open("/teach/").text)):
            self.open(path)
            self.press("/archive/")
        opening = re.findall(r'href="(/teach/school/[^"]+/open/)"', self.open("/teach/").text)[0]
        for grade, size in CLASSES:
            self.open(opening)
            (teacher,) = re.findall(r'<option value="(\d+)"', self.page)
            name = f"{grade}-{next(self.names):03}"
            self.send(opening, name=name, grade=str(grade), size=str(size), teacher=teacher)
            assert name in self.page


@dataclass
class Teacher(Adult):
    """Leads a lesson at the board."""

    def start(
        self, title: str, size: int, present: int | None = None, tablets: int | None = None
    ) -> None:
        """The lesson with that title, for the class of that size; `tablets` if somebody says so."""
        self.open("/teach/")
        card = re.split(rf">\s*{size} ", self.page)[1]
        self.open(re.findall(r'href="([^"]+/start/)"', card)[0])
        cards = re.split(r'class="card"', self.page)
        chosen = next(one for one in cards if title in one)
        key = re.findall(r'name="lesson" value="([0-9a-f-]{36})"', chosen)[0]
        numbers = {"present": str(present or size), "tablets": "" if tablets is None else tablets}
        self.send(self.path, lesson=key, **{name: str(said) for name, said in numbers.items()})

    def finish_all(self) -> None:
        """Finish the lesson of every class that is in one, whatever is open in it."""
        for path in re.findall(r'href="(/teach/class/[^"/]+/)"', self.open("/teach/").text):
            for finish in re.findall(r'action="([^"]+/finish/)"', self.open(path).text):
                self.send(finish, confirmed="1")
            assert "/finish/" not in self.open(path).text

    def to_last_slide(self) -> None:
        """Turn to the quiz after the lesson, over the slides between, which cost time."""
        progress = re.findall(r'controls__progress" value="(\d+)" max="(\d+)"', self.page)[0]
        number, count = map(int, progress)
        if number < count:
            path, hidden = form(self.page, "/move/")
            self._send(path, hidden | {"to": str(count - 1)})

    def open_last_quiz(self, pace: str = "led") -> str:
        """Turn to the last slide, the quiz after the lesson, and open it; the join code."""
        self.to_last_slide()
        self.press("/quiz/open/", pace=pace)
        return self.code()

    def _next(self) -> int:
        steps = [int(to) for to in re.findall(r'name="to" value="(\d+)"', self.page)]
        at = [int(x) for x in re.findall(r'controls__progress" value="(\d+)"', self.page)]
        ahead = [to for to in steps if at and to >= at[0]]
        return max(ahead, default=-1)

    def code(self) -> str:
        shown = re.findall(r'join-code__digits">(.*?)</strong>', self.page, re.DOTALL)
        return re.sub(r"<[^>]*>|\D", "", shown[0])

    def refresh(self) -> str:
        self.open(self.path)
        return self.page

    def sent(self) -> tuple[int, int]:
        """ "Sent: i of n", as the board says now."""
        found = re.findall(r'caravan__text">\D*(\d+)\D+(\d+)', self.refresh())
        return (int(found[0][0]), int(found[0][1])) if found else (0, 0)

    def close_question(self) -> None:
        self.press("/quiz/close-question/")
        if 'name="confirmed"' in self.page:
            self.press("/quiz/close-question/", confirmed="1")

    @property
    def is_last(self) -> bool:
        return 'quiz/next/"' not in self.page


@dataclass
class Seat:
    """A pupil at a tablet without JavaScript."""

    client: Client
    options: list[str] = field(default_factory=list)

    @classmethod
    def join(cls, server: Server, code: str) -> "Seat":
        seat = cls(server.client())
        assert seat.client.post("/play/join", {"code": code}).status == 303
        return seat

    def page(self) -> str:
        return self.client.get("/play/").text

    def pulse(self) -> int:
        return self.client.get("/play/pulse").status

    @property
    def screen(self) -> str:
        return re.findall(r'class="screen screen--([a-z]+)"', self.page())[0]

    def answer(self, nth: int = 0) -> bool:
        """Choose the nth option of this seat's screen; whether it was acknowledged."""
        page = self.page()
        question = re.findall(r'name="question" value="([^"]+)"', page)[0]
        options = re.findall(r'name="option" value="([0-9a-f]+)"', page)
        sent = {"question": question, "option": options[nth]}
        return self.client.post("/play/answer", sent).status == 303

    def answer_own(self, count: int | None = None, nth: int = 0) -> bool:
        """At own pace: choose the nth option of the first `count` questions, or of all."""
        fields: dict[str, list[str]] = {}
        for name, value in re.findall(r'name="(option-[^"]+)" value="([0-9a-f]+)"', self.page()):
            fields.setdefault(name, []).append(value)
        sent = {name: tokens[nth] for name, tokens in list(fields.items())[:count]}
        return self.client.post("/play/answer", sent).status == 303
