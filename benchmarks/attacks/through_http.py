"""The distinguishing game through the product's HTTP interface.

One class after the other takes the lesson of the game.  In each wave the teacher knows every answer
but those of one seat, which are coins.  She polls, looks at all her screens before and after that
seat's answers, adds two late seats of her own, closes before everybody has sent, turns every page,
opens the quiz again in the same wave with the seat alone, at the other pace, then goes on to the
other wave.  A thief copies database, write-ahead log and output before and after that seat's
answers and after each close, and makes a backup; he knows what the teacher saw.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.attacks import game, pages, questions, stolen, thief
from benchmarks.attacks.engine import TEACHER, THIEF
from benchmarks.attacks.game import Column, Sample
from benchmarks.attacks.lessons import AFTER, BEFORE, GAME
from benchmarks.attacks.questions import NO, YES
from benchmarks.attacks.school import Office, Refused, Seat, Spy, logged_in, made_up_class
from curriculum.formats.streams import block_id
from quizzes.questions import Question
from quizzes.states import Pace

# Seats that send: where a class first sees bands of questions, and of attitudes; the larger in
# one class of four, because it takes twice as long.
SEATS, MANY_SEATS = 10, 20
MANY_IN = 4
LATE = 2
PLACES = (BEFORE, AFTER)
EXPLAINED = "explained "
PLAYS_IN_CLASS = len(PLACES) * (questions.COUNTED + questions.ATTITUDES)


@dataclass
class School:
    """A running server, and the people who are logged in to it."""

    port: int
    data: Path
    output: Path
    loot: Path
    office: Office
    spy: Spy

    @classmethod
    async def open(cls, port: int, data: Path, output: Path) -> "School":
        """Everybody at work."""
        logins = data / "first-logins.json"
        loot = data.parent / "loot"
        loot.mkdir(exist_ok=True)
        office = await Office.open(port, logins)
        spy = Spy(await logged_in(port, logins, "teacher"))
        return cls(port, data, output, loot, office, spy)

    async def close(self) -> None:
        """Everybody goes home."""
        await self.office.adult.wire.leave()
        await self.spy.adult.wire.leave()

    def steal(self, name: str) -> thief.Loot:
        """What the thief gets now."""
        folder = self.loot / name
        folder.mkdir(exist_ok=True)
        return thief.take(self.data, self.output, folder)


@dataclass
class Wave:
    """One run as the attackers had it.  `coins` by question's name."""

    seats: int
    coins: dict[str, bool]
    known: int
    began: int = 0
    loots: dict[str, thief.Loot] = field(default_factory=dict)
    backup: Path | None = None


def asked() -> list[Question]:
    """The questions of the game's lesson."""
    return [*questions.quiz(GAME), *questions.attitudes(GAME)]


def says(coins: dict[str, bool], lesson: str = GAME) -> dict[str, str]:
    """What a seat sends: the option's text by the question's id in that lesson."""
    return {block_id(lesson, name): f"{YES if yes else NO} {name}" for name, yes in coins.items()}


async def play(school: School, number: int) -> Iterator[tuple[str, str, Sample]]:
    """A class with both of its waves: (attacker, group of kinds, sample) of each play.

    The columns of a sample are still all that was seen.
    """
    name, seats = f"game-{number:04}", SEATS if number % MANY_IN else MANY_SEATS
    await school.office.open_class(name, seats + 1)
    spy = school.spy
    spy.seen.clear()
    await spy.enter(name)
    await spy.start(GAME, seats + 1)
    found = []
    for place in PLACES:
        wave = await _wave(school, place, seats)
        found += list(_samples(school, wave))
    await spy.adult.open(spy.board)
    await spy.press("/finish/")
    return iter(found)


async def _wave(school: School, place: int, seats: int) -> Wave:
    spy = school.spy
    coins = {question.name: bool(secrets.randbelow(2)) for question in asked()}
    # The last answer stands on the border between few and some.
    wave = Wave(seats, coins, known=-(-seats // 3) - 1, began=len(spy.seen))
    await spy.turn_to(place)
    code = await spy.open_quiz(Pace.OWN)
    target = await _ask(school, wave, code)
    await spy.press("quiz/close-question/")
    wave.loots["closed"] = school.steal("closed")
    wave.backup = thief.backup(school.data, school.loot)
    await _turn_pages(spy)
    wave.loots["ended"] = school.steal("ended")
    await target.leave()
    await _again(school, wave, Pace.LED if place == AFTER else Pace.OWN)
    await spy.read_class_page("after")
    wave.loots["again"] = school.steal("again")
    return wave


async def _ask(school: School, wave: Wave, code: str) -> Seat:
    """All answers of a run, the spy's eyes on it; the seat that is attacked."""
    spy, others = school.spy, wave.seats - LATE - 1
    honest = [await Seat.join(school.port, code) for _ in range(others)]
    target = await Seat.join(school.port, code)
    silent = await Seat.join(school.port, code)
    await spy.press("quiz/next/")
    pulses = []
    for number, seat in enumerate(honest):
        await seat.answer(says(dict.fromkeys(wave.coins, number < wave.known)))
        pulses.append(await spy.pulse())
    spy.keep("pulses of others", "\n".join(pulses))
    await spy.look("before")
    wave.loots["before"] = school.steal("before")
    await target.answer(says(wave.coins))
    wave.loots["sent"] = school.steal("sent")
    await spy.look("sent")
    late = [await Seat.join(school.port, code) for _ in range(LATE)]
    for seat in late:
        await seat.answer(says(dict.fromkeys(wave.coins, False)))
    await spy.look("late")
    for seat in (*honest, silent, *late):
        await seat.leave()
    return target


async def _turn_pages(spy: Spy) -> None:
    """Every explanation on the board, the desk with the last, then the end."""
    for index in range(len(asked())):
        if index:
            await spy.press("quiz/explain/")
        spy.keep(f"{EXPLAINED}{index}", spy.adult.page)
    await spy.look("explained")
    await spy.press("quiz/end/")
    spy.keep("end", spy.adult.page)


async def _again(school: School, wave: Wave, pace: Pace) -> None:
    """The quiz of the same slide once more, with that seat alone, which answers as before."""
    spy = school.spy
    code = await spy.open_quiz(pace)
    target = await Seat.join(school.port, code)
    await spy.press("quiz/next/")
    await target.answer(says(wave.coins))
    await spy.look("again")
    await spy.press("quiz/close-question/")
    await spy.look("again closed")
    await spy.press("quiz/end/")
    spy.keep("again end", spy.adult.page)
    await target.leave()


def _samples(school: School, wave: Wave) -> Iterator[tuple[str, str, Sample]]:
    seen = school.spy.seen[wave.began :]
    prompts = {q.name: q.prompt.words("ky").text for q in asked()}
    cut = [(label, pages.parts(page, prompts)) for label, page in seen]
    files = stolen.columns(wave.loots, wave.backup, wave.known, asked(), GAME)
    for index, question in enumerate(asked()):
        said = (column for label, part in cut for column in _of(question, index, label, part))
        screens: tuple[Column, ...] = tuple((wave.seats, *column) for column in said)
        coin, group = wave.coins[question.name], questions.GROUP_OF[question.kind]
        yield TEACHER, group, (coin, screens)
        yield THIEF, group, (coin, screens + files[question.name])


def _of(
    question: Question, index: int, label: str, part: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """What a page says around the questions, and of this one: without its name, so that all
    questions of a kind are learnt from together.  Pages that explain another one are left out."""
    if label.startswith(EXPLAINED):
        if label != f"{EXPLAINED}{index}":
            return
        label = EXPLAINED
    yield label, pages.digest(part.get("", ""))
    yield label, pages.digest(part.get(question.name, "").replace(question.name, "…"))


Found = dict[tuple[str, str], list[Sample]]


async def samples(school: School, plays: int) -> Found:
    """At least so many plays, of all questions taken together; every other one of each wave in
    each half."""
    found: Found = defaultdict(list)
    for number in range(-(-plays // PLAYS_IN_CLASS)):
        for attacker, group, sample in await play(school, number):
            found[attacker, group].append(sample)
    return found


def judged(found: Found) -> dict[tuple[str, str], game.Verdict]:
    """The verdicts, each on the columns that speak."""
    return {
        who: game.verdict(*game.halves(game.telling(rows)), questions.EPSILON[who[1]])
        for who, rows in found.items()
    }


async def check_roles(school: School) -> None:
    """A teacher cannot open a class.  Raises Refused if she can."""
    statuses = await made_up_class(school.spy.adult, school.office.link)
    if statuses != (403, 403):
        raise Refused(f"a teacher may open classes: {statuses}")
