"""What the teacher's desk shows at this moment: the board, and what only its teacher may read.

Of the quiz it knows no more than the board does (PRIVACY.md, rules 5 and 6).  Nothing here writes.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from classrooms import stage
from classrooms.models import Taught
from classrooms.stage import Stage
from classrooms.timing import Timing, minutes_since, timing_of
from curriculum.help import Service, help_for_adults
from curriculum.slides import Choice, Slide
from curriculum.sort_play import Placed, SortPlay
from curriculum.states import SlideKind
from curriculum.story_play import StoryPlay

# From here on the shorter way through the lesson is offered.
LATE_MINUTES = 5


@dataclass(frozen=True)
class PlanRow:
    """One slide of the plan."""

    slide: Slide
    is_present: bool
    is_left_out: bool


@dataclass(frozen=True)
class Desk:
    """The desk of one lesson, in the language of its teacher."""

    stage: Stage
    now: datetime

    @property
    def taught(self) -> Taught:
        return self.stage.taught

    @property
    def name(self) -> str:
        return self.stage.name

    @property
    def template(self) -> str:
        return f"classrooms/desk/{self.stage.picture}.html"

    @property
    def is_in_class(self) -> bool:
        """Whether the lesson is going on now: neither broken off nor over."""
        return self.name not in ("paused", "finished")

    def counted_anew(self) -> "Desk":
        """The same desk, its counts and its minutes as they are now."""
        return Desk(self.stage.counted_anew(), timezone.now())

    @property
    def mark(self) -> str:
        """Changes whenever the desk is to be drawn anew."""
        return self.stage.mark

    @property
    def seen(self) -> str:
        """Changes whenever only the counts of seats or of minutes are."""
        elapsed = self.timing.elapsed if self.timing else ""
        return f"{self.stage.seen}-{elapsed}-{self.minutes_shown}"

    @cached_property
    def plan(self) -> list[PlanRow]:
        """All slides, also those that a short lesson leaves out."""
        at, kept = self.stage.position, set(self.stage.places)
        return [
            PlanRow(slide, place == at, place not in kept)
            for place, slide in enumerate(self.stage.slides)
        ]

    @property
    def planned(self) -> int:
        """Minutes of all slides that are not left out."""
        return sum(self._minutes)

    @property
    def _minutes(self) -> list[int]:
        return [0 if row.is_left_out else row.slide.minutes for row in self.plan]

    @cached_property
    def timing(self) -> Timing | None:
        """This sitting's time against the plan; None where the clock cannot be trusted."""
        if not self.is_in_class or not self.plan:
            return None
        elapsed = minutes_since(self.taught.sitting_at, self.now)
        if elapsed is None:
            return None
        first = self.taught.sitting_position
        return timing_of(self._minutes, first, self.stage.position, elapsed)

    @property
    def minutes_shown(self) -> int | None:
        """For how many minutes the present slide has been on the board."""
        return minutes_since(self.taught.slide_at, self.now) if self.timing else None

    @property
    def shows_slide_time(self) -> bool:
        return self.stage.shows_slides and self.minutes_shown is not None

    @property
    def can_be_shorter(self) -> bool:
        """Whether there is a shorter way that would help now."""
        ahead = self.plan[self.stage.position + 1 :]
        is_late = bool(self.timing and self.timing.behind >= LATE_MINUTES)
        skips = any(row.slide.skip_if_short for row in ahead)
        return is_late and skips and not self.taught.is_short

    @property
    def next_slide(self) -> Slide | None:
        place = self.stage.next
        return None if place is None else self.stage.slides[place]

    @property
    def is_title(self) -> bool:
        slide = self.stage.slide
        return slide is not None and slide.kind is SlideKind.TITLE

    @property
    def card(self) -> Placed | None:
        """The card that the class sorts now."""
        play = self.stage.play
        return play.present if self.name == "slide" and isinstance(play, SortPlay) else None

    @property
    def story(self) -> StoryPlay | None:
        play = self.stage.play
        return play if self.name == "slide" and isinstance(play, StoryPlay) else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the class can choose now: groups for a card, ways on in a story; `goto` is what
        the choice posts as its value."""
        slide, card = self.stage.slide, self.card
        if slide and card and isinstance(self.stage.play, SortPlay):
            groups = () if self.stage.play.is_solved else slide.categories
            return tuple(Choice(group.text, group.name) for group in groups)
        return self.story.scene.choices if self.story and not self.story.shows_map else ()

    @property
    def chosen(self) -> str:
        """Which of `choices` the class has taken already, by its value."""
        return self.card.chosen.name if self.card and self.card.chosen else ""

    @property
    def part(self) -> int:
        """Which question or part of the slide is on the board, from 0."""
        return getattr(self.stage.play, "at", 0)

    @property
    def services(self) -> tuple[Service, ...]:
        """Whom to call; those that nobody has checked yet are marked."""
        return help_for_adults(self.stage.language).services


def of(taught: Taught, language: str) -> Desk:
    """The desk of a lesson as it is now."""
    return Desk(stage.of(taught, language), timezone.now())
