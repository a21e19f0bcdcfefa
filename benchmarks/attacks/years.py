"""A whole school year of one class, played through the live store and what may be shown of it.

Twenty lessons with five counted questions after each: the year's hundred releases, so that nothing
is left for a wave before the lessons; and four attitudes in two waves.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from benchmarks.attacks import profiles
from benchmarks.attacks.profiles import AttitudeSeen, LessonSeen
from benchmarks.attacks.pupils import ATTITUDES, LESSONS, QUESTIONS, Model, SchoolClass, made
from quizzes import disclosure
from quizzes.disclosure import ALPHA
from quizzes.live import MemoryLiveStore
from quizzes.states import Kind

SIZES = (6, 12, 25)
WAVES = 2


@dataclass
class Year:
    """What a year's screens showed; `above`: how often a stored count lay so far above what the
    others know, which only a thief of many backups sees."""

    lessons: list[LessonSeen] = field(default_factory=list)
    attitudes: list[AttitudeSeen] = field(default_factory=list)
    above: Counter[int] = field(default_factory=Counter)


# (kind, the answers of all) → the noisy count at the close
Counted = Callable[[Kind, list[bool]], int]


def counted(kind: Kind, answers: list[bool]) -> int:
    """One question through the live store."""
    store, run = MemoryLiveStore(), uuid4()
    store.wake(run, step=1, recount=False)
    store.open_question(run, "q", ALPHA[kind], step=1)
    for seat, yes in enumerate(answers):
        store.submit(run, "q", seat, yes)
    return store.close_question(run, "q").yes or 0


def year(school_class: SchoolClass, lessons: int = LESSONS, count: Counted = counted) -> Year:
    """All that the class's teacher sees of it in a year."""
    seen = Year()
    for lesson in range(lessons):
        seen.lessons.append(_lesson(school_class, lesson, seen, count))
    for question in range(ATTITUDES):
        known, n = school_class.others_agree(question), school_class.size
        answers = [p.thinks[question] for p in (*school_class.others, school_class.target)]
        bands = tuple(
            disclosure.question_band(Kind.ATTITUDE, count(Kind.ATTITUDE, answers), n)
            for _ in range(WAVES)
        )
        seen.attitudes.append(AttitudeSeen(known, n, bands))
    return seen


def _lesson(school_class: SchoolClass, lesson: int, seen: Year, count: Counted) -> LessonSeen:
    n, total, bands, known = school_class.size, disclosure.Sum(), [], []
    for question in range(QUESTIONS):
        pupils = (*school_class.others, school_class.target)
        yes = count(Kind.KNOWLEDGE, [pupil.knows[lesson][question] for pupil in pupils])
        known.append(school_class.others_right(lesson, question))
        seen.above[yes - known[-1]] += 1
        bands.append(disclosure.question_band(Kind.KNOWLEDGE, yes, n))
        total = total.plus(yes, n)
    return LessonSeen(tuple(known), n, tuple(bands), disclosure.lesson_band(total))


@dataclass
class Score:
    """Guesses that were right, and guesses that were certain, of so many."""

    guesses: int = 0
    right: int = 0
    certain: int = 0

    def add(self, guess: profiles.Guess, truth: bool) -> None:
        """One more guess."""
        self.guesses += 1
        self.right += guess.says is truth
        self.certain += guess.is_certain

    def figures(self) -> dict[str, float]:
        """As shares."""
        return {
            "accuracy": round(self.right / self.guesses, 4),
            "certain": round(self.certain / self.guesses, 4),
        }


@dataclass
class Named:
    """What the attacker made of all years of one size."""

    attitudes: Score = field(default_factory=Score)
    profile: Score = field(default_factory=Score)
    stolen: Score = field(default_factory=Score)

    def judge(
        self, school_class: SchoolClass, seen: Year, model: Model, chance: random.Random
    ) -> None:
        """Add the guesses about one class's pupil."""

        def tie() -> bool:
            return chance.random() < 0.5

        strong = school_class.is_strong
        self.profile.add(profiles.is_strong(seen.lessons, model, tie()), strong)
        self.stolen.add(profiles.from_counts(seen.above, model, tie()), strong)
        for shown, truth in zip(seen.attitudes, school_class.target.thinks, strict=True):
            self.attitudes.add(profiles.agrees(shown, tie()), truth)


def played(size: int, years: int, seed: int, model: Model = Model()) -> Named:  # noqa: B008
    """So many years of classes of that size."""
    chance, named = random.Random(f"{seed}-{size}"), Named()  # noqa: S311  # true answers only
    for _ in range(years):
        school_class = made(size, chance, model)
        named.judge(school_class, year(school_class), model, chance)
    return named
