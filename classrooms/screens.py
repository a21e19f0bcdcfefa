"""The screens that a lesson is led from: the board in front of the class, the teacher's desk."""

from dataclasses import dataclass

from django.urls import reverse

from classrooms.models import Taught


@dataclass(frozen=True)
class Screen:
    """`template` draws it whole, its partial `region` is what htmx replaces.  `page` is the name
    of its address; its controls have the same names on every screen behind `prefix`.
    `takes_passes`: a phone with a pass may lead from it, without a login."""

    template: str
    region: str
    page: str
    prefix: str
    takes_passes: bool

    def url(self, taught: Taught, control: str = "") -> str:
        """The address of the screen, or of one of its controls."""
        name = f"{self.prefix}{control}" if control else self.page
        return reverse(f"teach:{name}", args=[taught.pk])

    def link(self, token: str) -> str:
        """The address that makes a phone this screen, once."""
        return reverse(f"teach:{self.prefix}link", args=[token])


BOARD = Screen("classrooms/projector.html", "stage", "lesson", "", takes_passes=False)
DESK = Screen("classrooms/desk.html", "desk", "desk", "desk_", takes_passes=True)
