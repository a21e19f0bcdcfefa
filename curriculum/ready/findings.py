"""What is found in a lesson, as a value: forms, the side panel and tests use the same list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.ready import places
from curriculum.ready.places import Place

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage


class Severity(models.TextChoices):
    HARD = "hard", _("Keeps the lesson from being published")
    SOFT = "soft", _("Worth a look")


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to look at.  `where`: the place in an author's words; `anchor`: the id
    of its block in the edit form, empty where it is in none."""

    severity: Severity
    place: Place
    sentence: str
    where: str
    anchor: str

    @property
    def is_hard(self) -> bool:
        return self.severity == Severity.HARD


def hard(page: "LessonPage", place: Place, sentence: str | Promise) -> Finding:
    return _finding(page, Severity.HARD, place, sentence)


def soft(page: "LessonPage", place: Place, sentence: str | Promise) -> Finding:
    return _finding(page, Severity.SOFT, place, sentence)


def _finding(
    page: "LessonPage", severity: Severity, place: Place, sentence: str | Promise
) -> Finding:
    where, anchor = places.label(page, place), places.anchor(page, place)
    return Finding(severity, place, str(sentence), where, anchor)
