"""Ready to publish?  All that is to be mended or looked at in a lesson, as one list."""

from typing import TYPE_CHECKING

from curriculum.ready import checks, filled
from curriculum.ready.findings import Finding, Severity

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

__all__ = ["Finding", "Severity", "beside_the_form", "of"]


def of(page: "LessonPage") -> list[Finding]:
    """Every finding in the page as it is in memory, finished or not: the hard ones first."""
    found = [*filled.check(page), *beside_the_form(page)]
    return sorted(found, key=lambda each: not each.is_hard)


def beside_the_form(page: "LessonPage") -> list[Finding]:
    """Those that the edit form's fields do not refuse by themselves."""
    return [finding for check in checks.CHECKS for finding in check(page)]
