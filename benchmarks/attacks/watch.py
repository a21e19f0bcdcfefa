"""Two lessons that differ in one pupil's answer, watched by a teacher and a thief: whatever differs
before the close, and whatever an answer leaves on the disk, is a finding.

This is the judge for mistakes that show at once and need no statistics.
"""

import re
from dataclasses import dataclass, field

from benchmarks.attacks import pages, questions, thief
from benchmarks.attacks.lessons import BEFORE, GAME
from benchmarks.attacks.school import Seat
from benchmarks.attacks.through_http import School, says
from quizzes.states import Pace

BOARD, TABLET, TABLES, LOG, CANARY = "board", "tablet", "tables", "log", "canary"
OTHERS = 2
# A seat's animal is drawn anew in each run.
_ANIMAL = re.compile(r'<(figure|div|p) class="animal.*?</\1>', re.DOTALL)


@dataclass
class Watched:
    """What was seen of one lesson, and what it left behind."""

    board: list[tuple[str, str]]
    tablet: str
    traces: set[str] = field(default_factory=set)


async def findings(school: School, name: str) -> set[str]:
    """Where something spoke: nowhere, if the promise is kept.  `name` begins the names of two
    classes."""
    yes, no = [await _lesson(school, f"{name} {answer}", answer) for answer in (True, False)]
    found = yes.traces | no.traces
    if yes.board != no.board:
        found.add(BOARD)
    if yes.tablet != no.tablet:
        found.add(TABLET)
    return found


async def _lesson(school: School, name: str, answer: bool) -> Watched:
    spy = school.spy
    await school.office.open_class(name, OTHERS + 1)
    spy.seen.clear()
    await spy.enter(name)
    await spy.start(GAME, OTHERS + 1)
    await spy.turn_to(BEFORE)
    code = await spy.open_quiz(Pace.OWN)
    seats = [await Seat.join(school.port, code) for _ in range(OTHERS + 1)]
    await spy.press("quiz/next/")
    *others, target = seats
    names = [q.name for q in (*questions.quiz(GAME), *questions.attitudes(GAME))]
    for seat in others:
        await seat.answer(says(dict.fromkeys(names, False)))
    await spy.look("before")
    before = school.steal("before")
    await target.answer(says(dict.fromkeys(names, answer)))
    after = school.steal("sent")
    await spy.look("sent")
    tablet = _ANIMAL.sub("", pages.normal(await target.look()))
    watched = Watched(list(spy.seen), tablet, _traces(before, after, seats))
    await spy.press("quiz/end/")
    for seat in seats:
        await seat.leave()
    return watched


def _traces(before: thief.Loot, after: thief.Loot, seats: list[Seat]) -> set[str]:
    found = set()
    if thief.rows(before.database) != thief.rows(after.database):
        found.add(TABLES)
    if before.log != after.log:
        found.add(LOG)
    stolen = after.database.read_bytes() + after.log
    stolen += after.wal.read_bytes() if after.wal.exists() else b""
    if any(secret.encode() in stolen for seat in seats for secret in seat.secrets()):
        found.add(CANARY)
    return found
