"""Ready to publish?  All that is to be mended or looked at in a lesson, as one list."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from curriculum.ready import checks, filled
from curriculum.ready.findings import Finding, Severity

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

__all__ = ["Finding", "Severity", "beside_the_form", "keeping_back", "of"]


def of(page: "LessonPage") -> list[Finding]:
    """Every finding in the page as it is in memory, finished or not: the hard ones first."""
    return keeping_back(page) + [each for check in checks.SOFT for each in check(page)]


def keeping_back(page: "LessonPage", allowed: Collection[str] = ()) -> list[Finding]:
    """The hard ones alone.  `allowed`: fingerprints of wording that somebody has allowed
    elsewhere."""
    return [*filled.check(page), *beside_the_form(page, allowed)]


def beside_the_form(page: "LessonPage", allowed: Collection[str] = ()) -> list[Finding]:
    """The hard ones that the edit form's fields do not refuse by themselves."""
    waiting = checks.wording_to_look_at(page, allowed)
    return [*waiting, *(each for check in checks.HARD for each in check(page))]
