"""A class walks a story: it chooses what happens, and comes to one ending or another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from curriculum.acts import AGAIN, BACK, CHOOSE, NEXT, State
from curriculum.slides import Scene, Story


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
