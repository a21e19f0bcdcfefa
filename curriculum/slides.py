"""Slides as plain frozen values, in one language: what a class sees, and what its teacher reads.

`cue` and `verify` are for adults and must never be drawn on the projector; the slide templates
do not use them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from curriculum.drawings import Drawing, SetUp, drawing, setup
from curriculum.paragraphs import Lines, lines_of
from curriculum.states import Ending, SlideKind


@dataclass(frozen=True)
class Category:
    """A group that cards are sorted into."""

    name: str
    text: str


@dataclass(frozen=True)
class Card:
    """An example to sort; `categories` are the names of the groups it fits into, `reason` says
    why (it may be empty)."""

    name: str
    text: str
    categories: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True)
class Choice:
    """What somebody in a story can do, and the name of the scene it leads to."""

    text: str
    goto: str


@dataclass(frozen=True)
class Scene:
    """One scene of a story: it has choices, or it is an ending (helpful or repair)."""

    name: str
    text: str
    choices: tuple[Choice, ...] = ()
    ending: str = ""
    explanation: str = ""

    @property
    def letters(self) -> int:
        """Of all that stands on the board: the more there are, the smaller they must be."""
        return len(self.text + self.explanation) + sum(len(each.text) for each in self.choices)

    @property
    def ending_label(self) -> str:
        return str(Ending(self.ending).label) if self.ending in Ending.values else ""


@dataclass(frozen=True)
class Story:
    """A branching story; `start` is the name of its first scene."""

    title: str
    role: str
    start: str
    scenes: tuple[Scene, ...]

    def scene(self, name: str) -> Scene | None:
        return next((scene for scene in self.scenes if scene.name == name), None)


@dataclass(frozen=True)
class Slide:
    """One slide in one language.

    `id` is the same in all languages.  `wave` is set for quiz slides ("pre" or "post"),
    `categories` and `items` for sort slides, `prompts` for discussions, `story` for story slides,
    `setup`, `roles` and `phrases` for activities.
    """

    id: str
    kind: SlideKind
    language: str
    minutes: int
    title: str
    body: str
    cue: str
    verify: str = ""
    picture: str = ""
    skip_if_short: bool = False
    wave: str = ""
    categories: tuple[Category, ...] = ()
    items: tuple[Card, ...] = ()
    prompts: tuple[str, ...] = ()
    setup: str = ""
    roles: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    story: Story | None = None

    @property
    def template(self) -> str:
        """The partial that draws this slide; its context is `slide`."""
        return f"curriculum/slides/{self.kind}.html"

    @property
    def lines(self) -> Lines:
        return lines_of(self.body)

    @property
    def drawing(self) -> Drawing | None:
        return drawing(self.picture)

    @property
    def setup_drawing(self) -> SetUp | None:
        return setup(self.setup)

    def category(self, name: str) -> Category | None:
        return next((one for one in self.categories if one.name == name), None)

    def to_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Slide":
        """The reverse of `to_data`, also after a way through JSON."""
        own = dict(data)
        own["kind"] = SlideKind(data["kind"])
        own["categories"] = tuple(Category(**each) for each in data["categories"])
        own["items"] = tuple(
            Card(**each | {"categories": tuple(each["categories"])}) for each in data["items"]
        )
        for name in ("prompts", "roles", "phrases"):
            own[name] = tuple(data[name])
        own["story"] = _story(data["story"]) if data["story"] else None
        return cls(**own)


def _story(data: Mapping[str, Any]) -> Story:
    scenes = tuple(
        Scene(**each | {"choices": tuple(Choice(**choice) for choice in each["choices"])})
        for each in data["scenes"]
    )
    return Story(data["title"], data["role"], data["start"], scenes)
