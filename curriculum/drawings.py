"""The drawings that come with the product: scenes for slides, set-ups for activities."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Drawing:
    """An own drawing; `alt` says in one sentence what is seen."""

    name: str
    alt: str | Promise
    folder: str = "scenes"

    @property
    def path(self) -> str:
        """The static file."""
        return f"img/{self.folder}/{self.name}.svg"


DRAWINGS: tuple[Drawing, ...] = ()
SETUPS: tuple[Drawing, ...] = tuple(
    Drawing(name, label, "setups")
    for name, label in (
        ("pairs", _("In pairs")),
        ("fours", _("In groups of four")),
        ("circle", _("In a circle")),
        ("line", _("Along a line")),
        ("desks", _("Everybody at the desk")),
        ("groups", _("In groups around a sheet of paper")),
    )
)


def drawing(name: str) -> Drawing | None:
    """The scene of this name."""
    return next((one for one in DRAWINGS if one.name == name), None)


def setup(name: str) -> Drawing | None:
    """The set-up of this name."""
    return next((one for one in SETUPS if one.name == name), None)


def drawing_choices() -> list[tuple[str, str | Promise]]:
    """For a form: (name, what is seen)."""
    return [(one.name, one.alt) for one in DRAWINGS]


def setup_choices() -> list[tuple[str, str | Promise]]:
    """For a form: (name, label)."""
    return [(one.name, one.alt) for one in SETUPS]
