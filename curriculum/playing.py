"""What a class does with a slide: cards sorted, a story walked, questions shown one at a time.

A play is a slide with the state that the class has brought it to.  The state is small plain data
about the slide alone: what the class decided aloud, never who said it.  `next` and `back` are what
a clicker can press; they always lead through the whole slide, so nobody is ever stuck.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from curriculum.slides import Card, Category, Scene, Slide, Story
from curriculum.states import SlideKind

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


def play_of(slide: Slide, state: Mapping[str, Any]) -> Play | None:
    """The play of a slide as the state says; from its beginning where the state does not fit.
    None for slides that only stand still."""
    match slide.kind:
        case SlideKind.SORT if slide.items:
            return SortPlay.of(slide, state)
        case SlideKind.STORY if slide.story and slide.story.scene(slide.story.start):
            return StoryPlay.of(slide.story, state)
        case SlideKind.DISCUSSION if slide.prompts:
            return StepsPlay.of(len(slide.prompts), state)
        case SlideKind.ACTIVITY if slide.roles or slide.phrases:
            return StepsPlay.of(2, state)
    return None


def _whole(value: object, most: int) -> int:
    """`value` if it is a whole number from 0 to `most`, else 0."""
    return value if type(value) is int and 0 <= value <= most else 0


@dataclass(frozen=True)
class StepsPlay:
    """Parts shown one after the other: `at` (from 0) is the newest of `count`."""

    count: int
    at: int = 0

    @classmethod
    def of(cls, count: int, state: Mapping[str, Any]) -> "StepsPlay":
        return cls(count, _whole(state.get("at"), count - 1))

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def has_next(self) -> bool:
        return self.at + 1 < self.count

    @property
    def has_back(self) -> bool:
        return self.at > 0

    def acted(self, act: str, value: str = "") -> "StepsPlay | None":
        if act == NEXT and self.has_next:
            return replace(self, at=self.at + 1)
        if act == BACK and self.has_back:
            return replace(self, at=self.at - 1)
        return None

    def state(self) -> State:
        return {"at": self.at}


@dataclass(frozen=True)
class Placed:
    """A card that was talked about: where the class put it (None: nowhere), where it fits."""

    card: Card
    chosen: Category | None
    fitting: tuple[Category, ...]

    @property
    def is_in(self) -> Category | None:
        """The group it lies in on the board: the class's own if it fits, else the first fitting."""
        return self.chosen if self.chosen in self.fitting else next(iter(self.fitting), None)


@dataclass(frozen=True)
class SortPlay:
    """Cards sorted one by one: first the class decides, then the solution is shown, with reasons.

    `at`: two steps for each card, asked and solved, then the overview.  `chosen`: card name →
    group name, as the class decided.
    """

    slide: Slide
    at: int = 0
    chosen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, slide: Slide, state: Mapping[str, Any]) -> "SortPlay":
        said = state.get("chosen")
        chosen = said if isinstance(said, dict) else {}
        known = {card.name for card in slide.items}
        kept = tuple(
            (card, group)
            for card, group in chosen.items()
            if card in known and isinstance(group, str) and slide.category(group)
        )
        return cls(slide, _whole(state.get("at"), 2 * len(slide.items)), kept)

    @property
    def is_overview(self) -> bool:
        return self.at == 2 * len(self.slide.items)

    @property
    def letters(self) -> int:
        """Of all cards together: the more there are, the smaller they must stand."""
        return sum(len(card.text) for card in self.slide.items)

    @property
    def card(self) -> Card | None:
        """The card that is talked about."""
        return None if self.is_overview else self.slide.items[self.at // 2]

    @property
    def number(self) -> int:
        return min(self.at // 2 + 1, self.count)

    @property
    def count(self) -> int:
        return len(self.slide.items)

    @property
    def is_solved(self) -> bool:
        return self.at % 2 == 1

    @property
    def present(self) -> Placed | None:
        return self._placed(self.card) if self.card else None

    @property
    def placed(self) -> list[Placed]:
        """The cards that were solved, in order."""
        return [self._placed(card) for card in self.slide.items[: (self.at + 1) // 2]]

    @property
    def heaps(self) -> list[tuple[Category, list[Placed]]]:
        """Each group with the cards that lie in it."""
        done = self.placed
        return [(group, [one for one in done if one.is_in == group]) for group in self._groups]

    @property
    def _groups(self) -> tuple[Category, ...]:
        return self.slide.categories

    def _placed(self, card: Card) -> Placed:
        name = dict(self.chosen).get(card.name, "")
        fitting = tuple(group for group in self._groups if group.name in card.categories)
        return Placed(card, self.slide.category(name), fitting)

    @property
    def has_next(self) -> bool:
        return not self.is_overview

    @property
    def has_back(self) -> bool:
        return self.at > 0

    def acted(self, act: str, value: str = "") -> "SortPlay | None":
        if act == NEXT and self.has_next:
            return replace(self, at=self.at + 1)
        if act == BACK and self.has_back:
            return replace(self, at=self.at - 1)
        if act == AGAIN and self.at:
            return SortPlay(self.slide)
        if act == CHOOSE and self.card and not self.is_solved and self.slide.category(value):
            kept = {**dict(self.chosen), self.card.name: value}
            return replace(self, chosen=tuple(kept.items()))
        return None

    def state(self) -> State:
        return {"at": self.at, "chosen": dict(self.chosen)}


@dataclass(frozen=True)
class StoryPlay:
    """A story walked by a class: `path` are the scenes so far, `taken` every step it ever took
    (from, to), `shows_map` whether the map of paths is on the board.

    No scene comes twice on a path, and where no choice leads on the walk is over: so every walk
    ends, even in a draft whose story goes round in a circle or leads to no scene.
    """

    story: Story
    path: tuple[str, ...]
    taken: tuple[tuple[str, str], ...] = ()
    shows_map: bool = False

    @classmethod
    def of(cls, story: Story, state: Mapping[str, Any]) -> "StoryPlay":
        start = cls(story, (story.start,))
        path, taken = _names(state.get("path")), state.get("taken")
        is_walk = all(map(start._leads, path, path[1:])) and len(set(path)) == len(path)
        if path[:1] != (story.start,) or not is_walk:
            return start
        steps = [_names(each) for each in taken] if isinstance(taken, list) else []
        kept = [(one[0], one[1]) for one in steps if len(one) == 2 and start._leads(*one)]
        walk = cls(story, path, tuple(dict.fromkeys(kept)))
        return replace(walk, shows_map=bool(state.get("map")) and walk.is_ended)

    def _leads(self, one: str, other: str) -> bool:
        scene = self.story.scene(one)
        found = scene and any(choice.goto == other for choice in scene.choices)
        return bool(found and self.story.scene(other))

    def _is_ending(self, name: str) -> bool:
        scene = self.story.scene(name)
        return bool(scene and not scene.choices)

    @property
    def scene(self) -> Scene:
        """Where the class is."""
        return next(one for one in self.story.scenes if one.name == self.path[-1])

    @property
    def is_start(self) -> bool:
        return len(self.path) == 1

    @property
    def is_ended(self) -> bool:
        return not self.ways

    @property
    def ways(self) -> list[str]:
        """The scenes that the choices here lead to."""
        names = [choice.goto for choice in self.scene.choices]
        return [name for name in names if self.story.scene(name) and name not in self.path]

    @property
    def endings(self) -> int:
        """How many endings the story has."""
        return sum(not scene.choices for scene in self.story.scenes)

    @property
    def found(self) -> int:
        """How many of them the class has come to."""
        reached = {to for _one, to in self.taken} | {self.path[-1]}
        return sum(map(self._is_ending, reached))

    @property
    def has_next(self) -> bool:
        """On an ending Next shows the map.  Before it, a choice is asked for: Next takes the only
        one where there is only one."""
        return not self.shows_map

    @property
    def has_back(self) -> bool:
        return self.shows_map or len(self.path) > 1

    def acted(self, act: str, value: str = "") -> "StoryPlay | None":
        if act == CHOOSE:
            return self._chosen(value)
        if act == NEXT:
            return self._after_next()
        if act == BACK and self.has_back:
            path = self.path if self.shows_map else self.path[:-1]
            return replace(self, path=path, shows_map=False)
        if act == AGAIN and self.is_ended:
            return StoryPlay(self.story, (self.story.start,), self.taken)
        return None

    def _after_next(self) -> "StoryPlay | None":
        if self.is_ended:
            return None if self.shows_map else replace(self, shows_map=True)
        return self._chosen(self.ways[0]) if len(self.ways) == 1 else None

    def _chosen(self, name: str) -> "StoryPlay | None":
        if name not in self.ways:
            return None
        step = (self.path[-1], name)
        taken = self.taken if step in self.taken else (*self.taken, step)
        return replace(self, path=(*self.path, name), taken=taken)

    def state(self) -> State:
        taken = [list(step) for step in self.taken]
        return {"path": list(self.path), "taken": taken, "map": self.shows_map}


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(each for each in value if isinstance(each, str))
