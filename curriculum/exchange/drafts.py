"""A question on its way from one format to another: plain values, in one language.

Every format reads to these and writes from these.  What a format cannot hold is named, at the
place where it stood: nothing is lost silently.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quizzes.states import Kind

FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
LONGEST_TEXT = 2_000  # characters
MOST_QUESTIONS = 300  # in one file
MOST_PROBLEMS = 200  # that are listed


@dataclass(frozen=True)
class DraftOption:
    """`counts`: a right, respectful or protective answer."""

    text: str
    counts: bool = False
    explanation: str = ""


@dataclass(frozen=True)
class DraftQuestion:
    """`counts` of several options: each of them alone is an answer that fits.

    `explanation`: of an opinion as a whole.  `counted`, `before`, `aim`: what a lesson adds to a
    question, as `quizzes.blocks` has it.
    """

    prompt: str
    options: tuple[DraftOption, ...]
    kind: Kind = Kind.KNOWLEDGE
    explanation: str = ""
    counted: bool = False
    before: bool = True
    aim: str = ""

    def texts(self) -> Iterator[str]:
        """Everything in it that somebody wrote."""
        yield from (self.prompt, self.explanation)
        for option in self.options:
            yield from (option.text, option.explanation)


class Unit(models.TextChoices):
    """What a place in a file is counted in."""

    ROW = "row", _("Row {number}")
    LINE = "line", _("Line {number}")
    QUESTION = "question", _("Question {number}")
    FILE = "file", _("Whole file")


@dataclass(frozen=True, order=True)
class Place:
    """Where in a file something stands; `number` counts from 1."""

    unit: Unit
    number: int = 0

    def __str__(self) -> str:
        return str(self.unit.label).format(number=self.number)


WHOLE = Place(Unit.FILE)


class Lost(models.TextChoices):
    """What does not come along."""

    UNFINISHED = "unfinished", _("An unfinished question is left out.")
    EXPLANATIONS = "explanations", _("Explanations of the answers are left out.")
    OPINION = "opinion", _("An opinion is left out: this format knows only right and wrong.")
    SEVERAL = "several", _("A question with several right answers is left out.")
    KIND = "kind", _("That it is a story question is lost: it becomes knowledge.")
    SETTINGS = "settings", _("“Counted”, “also before the lesson” and the aim are left out.")
    NORM = "norm", _("The mark “norm question of the year” and “to be checked” are left out.")
    MEDIA = "media", _("Pictures, recordings and other files are left out.")
    LINES = "lines", _("Line breaks are lost.")
    FORMATTING = "formatting", _("Bold, links, tables and other formatting become plain text.")
    TOGETHER = "together", _("All right answers had to be chosen together; here one is enough.")
    PARTLY = "partly", _("Marks, penalties and answers that are right in part are not kept.")
    GENERAL = "general", _("A general comment on the question is left out.")
    TITLE = "title", _("The question's title is left out.")
    HIDDEN = "hidden", _("Invisible signs were taken out.")
    GUESSED = (
        "guessed",
        _("The alphabet had to be guessed: look whether the letters are right."),
    )


@dataclass(frozen=True)
class Loss:
    place: Place
    what: Lost


@dataclass(frozen=True)
class Problem:
    """Why something in a file is not taken, as a sentence."""

    place: Place
    what: str | Promise


@dataclass(frozen=True)
class Taken:
    """A question and where in the file it began."""

    place: Place
    question: DraftQuestion


@dataclass(frozen=True)
class Imported:
    """What came of a file: every part of it is in one of the three, or the last problem says that
    there are more."""

    taken: tuple[Taken, ...] = ()
    problems: tuple[Problem, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def questions(self) -> tuple[DraftQuestion, ...]:
        return tuple(each.question for each in self.taken)


@dataclass(frozen=True)
class Written:
    """A file, and what of the questions it does not hold, by the question's number."""

    data: bytes
    losses: tuple[Loss, ...] = ()


class BadFile(Exception):
    """A file that cannot be read at all; its text is a sentence for a trainer."""


def flaw(question: DraftQuestion) -> str | Promise | None:
    """Why a question cannot be taken even as a draft; None when it can.

    What only keeps it from being published (a missing explanation, say) is no reason.
    """
    if not question.prompt:
        return _("The question has no text.")
    if not all(option.text for option in question.options):
        return _("An answer has no text.")
    if not FEWEST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        said = _("Answers: {number}. Birge takes two to six.")
        return format_lazy(said, number=len(question.options))
    if not any(option.counts for option in question.options):
        return _("No answer is marked as right.")
    if max(map(len, question.texts())) > LONGEST_TEXT:
        return format_lazy(_("A text has more than {number} characters."), number=LONGEST_TEXT)
    return None


def by_loss(losses: Sequence[Loss]) -> list[tuple[Lost, str]]:
    """Each loss once, in the order of `Lost`, with its places in words: "Question 2, 4–6"."""
    found = []
    for what in Lost:
        places = sorted({loss.place for loss in losses if loss.what == what})
        if places:
            found.append((what, _in_words(places)))
    return found


def _in_words(places: Sequence[Place]) -> str:
    numbers = _ranges([place.number for place in places])
    return str(places[0].unit.label).format(number=numbers)


def _ranges(numbers: Sequence[int]) -> str:
    """`[2, 4, 5, 6]` as "2, 4–6"."""
    starts = [0] + [i + 1 for i, (a, b) in enumerate(pairwise(numbers)) if b != a + 1]
    ends = [*(start - 1 for start in starts[1:]), len(numbers) - 1]
    spans = ((numbers[start], numbers[end]) for start, end in zip(starts, ends, strict=True))
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
