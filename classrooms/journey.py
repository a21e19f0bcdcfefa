"""The class's boz üy: its parts in the order in which a yurt is really put up.

One part for each different lesson taught to its end, whatever was answered, so that it can neither
reward nor rank anybody.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """`sheet`: which file of templates/components/yurt/ draws it; `label`: its name in words."""

    name: str
    label: Promise
    sheet: str

    @property
    def drawing(self) -> str:
        """The partial that draws it, as a template's name."""
        return f"components/yurt/{self.sheet}.html#{self.name}"


PARTS = (
    Part("site", _("the place for the boz üy"), "frame"),
    Part("door_frame", _("the door frame"), "frame"),
    Part("door", _("the two leaves of the door"), "frame"),
    Part("lattice_left", _("the lattice wall on the left"), "frame"),
    Part("lattice_right", _("the lattice wall on the right"), "frame"),
    Part("wall_band", _("the band that ties the lattice"), "frame"),
    Part("pole", _("the pole that lifts the crown"), "frame"),
    Part("crown", _("the tündük, the crown of the yurt"), "frame"),
    Part("poles_left", _("the roof poles on the left"), "frame"),
    Part("poles_right", _("the roof poles on the right"), "frame"),
    Part("poles_middle", _("the roof poles in the middle"), "frame"),
    Part("reed_screen", _("the reed screen"), "felt"),
    Part("wall_felt_left", _("the wall felt on the left"), "felt"),
    Part("wall_felt_right", _("the wall felt on the right"), "felt"),
    Part("roof_felt_back", _("the roof felt at the back"), "felt"),
    Part("roof_felt_front", _("the roof felt at the front"), "felt"),
    Part("crown_felt", _("the felt over the crown"), "felt"),
    Part("woven_band", _("the woven bands"), "felt"),
    Part("door_felt", _("the felt curtain of the door"), "felt"),
    Part("felt_rug", _("the shyrdak, a felt rug"), "camp"),
    Part("hearth", _("the hearth with its kazan"), "camp"),
    Part("samovar", _("the samovar"), "camp"),
    Part("horse", _("the horse at its post"), "camp"),
    Part("dog", _("the sheepdog"), "camp"),
)


@dataclass(frozen=True)
class DrawnPart:
    """A part as one class has it: there or still an outline."""

    part: Part
    is_there: bool
    is_newest: bool


@dataclass(frozen=True)
class Yurt:
    """The boz üy of a class.  `pieces`: how many different lessons it has been taught."""

    pieces: int

    @property
    def drawn(self) -> list[DrawnPart]:
        """All parts, those that come first behind those that come later."""
        newest, there = newest_part(self.pieces), parts_shown(self.pieces)
        return [DrawnPart(part, part in there, part is newest) for part in PARTS]

    @property
    def shown(self) -> int:
        return len(parts_shown(self.pieces))

    @property
    def total(self) -> int:
        return len(PARTS)

    @property
    def newest(self) -> Part | None:
        return newest_part(self.pieces)

    @property
    def next(self) -> Part | None:
        return next_part(self.pieces)

    @property
    def beyond(self) -> int:
        """Lessons taught since the last part was put up."""
        return max(self.pieces - len(PARTS), 0)


def parts_shown(pieces: int) -> tuple[Part, ...]:
    """The parts that stand after so many lessons, never more than there are."""
    return PARTS[:pieces]


def newest_part(pieces: int) -> Part | None:
    """What the latest lesson brought; None before the first and after the last part."""
    return PARTS[pieces - 1] if 0 < pieces <= len(PARTS) else None


def next_part(pieces: int) -> Part | None:
    """What the next lesson brings; None when the boz üy is whole."""
    return PARTS[pieces] if pieces < len(PARTS) else None
