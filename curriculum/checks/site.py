"""The shape of the file with the pages above the lessons."""

from typing import Any

from curriculum.checks.problems import Problem
from curriculum.checks.shapes import Fields, ListOf, OneOf, Text
from curriculum.states import Topic

PAGE = {"title": Text(255), "introduction": Text()}
SITE = Fields(
    {
        "home": Fields(PAGE),
        "topics": ListOf(Fields({"topic": OneOf(tuple(Topic.values)), **PAGE}), len(Topic)),
    }
)


def problems(data: Any, _name: str) -> list[Problem]:
    """Everything wrong with the file."""
    return list(SITE.problems(data, ""))
