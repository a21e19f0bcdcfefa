"""What a class can do with a slide, and what a play is: a slide with the state that the class has
brought it to.

The state is small plain data about the slide alone: what the class decided aloud, never who said
it.  `next` and `back` are what a clicker can press; they always lead through the whole slide, so
nobody is ever stuck.
"""

from typing import Any, Protocol, Self

NEXT, BACK, CHOOSE, AGAIN = "next", "back", "choose", "again"
ACTS = (NEXT, BACK, CHOOSE, AGAIN)

State = dict[str, Any]


class Play(Protocol):
    """A slide that a class plays with."""

    @property
    def has_next(self) -> bool:
        """Whether Next belongs to the slide; else it turns to the next slide."""

    @property
    def has_back(self) -> bool:
        """Whether Back belongs to the slide."""

    def acted(self, act: str, value: str = "") -> Self | None:
        """The play after an act; None when there is nothing to do here."""

    def state(self) -> State:
        """What has to be kept."""


def whole(value: object, most: int) -> int:
    """`value` if it is a whole number from 0 to `most`, else 0."""
    return value if type(value) is int and 0 <= value <= most else 0
