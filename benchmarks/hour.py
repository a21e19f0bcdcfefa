"""Classes at a quiz: each has a teacher at a board, which polls as well, and tablets."""

import asyncio
import random
import re
import resource
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from benchmarks.classroom import HTMX, Adult, open_class, start_lesson, to_quiz
from benchmarks.tablets import HOST, Book, Tablet
from benchmarks.wire import Wire

LED, OWN = "led", "own"
# Seconds after which a tablet that has not seen the question counts as an error.
PATIENCE = 15.0
# How many tablets come to the join page at once.
DOOR = 40
_PULSE = re.compile(r'hx-get="([^"]*/pulse/[^"]*)"')
_CARAVAN = re.compile(r'caravan__text">\D*(\d+)\D+(\d+)')


@dataclass(frozen=True)
class Plan:
    """How many classes, of how many seats; within how many seconds all teachers press "next", and
    each class answers; how many earlier runs."""

    classes: int = 20
    seats: int = 50
    within: float = 5.0
    runs: int = 10_000


@dataclass
class Class:
    """One class of so many `seats`, which answers `within` so many seconds."""

    teacher: Adult
    name: str
    pace: str
    book: Book
    seats: int
    within: float
    tablets: list[Tablet] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    # The line of counts on the board, and how often it has asked for a newer one.
    line: str = ""
    looks: int = 0

    async def begin(self) -> None:
        """Start a lesson and open its first quiz."""
        await start_lesson(self.teacher, self.seats, self.name)
        await self.open_quiz()

    async def open_quiz(self) -> None:
        """Go to the lesson's next quiz and let the tablets in."""
        code = await to_quiz(self.teacher, **({"pace": OWN} if self.pace == OWN else {}))
        self.tablets = [Tablet(self.teacher.wire.port, self.book) for _ in range(self.seats)]
        await at_once(DOOR, (tablet.join(code) for tablet in self.tablets))

    def keep_in(self, book: Book) -> None:
        """What is seen from now on goes into another book."""
        self.book = book
        for tablet in self.tablets:
            tablet.book = book

    def poll(self) -> None:
        """From now on tablets and board poll."""
        polls = [tablet.poll() for tablet in self.tablets]
        self.tasks = [asyncio.create_task(each) for each in (*polls, self._watch())]

    async def _watch(self) -> None:
        """As htmx does: what a poll brings, the line of counts, names the next poll."""
        board = Wire(HOST, self.teacher.wire.port, self.teacher.wire.cookies)
        page = ""
        while True:
            await asyncio.sleep(random.uniform(0.9, 1.1))  # noqa: S311  # jitter, no secret
            if self.teacher.page != page:
                page = self.line = self.teacher.page
            if found := _PULSE.search(self.line):
                reply = await board.get(found[1].replace("&amp;", "&"), **HTMX)
                self.line = reply.text if _PULSE.search(reply.text) else self.line
                if reply.status not in (200, 204):
                    self.book.errors[f"board {reply.status}"] += 1
            self.looks += 1

    @property
    def has_next(self) -> bool:
        """Whether the board offers another question."""
        return 'quiz/next/"' in self.teacher.page

    async def ask(self) -> None:
        """Press "next" and wait until it is on every tablet that polls."""
        for tablet in self.tablets:
            tablet.changed.clear()
        began = time.perf_counter()
        await self.teacher.press_by_htmx("quiz/next/")
        if not self.tasks:
            await at_once(DOOR, (tablet.look() for tablet in self.tablets))
            return
        seen = await asyncio.gather(*(self._saw(tablet) for tablet in self.tablets))
        self.book.nexts += [tablet.seen_at - began for tablet in filter(None, seen)]

    async def _saw(self, tablet: Tablet) -> Tablet | None:
        try:
            await asyncio.wait_for(tablet.changed.wait(), PATIENCE)
        except TimeoutError:
            self.book.errors["a question did not come"] += 1
            return None
        return tablet

    async def answer(self) -> None:
        """Every tablet sends what it is asked, each question at some moment of so many seconds."""
        rounds = max((len(tablet.asked) for tablet in self.tablets), default=0)
        for number in range(rounds):
            await asyncio.gather(*(self._one(tablet, number) for tablet in self.tablets))

    async def _one(self, tablet: Tablet, number: int) -> None:
        await asyncio.sleep(random.uniform(0, self.within))  # noqa: S311  # no secret
        asked = list(tablet.asked)[number : number + 1]
        took = await tablet.answer(asked[0]) if asked else None
        if took is not None:
            self.book.acks.append(took)
            self.book.acknowledged += 1

    def senders(self) -> list[Callable[[], Awaitable[object]]]:
        """What lets each tablet send an answer to the first question on its screen."""
        return [tablet.answer for tablet in self.tablets]

    async def close(self) -> None:
        """Read "sent i of n" off the board, then close.  At own pace i have sent everything."""
        caravan = _CARAVAN.findall(await self._counts())
        questions = max((len(tablet.asked) for tablet in self.tablets), default=0)
        self.book.counted += int(caravan[0][0]) * questions if caravan else 0
        await self.teacher.press_by_htmx("quiz/close-question/")
        if 'name="confirmed"' in self.teacher.page:
            await self.teacher.press_by_htmx("quiz/close-question/", confirmed="1")

    async def _counts(self) -> str:
        """The line of counts, which the board has asked for since now."""
        if not self.tasks:
            await self.teacher.open(self.teacher.path)
            return self.teacher.page
        now = self.looks
        while self.looks < now + 2:  # the first of them may be on its way already
            await asyncio.sleep(0.1)
        return self.line

    async def end(self) -> None:
        """End the quiz; tablets stop to poll when they notice."""
        await self.teacher.press_by_htmx("quiz/end/")
        await asyncio.wait(self.tasks[:-1], timeout=PATIENCE)
        self.leave()

    def leave(self) -> None:
        """Put everything away."""
        for task in self.tasks:
            task.cancel()
        for tablet in self.tablets:
            tablet.close()
        self.tablets, self.tasks = [], []


async def opened(
    port: int,
    logins: Path,
    book: Book,
    plan: Plan,
    names: Sequence[str],
    paces: Sequence[str] = (LED, OWN),
) -> list[Class]:
    """Classes of these names, at these paces in turn."""
    await open_class(port, logins, plan.seats, *names)
    adult = await Adult(Wire(HOST, port)).log_in(logins, "teacher")
    teachers = [Adult(Wire(HOST, port, adult.wire.cookies)) for _ in names]
    each = zip(teachers, names, cycle(paces), strict=False)
    return [Class(*one, book, plan.seats, plan.within) for one in each]


async def at_once(most: int, jobs: Iterable[Awaitable[None]]) -> None:
    """Do all jobs, at most so many at the same time."""
    room = asyncio.Semaphore(most)

    async def one(job: Awaitable[None]) -> None:
        async with room:
            await job

    await asyncio.gather(*map(one, jobs))


async def after(seconds: float, job: Callable[[], Awaitable[None]]) -> None:
    """Do it then."""
    await asyncio.sleep(seconds)
    await job()


def allow_connections() -> None:
    """As many open files as this machine lets a process have: each tablet needs two."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class OwnShare:
    """How much of one processor this process, the load, has taken since it was made."""

    def __init__(self) -> None:
        self._began, self._spent = time.perf_counter(), time.process_time()

    @property
    def seconds(self) -> float:
        """Since then."""
        return time.perf_counter() - self._began

    def __call__(self) -> float:
        return round((time.process_time() - self._spent) / self.seconds, 2)
