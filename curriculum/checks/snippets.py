"""The shape and the rules of the snippet files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from curriculum import wording
from curriculum.checks import campaign
from curriculum.checks.problems import Problem, joined, texts_in
from curriculum.checks.shapes import Fields, Line, ListOf, Maybe, Name, OneOf, Shape, Text
from curriculum.states import AgeBand, Recorded


@dataclass(frozen=True)
class Day:
    """A date such as 2026-03-12."""

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if type(data) is not date:
            yield Problem(path, _("must be a date"))


CHECK: dict[str, Shape] = {
    "source": ListOf(Line(), 0),
    "checked_on": Maybe(Day()),
    "checked_by": Maybe(Line(120)),
}
SERVICE = Fields(
    CHECK
    | {
        "key": Name(),
        "number": Maybe(Line(40)),
        "name": Text(200),
        "note": Text(),
        "cost": Maybe(Text(100)),
        "hours": Maybe(Text(100)),
        "region": Maybe(Text(100)),
        "recorded": OneOf(tuple(Recorded.values)),
        "languages": Maybe(ListOf(Name())),
        "status": Maybe(Line(60)),
    },
    {"route": Maybe(Text(200))},
)
FACT = Fields(CHECK | {"key": Name(), "text": Text(), "unverified": Maybe(Line(200))})
SHAPES = {
    "help_services": Fields({"services": ListOf(SERVICE)}),
    "legal_facts": Fields({"facts": ListOf(FACT)}),
    "trusted_adult": Fields({"trusted_adult": Fields({band: Text() for band in AgeBand.values})}),
    "campaign": campaign.SHAPE,
}


def problems(data: Any, name: str) -> list[Problem]:
    """Everything wrong with a snippet file; `name` is the file's name without its ending."""
    found = list(SHAPES[name].problems(data, ""))
    if found:
        return found
    wrong = [
        Problem(joined(path, language), what)
        for path, text in texts_in(data)
        for language, what in _wording(name, text)
    ]
    if name == "campaign":
        return wrong + list(campaign.problems(data))
    return wrong + _half_checked(data)


def _wording(name: str, text: dict[str, str]) -> Iterator[wording.Found]:
    yield from wording.avoided(text)
    if name == "trusted_adult":
        for language, said in text.items():
            if any(sign.isdigit() for sign in said):
                yield language, _("must hold no numbers")


def _half_checked(data: dict[str, Any]) -> list[Problem]:
    """A check needs a date and a name."""
    return [
        Problem(f"{part}[{index}].checked_on", _("needs a date and a name, or neither"))
        for part in ("services", "facts")
        for index, entry in enumerate(data.get(part, []))
        if bool(entry["checked_on"]) != bool(entry["checked_by"])
    ]
