"""The shape and the rules of the file with the 16 Days."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from curriculum import wording
from curriculum.campaign_blocks import LONGEST_BOARD, LONGEST_DO
from curriculum.checks.problems import Problem, joined, texts_in
from curriculum.checks.shapes import Fields, ListOf, Maybe, Name, OneOf, Text
from curriculum.models.campaign import (
    DAYS,
    FEWEST_STEPS,
    LONGEST,
    LONGEST_AIM,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_STEPS,
    NEEDED,
    SHORTEST,
)

STEP = Fields(
    {"do": Text(LONGEST_DO), "board": Text(LONGEST_BOARD)}, {"young": Text(LONGEST_BOARD)}
)
DAY = Fields(
    {
        "key": Name(),
        "day": OneOf(tuple(range(1, DAYS + 1))),
        "ready": OneOf((True, False)),
        "minutes": Maybe(OneOf(tuple(range(SHORTEST, LONGEST + 1)))),
        "title": Text(LONGEST_TITLE),
        "aim": Maybe(Text(LONGEST_AIM)),
        "steps": ListOf(STEP, 0, MOST_STEPS),
        "lighter": Maybe(Text(LONGEST_NOTE)),
        "if_told": Maybe(Text(LONGEST_NOTE)),
        "family": Maybe(Text(LONGEST_NOTE)),
    }
)
SHAPE = Fields({"days": ListOf(DAY, DAYS, DAYS)})


def problems(data: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with a file of this shape, beside the wording that is wrong anywhere."""
    if sorted(day["day"] for day in data["days"]) != list(range(1, DAYS + 1)):
        yield Problem("days", _("must have each day once"))
    if not any(day["ready"] for day in data["days"]):
        yield Problem("days", _("must have a day that is ready"))
    for index, day in enumerate(data["days"]):
        if day["ready"]:
            yield from _unready(day, joined("days", index))
    for path, text in texts_in(data):
        for language, what in wording.helpline_numbers(text):
            yield Problem(joined(path, language), what)


def _unready(day: dict[str, Any], path: str) -> Iterator[Problem]:
    for name in NEEDED:
        if day[name] is None:
            yield Problem(joined(path, name), _("missing"))
    if len(day["steps"]) < FEWEST_STEPS:
        yield Problem(joined(path, "steps"), _("has too few entries"))
