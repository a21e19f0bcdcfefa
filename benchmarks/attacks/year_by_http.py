"""A school year of one class through HTTP: lessons begun, answered, closed and ended as a class
does it, the bands read from the teacher's pages.

What the pages show is compared with what the engine's own functions make of the counts that a thief
finds in the pools: both ways of playing a year must be the same.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID

from benchmarks.attacks import pages, questions, thief
from benchmarks.attacks.lessons import AFTER, BEFORE, year_lesson
from benchmarks.attacks.profiles import AttitudeSeen, LessonSeen
from benchmarks.attacks.pupils import ATTITUDES, Pupil, SchoolClass
from benchmarks.attacks.school import Seat
from benchmarks.attacks.through_http import School, says
from benchmarks.attacks.years import Year
from curriculum.formats.streams import block_id
from quizzes import disclosure
from quizzes.disclosure import Band, Sum
from quizzes.questions import Question
from quizzes.states import Kind, Pace, Wave

_BAND = re.compile(r'class="band band--(\w+)"')
NORM = "year"


@dataclass
class Followed:
    """A class in its year: its noisy counts by (lesson, wave, question's name), the lesson bands as
    shown at each end, and how often page and engine disagreed."""

    school_class: SchoolClass
    counts: dict[tuple[int, Wave, str], int] = field(default_factory=dict)
    lesson_bands: list[Band | None] = field(default_factory=list)
    compared: int = 0
    different: int = 0

    def compare(self, shown: object, made: object) -> None:
        """One thing that a page showed and the engine's functions make."""
        self.compared += 1
        self.different += shown != made


async def live(school: School, school_class: SchoolClass, lessons: int) -> tuple[Year, Followed]:
    """The year as the class's teacher saw it."""
    followed = Followed(school_class)
    school.spy.seen.clear()
    name = f"year-of-{school_class.size:02}"
    await school.office.open_class(name, school_class.size)
    await school.spy.enter(name)
    for lesson in range(lessons):
        await _lesson(school, followed, lesson)
    await school.spy.read_class_page("year")
    return _year(school, followed, lessons), followed


async def _lesson(school: School, followed: Followed, lesson: int) -> None:
    await school.spy.start(year_lesson(lesson), followed.school_class.size)
    if lesson == 0:
        await _quiz(school, followed, lesson, Wave.PRE)
    await _quiz(school, followed, lesson, Wave.POST)
    await school.spy.press("/finish/")


def asked(lesson: int, wave: Wave) -> list[Question]:
    """What that lesson asks in that wave."""
    own = questions.quiz(year_lesson(lesson)) if wave is Wave.POST else []
    return own + (questions.attitudes(NORM) if lesson == 0 else [])


async def _quiz(school: School, followed: Followed, lesson: int, wave: Wave) -> None:
    spy, everybody = school.spy, _pupils(followed.school_class)
    await spy.turn_to(BEFORE if wave is Wave.PRE else AFTER)
    code = await spy.open_quiz(Pace.OWN)
    seats = [await Seat.join(school.port, code) for _ in everybody]
    await spy.press("quiz/next/")
    for seat, pupil in zip(seats, everybody, strict=True):
        answers = dict(zip(_names(lesson, wave), _answers(pupil, lesson, wave), strict=True))
        await seat.answer(says(answers, year_lesson(lesson)))
        await seat.leave()
    before = thief.counts(school.steal("before").database)
    await spy.press("quiz/close-question/")
    after = thief.counts(school.steal("after").database)
    await spy.press("quiz/end/")
    if wave is Wave.POST:
        followed.lesson_bands.append(_first_band(spy.adult.page))
    for name in _names(lesson, wave):
        slot = (UUID(block_id(year_lesson(lesson), name)).hex, wave.value)
        moved = after.pools[slot] - before.pools.get(slot, 0)
        followed.counts[lesson, wave, name] = moved


def _pupils(school_class: SchoolClass) -> list[Pupil]:
    return [*school_class.others, school_class.target]


def _names(lesson: int, wave: Wave) -> list[str]:
    return [question.name for question in asked(lesson, wave)]


def _answers(pupil: Pupil, lesson: int, wave: Wave) -> list[bool]:
    own = list(pupil.knows[lesson]) if wave is Wave.POST else []
    return own + (list(pupil.thinks) if lesson == 0 else [])


def _first_band(page: str) -> Band | None:
    found = _BAND.findall(page)
    return Band(found[0]) if found else None


def _year(school: School, followed: Followed, lessons: int) -> Year:
    school_class, seen = followed.school_class, Year()
    shown = _bands_by_question(school, lessons)
    for lesson in range(lessons):
        seen.lessons.append(_lesson_seen(followed, lesson, shown))
        for number, question in enumerate(questions.quiz(year_lesson(lesson))):
            count = followed.counts[lesson, Wave.POST, question.name]
            seen.above[count - school_class.others_right(lesson, number)] += 1
    for number, question in enumerate(questions.attitudes(NORM)):
        seen.attitudes.append(_attitude_seen(followed, number, question.name, shown))
    return seen


def _bands_by_question(school: School, lessons: int) -> dict[str, list[Band]]:
    """What the class's pages say below each prompt."""
    every = [q for lesson in range(lessons) for q in asked(lesson, Wave.POST)]
    prompts = {question.name: question.prompt.words("ky").text for question in every}
    found: dict[str, list[Band]] = {}
    for label, page in school.spy.seen:
        if label.endswith(" year"):
            for name, part in pages.parts(page, prompts).items():
                found.setdefault(name, []).extend(map(Band, _BAND.findall(_own(part))))
    return found


def _own(part: str) -> str:
    """Without the heading and the lesson's band of the lesson that follows on the page."""
    return part.split('<li class="road__stop">')[0]


def _lesson_seen(followed: Followed, lesson: int, shown: dict[str, list[Band]]) -> LessonSeen:
    school_class, n = followed.school_class, followed.school_class.size
    bands, total = [], Sum()
    for question in questions.quiz(year_lesson(lesson)):
        count = followed.counts[lesson, Wave.POST, question.name]
        bands.append(next(iter(shown.get(question.name, [])), None))
        followed.compare(bands[-1], disclosure.question_band(question.kind, count, n))
        total = total.plus(count, n)
    followed.compare(followed.lesson_bands[lesson], disclosure.lesson_band(total))
    known = tuple(school_class.others_right(lesson, q) for q in range(questions.COUNTED))
    return LessonSeen(known, n, tuple(bands), followed.lesson_bands[lesson])


def _attitude_seen(
    followed: Followed, number: int, name: str, shown: dict[str, list[Band]]
) -> AttitudeSeen:
    """A page that shows attitudes shows both waves, the earlier first; none shows one alone."""
    n = followed.school_class.size
    bands = tuple(shown.get(name, [])[:2]) or (None, None)
    made = tuple(
        disclosure.question_band(Kind.ATTITUDE, followed.counts[0, wave, name], n)
        for wave in (Wave.PRE, Wave.POST)
    )
    if any(bands):
        followed.compare(bands, made)
    return AttitudeSeen(followed.school_class.others_agree(number), n, bands)


assert questions.ATTITUDES == ATTITUDES  # noqa: S101  # two pages of one year
