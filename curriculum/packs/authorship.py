"""Who wrote a lesson and when it was looked at, on its way in a pack: no name but a pen name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from curriculum import same_text
from curriculum.approvals import SEEN_BY_TEACHERS
from curriculum.checks.problems import Problem
from curriculum.checks.shapes import Fields, Line, ListOf, Name, OneOf
from curriculum.formats.texts import languages
from curriculum.models import LessonPage
from curriculum.states import Licence


class Day:
    """A day that calendars have, as 2026-11-26."""

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        try:
            is_day = date.fromisoformat(data).isoformat() == data
        except (TypeError, ValueError):
            is_day = False
        if not is_day:
            yield Problem(path, _("is no day"))


Checks = tuple[tuple[str, str, str], ...]  # (language, step of the review, day)
_NOBODY: dict[str, Any] = {"pen_name": "", "licence": Licence.CC_BY_SA.value, "origins": []}
_ID = Name(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ORIGIN = Fields({"lesson": _ID, "title": Line(255)}, {"by": Line(200)})
SHAPE = Fields(
    {},
    {
        "pen_name": Line(60),
        "licence": OneOf(tuple(Licence.values)),
        "origins": ListOf(_ORIGIN, 1, 100),
    },
)
CHECK_SHAPE = Fields(
    {
        "language": OneOf(languages()),
        "step": OneOf(tuple(each.value for each in SEEN_BY_TEACHERS)),
        "on": Day(),
    }
)


def of_page(page: LessonPage) -> dict[str, Any]:
    """What differs from a lesson that nobody has signed."""
    said = {name: getattr(page, name) for name in _NOBODY}
    said["origins"] = [_as_carried(each) for each in page.origins]
    return {name: value for name, value in said.items() if value != _NOBODY[name]}


def _as_carried(origin: Mapping[str, str]) -> dict[str, str]:
    by = {"by": origin["by"]} if origin.get("by") else {}
    return {"lesson": origin["key"], "title": origin["title"], **by}


def licence_of(said: Mapping[str, Any]) -> str:
    return str(said.get("licence", _NOBODY["licence"]))


def checks_of(pages: Iterable[LessonPage]) -> Iterator[tuple[str, str, str]]:
    """The days on which exactly these texts were looked at."""
    for page in pages:
        for step, day in page.checks.items():
            yield page.language, step.value, day.isoformat()


def put_on(page: LessonPage, said: Mapping[str, Any]) -> None:
    """The reverse of `of_page`."""
    for name, value in (_NOBODY | dict(said)).items():
        setattr(page, name, value)
    page.origins = [
        {"key": each["lesson"], "title": each["title"], "by": each.get("by", "")}
        for each in page.origins
    ]


def stamp(page: LessonPage, checks: Checks) -> None:
    """Say of the page's text, as it is now, when it was looked at; the signer answers for it."""
    days = {step: day for language, step, day in checks if language == page.language}
    page.checked_on = days | {"text": same_text.digest_of_page(page)} if days else {}
