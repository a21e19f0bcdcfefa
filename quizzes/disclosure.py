"""What may be shown of a class's answers: noise, bands and thresholds.  Pure, integers only.

Each pupil moves one counter by at most 1.  Noise with ratio α on that counter gives central
differential privacy with ε = ln(1/α) (two-sided geometric mechanism: Ghosh, Roughgarden and
Sundararajan, "Universally utility-maximizing privacy mechanisms", 2009); whoever knows every
other answer guesses the last one right with at most 1/(1+α).  The figures stand in PRIVACY.md.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.states import Kind, Practice

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
    """What a group has used of its budget in its school year: its ledger."""

    released: frozenset[tuple[str, str]] = frozenset()  # (lineage, wave)
    releases: int = 0  # knowledge and scenario, both waves
    attitudes: frozenset[str] = frozenset()  # lineages of attitude questions
    lesson: frozenset[str] = frozenset()  # lineages of knowledge and scenario in this lesson


COUNTED_IN_LESSON = 5
RELEASES_IN_YEAR = 100
ATTITUDES_IN_YEAR = 4


@dataclass(frozen=True)
class Candidate:
    """A question that asks to be counted.  `by_hands`: everybody sees who chose what."""

    lineage: str
    kind: Kind
    wants: bool
    norm: bool
    by_hands: bool = False


def verdicts(
    candidates: Sequence[Candidate], wave: str, spent: Spent
) -> tuple[Practice | None, ...]:
    """For each question of a run, in order, None if it counts, else why it is practice
    (PRIVACY.md, rules 4, 7 and 15).  The only place where that is decided."""
    given: list[Practice | None] = []
    seen: set[str] = set()
    for candidate in candidates:
        repeated = Practice.TWICE if candidate.lineage in seen else None
        verdict = repeated or _verdict(candidate, wave, spent)
        if verdict is None:
            spent = _after(spent, candidate)
        seen.add(candidate.lineage)
        given.append(verdict)
    return tuple(given)


def _verdict(candidate: Candidate, wave: str, spent: Spent) -> Practice | None:
    if not candidate.wants:
        return Practice.TALK
    if (candidate.lineage, wave) in spent.released:
        return Practice.RELEASED
    if candidate.kind is Kind.ATTITUDE:
        return _attitude_verdict(candidate, spent)
    if candidate.by_hands and candidate.kind is Kind.SCENARIO:
        return Practice.BY_HANDS
    if len(spent.lesson | {candidate.lineage}) > COUNTED_IN_LESSON:
        return Practice.LESSON_FULL
    return Practice.YEAR_FULL if spent.releases >= RELEASES_IN_YEAR else None


def _attitude_verdict(candidate: Candidate, spent: Spent) -> Practice | None:
    if candidate.by_hands:
        return Practice.BY_HANDS
    if not candidate.norm:
        return Practice.NO_NORM
    is_full = len(spent.attitudes | {candidate.lineage}) > ATTITUDES_IN_YEAR
    return Practice.ATTITUDES_FULL if is_full else None


def _after(spent: Spent, candidate: Candidate) -> Spent:
    """What will be spent once this question is released too."""
    if candidate.kind is Kind.ATTITUDE:
        return replace(spent, attitudes=spent.attitudes | {candidate.lineage})
    lesson = spent.lesson | {candidate.lineage}
    return replace(spent, releases=spent.releases + 1, lesson=lesson)
