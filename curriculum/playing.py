"""What a class does with a slide: cards sorted, a story walked, questions shown one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from curriculum.acts import BACK, NEXT, Play, State, whole
from curriculum.slides import Slide
from curriculum.sort_play import SortPlay
from curriculum.states import SlideKind
from curriculum.story_play import StoryPlay


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


@dataclass(frozen=True)
class StepsPlay:
    """Parts shown one after the other: `at` (from 0) is the newest of `count`."""

    count: int
    at: int = 0

    @classmethod
    def of(cls, count: int, state: Mapping[str, Any]) -> "StepsPlay":
        return cls(count, whole(state.get("at"), count - 1))

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
