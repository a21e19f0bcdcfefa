"""What is wrong with a file, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from curriculum.formats.texts import is_text


@dataclass(frozen=True)
class Problem:
    """One thing to mend.  `path` leads to the place, such as `slides[3].title.ru`; it is empty
    for the file as a whole."""

    path: str
    what: str | Promise


@dataclass(frozen=True)
class FileProblem:
    """A problem and the file it is in."""

    file: str
    problem: Problem

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.file, self.problem.path, str(self.problem.what)]))


def joined(path: str, key: str | int) -> str:
    """The path one step deeper."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def texts_in(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text in languages inside the data, with its path."""
    if is_text(data):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts_in(value, joined(path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from texts_in(value, joined(path, index))
