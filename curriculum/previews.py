"""What the CMS shows of a lesson that is being written, in each of its preview modes.

Every mode works for a half-finished draft: whatever is missing is left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from curriculum import lessons, paper
from curriculum.block_previews import stages_of
from curriculum.help import help_for_pupils
from curriculum.lessons import Deck
from curriculum.slides import Category, Slide
from quizzes import sheets

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

Context = dict[str, Any]


def context(page: "LessonPage", mode: str) -> Context:
    """The context of the mode's template, beside `page`."""
    return MODES.get(mode, _nothing)(page)


@dataclass(frozen=True)
class PlannedSlide:
    """A slide in the plan of a lesson.  `number` from 1; `begins` and `ends`: minutes of the full
    lesson; `next`: the slide after it, None for the last."""

    slide: Slide
    number: int
    begins: int
    next: Slide | None

    @property
    def ends(self) -> int:
        return self.begins + self.slide.minutes

    @property
    def sorted_cards(self) -> list[tuple[str, list[Category], str]]:
        """Each card: its text, the groups it fits into, the reason."""
        return [
            (card.text, [one for one in self.slide.categories if one.name in card.categories],
             card.reason)
            for card in self.slide.items
        ]  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """The slides with their times; `full` and `short` are the sums of minutes with and without
    the slides that a short lesson leaves out."""

    slides: tuple[PlannedSlide, ...]
    full: int
    short: int


def plan_of(deck: Deck) -> Plan:
    """The plan of a lesson, from its first minute."""
    rows: list[PlannedSlide] = []
    following: Sequence[Slide | None] = (*deck.slides[1:], None)
    begins = 0
    for slide, after in zip(deck.slides, following, strict=False):
        rows.append(PlannedSlide(slide, len(rows) + 1, begins, after))
        begins += slide.minutes
    short = sum(slide.minutes for slide in deck.slides if not slide.skip_if_short)
    return Plan(tuple(rows), begins, short)


def _projector(page: "LessonPage") -> Context:
    deck = lessons.deck_of_page(page)
    return {
        "deck": deck,
        "slides": [stages_of(slide) for slide in deck.slides],
        "help": help_for_pupils(page.age_band, page.language),
        "verify_items": page.verify_items(),
    }


def _tablet(page: "LessonPage") -> Context:
    questions = [sheets.of_question(child.value) for child in page.questions]
    return {"questions": questions, "language": page.language}


def _desk(page: "LessonPage") -> Context:
    deck = lessons.deck_of_page(page)
    return {"deck": deck, "plan": plan_of(deck)}


def _print(page: "LessonPage") -> Context:
    return _desk(page) | {
        "help": help_for_pupils(page.age_band, page.language),
        "cards": paper.cards_of(page),
        "poster": paper.poster_of(page),
    }


def _nothing(page: "LessonPage") -> Context:
    return {}


MODES: dict[str, Callable[["LessonPage"], Context]] = {
    "projector": _projector,
    "tablet": _tablet,
    "desk": _desk,
    "print": _print,
}
