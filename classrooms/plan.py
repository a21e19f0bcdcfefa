"""A lesson's slides with their minutes added up, for the plan on paper."""

from dataclasses import dataclass
from itertools import accumulate

from curriculum.lessons import Deck
from curriculum.slides import Slide


@dataclass(frozen=True)
class PlanRow:
    """One slide of the plan; `number` from 1.

    `until`: minutes of the whole lesson that are gone when the slide ends.  `until_short`: the
    same in the short lesson; None for a slide that it leaves out.
    """

    number: int
    slide: Slide
    until: int
    until_short: int | None


def rows_of(deck: Deck) -> tuple[PlanRow, ...]:
    """The plan of a lesson, a row for each slide in order."""
    whole = accumulate(slide.minutes for slide in deck.slides)
    short = accumulate(0 if slide.skip_if_short else slide.minutes for slide in deck.slides)
    return tuple(
        PlanRow(number, slide, until, None if slide.skip_if_short else until_short)
        for number, (slide, until, until_short) in enumerate(
            zip(deck.slides, whole, short, strict=True), start=1
        )
    )
