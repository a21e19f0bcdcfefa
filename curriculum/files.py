"""A folder of curriculum files, read and checked as a whole."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from curriculum.checks import lesson, site, snippets
from curriculum.checks.problems import FileProblem, Problem

Check = Callable[[Any, str], list[Problem]]


@dataclass(frozen=True)
class Curriculum:
    """The data of a folder whose files have no problem; `lessons` and `snippets` by the name of
    the file without its ending."""

    site: dict[str, Any]
    snippets: dict[str, dict[str, Any]]
    lessons: dict[str, dict[str, Any]]


class BadFiles(Exception):
    """Files that may not be loaded; the text names each file, place and fault, line by line."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class _Reader:
    """Reads files one after the other and keeps every problem."""

    def __init__(self) -> None:
        self.problems: list[FileProblem] = []

    def read(self, path: Path, check: Check) -> Any:
        try:
            data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        except (OSError, UnicodeDecodeError):
            return self._keep(path, [Problem("", _("cannot be read"))])
        except yaml.MarkedYAMLError as error:
            line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
            return self._keep(path, [Problem(line, _("is no valid YAML"))])
        except yaml.YAMLError:
            return self._keep(path, [Problem("", _("is no valid YAML"))])
        self._keep(path, check(data, path.stem))
        return data

    def _keep(self, path: Path, problems: list[Problem]) -> None:
        self.problems += [FileProblem(path.name, problem) for problem in problems]


def read(folder: Path) -> Curriculum:
    """Everything in the folder: `site.yaml`, `snippets/*.yaml`, `lessons/*.yaml`.

    Raises BadFiles with the problems of all files when there is any.
    """
    reader = _Reader()
    read_site = reader.read(folder / "site.yaml", site.problems)
    read_snippets = {
        name: reader.read(folder / "snippets" / f"{name}.yaml", snippets.problems)
        for name in snippets.SHAPES
    }
    read_lessons = {
        path.stem: reader.read(path, lesson.problems)
        for path in sorted((folder / "lessons").glob("*.yaml"))
    }
    if reader.problems:
        raise BadFiles(reader.problems)
    return Curriculum(read_site, read_snippets, read_lessons)


def digest(data: Any) -> str:
    """A digest of the data: the same for equal data, whatever the order of their fields."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
