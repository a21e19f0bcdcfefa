"""Shapes that data from a file must have: fields, lists, texts, names, numbers.

A shape yields a problem for every place where the data differs from it.  Data without a problem
can be read without further care.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from curriculum.checks.problems import Problem, joined
from curriculum.formats.texts import languages


class Shape(Protocol):
    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        """Every difference between the data at `path` and this shape."""


@dataclass(frozen=True)
class Text:
    """A text in all languages, none of them empty or of more than `most` letters."""

    most: int = 5000

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        shape = Fields({code: Line(self.most) for code in languages()})
        yield from shape.problems(data, path)


@dataclass(frozen=True)
class Line:
    """A text that is not empty and has at most `most` letters."""

    most: int = 5000

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if not isinstance(data, str):
            yield Problem(path, _("must be a text"))
        elif not data.strip():
            yield Problem(path, _("is empty"))
        elif len(data) > self.most:
            yield Problem(path, _("is too long"))


@dataclass(frozen=True)
class Name:
    """A name that the software uses."""

    pattern: str = r"[a-z0-9][a-z0-9_-]{0,59}"

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if not isinstance(data, str) or not re.fullmatch(self.pattern, data):
            yield Problem(path, _("is no valid name"))


@dataclass(frozen=True)
class OneOf:
    """One of a few values, of exactly their type."""

    values: tuple[Any, ...]

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if not any(data == value and type(data) is type(value) for value in self.values):
            listed = ", ".join(str(value) for value in self.values)
            yield Problem(path, format_lazy(_("must be one of: {values}"), values=listed))


@dataclass(frozen=True)
class Whole:
    """A whole number of at least 1."""

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if type(data) is not int or data < 1:
            yield Problem(path, _("must be a whole number of at least 1"))


@dataclass(frozen=True)
class Maybe:
    """Null, or the shape."""

    shape: Shape

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if data is not None:
            yield from self.shape.problems(data, path)


@dataclass(frozen=True)
class ListOf:
    """A list of `least` to `most` things of one shape; their ids or keys, if they have any,
    differ."""

    shape: Shape
    least: int = 1
    most: int = 1000

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if not isinstance(data, list):
            yield Problem(path, _("must be a list"))
            return
        if len(data) < self.least:
            yield Problem(path, _("has too few entries"))
        if len(data) > self.most:
            yield Problem(path, format_lazy(_("has more than {most} entries"), most=self.most))
        for index, each in enumerate(data):
            yield from self.shape.problems(each, joined(path, index))
        rows = [each for each in data if isinstance(each, Mapping)]
        names = [row["id"] if "id" in row else row.get("key") for row in rows]
        known = [name for name in names if isinstance(name, str)]
        if len(set(known)) != len(known):
            yield Problem(path, _("has the same name twice"))


@dataclass(frozen=True)
class Fields:
    """A map with exactly these fields; the optional ones may be left out."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if not isinstance(data, Mapping):
            yield Problem(path, _("must have fields"))
            return
        known = {**self.required, **self.optional}
        for key in self.required:
            if key not in data:
                yield Problem(joined(path, key), _("missing"))
        for key, value in data.items():
            if key in known:
                yield from known[key].problems(value, joined(path, key))
            else:
                yield Problem(joined(path, str(key)), _("unknown field"))


@dataclass(frozen=True)
class ByKind:
    """A map whose field `kind` says which fields it has."""

    kinds: Mapping[str, Fields]

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        if not isinstance(data, Mapping):
            yield Problem(path, _("must have fields"))
        elif data.get("kind") not in self.kinds:
            yield from OneOf(tuple(self.kinds)).problems(data.get("kind"), joined(path, "kind"))
        else:
            yield from self.kinds[data["kind"]].problems(data, path)
