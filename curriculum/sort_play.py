"""A class sorts cards: first it decides, then it sees the solution, with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from curriculum.acts import AGAIN, BACK, CHOOSE, NEXT, State, whole
from curriculum.slides import Card, Category, Slide


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
        return cls(slide, whole(state.get("at"), 2 * len(slide.items)), kept)

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
