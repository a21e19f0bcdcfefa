"""What may be shown of a class's answers: noise, bands and thresholds.  Pure, integers only.

Each pupil moves one counter by at most 1.  Noise with ratio α on that counter gives central
differential privacy with ε = ln(1/α) (two-sided geometric mechanism: Ghosh, Roughgarden and
Sundararajan, "Universally utility-maximizing privacy mechanisms", 2009); whoever knows every
other answer guesses the last one right with at most 1/(1+α).  The figures stand in PRIVACY.md.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.states import Kind

# A source of whole numbers 0 ≤ x < n, each equally likely.
RandBelow = Callable[[int], int]

ALPHA: dict[Kind, Fraction] = {
    Kind.KNOWLEDGE: Fraction(1, 2),
    Kind.SCENARIO: Fraction(1, 2),
    Kind.ATTITUDE: Fraction(3, 5),
}
# Answers needed before a class sees a band of one question.
SMALLEST_FOR_BAND: dict[Kind, int] = {Kind.KNOWLEDGE: 10, Kind.SCENARIO: 10, Kind.ATTITUDE: 20}
# The band of a whole lesson: this many questions, each with this many answers.
QUESTIONS_FOR_LESSON_BAND = 4
SMALLEST_FOR_LESSON_BAND = 5


class Band(models.TextChoices):
    """The only thing a class sees of a question: under a third, between, two thirds or more."""

    FEW = "few", _("few")
    SOME = "some", _("some")
    MOST = "most", _("most")


def geometric(alpha: Fraction, randbelow: RandBelow) -> int:
    """Failures before the first success: P(k) = (1-α)·α^k, k = 0, 1, 2, …"""
    k = 0
    while randbelow(alpha.denominator) < alpha.numerator:
        k += 1
    return k


def noise(alpha: Fraction, randbelow: RandBelow = secrets.randbelow) -> int:
    """A whole number of pupils, symmetric about 0: P(z) = (1-α)/(1+α)·α^|z|."""
    return geometric(alpha, randbelow) - geometric(alpha, randbelow)


def band(yes: int, submitted: int) -> Band:
    """The band of a noisy count `yes` among `submitted` answers (`submitted` > 0)."""
    if 3 * yes < submitted:
        return Band.FEW
    if 3 * yes < 2 * submitted:
        return Band.SOME
    return Band.MOST


def question_band(kind: Kind, yes: int, submitted: int) -> Band | None:
    """The band a class may see of one question, None under the threshold of its kind."""
    if submitted < SMALLEST_FOR_BAND[kind]:
        return None
    return band(yes, submitted)


@dataclass(frozen=True)
class Sum:
    """Noisy counts of a run added up: Σv, Σn, the smallest n, and over how many questions."""

    yes: int = 0
    submitted: int = 0
    smallest: int = 0
    questions: int = 0

    def plus(self, yes: int, submitted: int) -> "Sum":
        """This sum with one more question in it."""
        smallest = min(self.smallest, submitted) if self.questions else submitted
        return Sum(self.yes + yes, self.submitted + submitted, smallest, self.questions + 1)


def lesson_band(total: Sum) -> Band | None:
    """The band of a lesson, None with too few questions or too few answers to one of them."""
    if total.questions < QUESTIONS_FOR_LESSON_BAND or total.smallest < SMALLEST_FOR_LESSON_BAND:
        return None
    return band(total.yes, total.submitted)


@dataclass(frozen=True)
class Spent:
    """What a group has used of its budget in its school year."""

    released: frozenset[tuple[str, str]] = frozenset()  # (lineage, wave)
    releases: int = 0  # knowledge and scenario, both waves
    attitudes: frozenset[str] = frozenset()  # lineages of attitude questions


COUNTED_IN_LESSON = 5
RELEASES_IN_YEAR = 100
ATTITUDES_IN_YEAR = 4


@dataclass(frozen=True)
class Candidate:
    """A question that asks to be counted."""

    lineage: str
    kind: Kind
    wants: bool
    norm: bool


def counted(candidates: Sequence[Candidate], wave: str, spent: Spent) -> tuple[bool, ...]:
    """For each question of a run, in order, whether it counts; the others run as practice
    (PRIVACY.md, rules 4 and 7)."""
    verdicts: list[bool] = []
    in_lesson = 0
    attitudes = set(spent.attitudes)
    seen: set[str] = set()
    for c in candidates:
        may = c.wants and (c.lineage, wave) not in spent.released and c.lineage not in seen
        if c.kind is Kind.ATTITUDE:
            may = may and c.norm and len(attitudes | {c.lineage}) <= ATTITUDES_IN_YEAR
            attitudes |= {c.lineage} if may else set()
        else:
            room = spent.releases + in_lesson < RELEASES_IN_YEAR
            may = may and room and in_lesson < COUNTED_IN_LESSON
            in_lesson += may
        seen.add(c.lineage)
        verdicts.append(may)
    return tuple(verdicts)
