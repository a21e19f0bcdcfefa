"""The animals and felt colours that tell the seats of a run apart, instead of names.

Animals that children of Kyrgyzstan know and that no child is teased with: a name that is also an
insult in Kyrgyz or Russian (dog, ram, donkey, pig, snake) is left out.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@lru_cache(maxsize=64)
def _address(picture: str) -> str:
    return static(picture)


@dataclass(frozen=True)
class Animal:
    """`picture` is the drawing's path below the static folder."""

    id: str
    name: Promise

    @property
    def picture(self) -> str:
        return f"img/animals/{self.id}.svg"

    @property
    def address(self) -> str:
        """Where a browser finds the drawing."""
        return _address(self.picture)


@dataclass(frozen=True)
class Colour:
    """A felt colour; `id` is also the name of its token in tokens.css."""

    id: str
    name: Promise


# The order is fixed: a seat is a number, and its animal must stay the same during a run.
ANIMALS: tuple[Animal, ...] = (
    Animal("snow-leopard", _("snow leopard")),
    Animal("argali", _("argali")),
    Animal("ibex", _("ibex")),
    Animal("horse", _("horse")),
    Animal("camel", _("camel")),
    Animal("yak", _("yak")),
    Animal("eagle", _("golden eagle")),
    Animal("owl", _("owl")),
    Animal("fox", _("fox")),
    Animal("wolf", _("wolf")),
    Animal("bear", _("bear")),
    Animal("hare", _("hare")),
    Animal("marmot", _("marmot")),
    Animal("hedgehog", _("hedgehog")),
    Animal("squirrel", _("squirrel")),
    Animal("deer", _("deer")),
    Animal("lynx", _("lynx")),
    Animal("swan", _("swan")),
    Animal("crane", _("crane")),
    Animal("swallow", _("swallow")),
    Animal("hoopoe", _("hoopoe")),
    Animal("tortoise", _("tortoise")),
    Animal("trout", _("trout")),
    Animal("butterfly", _("butterfly")),
)

COLOURS: tuple[Colour, ...] = (
    Colour("madder", _("red felt")),
    Colour("indigo", _("blue felt")),
    Colour("meadow", _("green felt")),
)


@lru_cache(maxsize=500)
def _order(run_id: UUID) -> tuple[Animal, ...]:
    """The animals of a run: another order in each."""
    return tuple(sorted(ANIMALS, key=lambda one: blake2b(run_id.bytes + one.id.encode()).digest()))


def of_seat(run_id: UUID, seat: int) -> tuple[Animal, Colour]:
    """The drawn animal and felt colour of a seat: all animals come once before a colour repeats."""
    order = _order(run_id)
    return order[seat % len(order)], COLOURS[seat // len(order) % len(COLOURS)]


def seat_of(run_id: UUID, animal: str, colour: str) -> int:
    """The reverse of `of_seat`, by ids.  Raises KeyError for an unknown one."""
    animals = {one.id: place for place, one in enumerate(_order(run_id))}
    colours = {one.id: place for place, one in enumerate(COLOURS)}
    return colours[colour] * len(ANIMALS) + animals[animal]
