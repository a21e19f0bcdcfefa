"""The texts of a pack and what form they must have: lessons, snippets, pages above, contents."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from curriculum.checks import lesson, site, snippets
from curriculum.checks.problems import Problem, joined, texts_in
from curriculum.checks.shapes import Fields, Line, ListOf, Name, OneOf, Shape, Text
from curriculum.formats.texts import languages
from curriculum.packs import authorship, portable, rights
from curriculum.packs.manifest import LONGEST_TITLE, MEDIA, SHA256, said
from curriculum.packs.portable import Portable
from curriculum.packs.refusals import Code, refuse
from curriculum.states import Concern
from quizzes.questions import SOURCE_LANGUAGE

ID = Name(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MEDIA = Name(MEDIA.pattern)


class _Anything:
    """What is checked elsewhere."""

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        yield from ()


class _Spoken:
    """A language and the recording in it."""

    def problems(self, data: Any, path: str) -> Iterator[Problem]:
        parts: tuple[Shape, ...] = (OneOf(languages()), _MEDIA)
        listed = data if isinstance(data, list) and len(data) == len(parts) else [None, None]
        for shape, each in zip(parts, listed, strict=True):
            yield from shape.problems(each, path)


_HELD = Fields(
    {"block": ID},
    {"picture": _MEDIA, "alt": Text(), "sounds": ListOf(_Spoken(), 1, len(languages()))},
)
_ALLOWED = Fields(
    {"language": OneOf(languages()), "text": Line(), "concern": OneOf(tuple(Concern.values))}
)
_LESSON = Fields(
    {
        "key": ID,
        "languages": ListOf(OneOf(languages()), 1, len(languages())),
        "lesson": _Anything(),
        "ids": ListOf(Fields({"made": ID, "own": ID}), 0, 5000),
        "media": ListOf(_HELD, 0, 500),
        "allowed": ListOf(_ALLOWED, 0, 500),
        "authorship": authorship.SHAPE,
        "checks": ListOf(authorship.CHECK_SHAPE, 0, 20),
    },
    {portable.SOURCE: OneOf(languages())},
)
_KEPT = Fields({"name": _MEDIA, "title": Line(255), "rights": rights.SHAPE})
_LISTED = Fields(
    {
        "name": Line(200),
        "key": ID,
        "digest": Name(SHA256),
        "titles": _Anything(),
        "languages": ListOf(OneOf(languages())),
        "licence": _Anything(),
        "origin": _Anything(),
        "checked_on": _Anything(),
    }
)
_CONTENTS = Fields(
    {"title": Line(LONGEST_TITLE), "lessons": ListOf(_LISTED, 0), "media": ListOf(_KEPT, 0)}
)


def lesson_of(data: Any, name: str) -> Portable:
    """A lesson from an entry of a pack.  Raises Refused."""
    source = _source_of(data)
    whole = portable.filled(data, source)
    found = list(_LESSON.problems(whole, ""))
    found = found or lesson.shape_problems(whole["lesson"]) or list(_unlike(data, source))
    if found:
        raise refuse(Code.BAD_LESSON, name, said(found))
    return portable.of_data(data)


def _source_of(data: Any) -> str:
    """The language that a lesson says it is written in, whether or not that is one."""
    said = data.get(portable.SOURCE) if isinstance(data, Mapping) else None
    return said if isinstance(said, str) else SOURCE_LANGUAGE


def _unlike(data: Mapping[str, Any], source: str) -> Iterator[Problem]:
    """Texts in other languages than the lesson says it has; the source is always among them."""
    wanted = set(data["languages"])
    if source not in wanted:
        yield Problem("languages", source)
    parts = {"lesson": data["lesson"], "media": data["media"]}
    for path, text in texts_in(parts):
        if set(text) != wanted:
            yield Problem(path, ", ".join(sorted(wanted.symmetric_difference(text))))
    for index, held in enumerate(data["media"]):
        if ("picture" in held) != ("alt" in held):
            yield Problem(joined("media", index), "alt")


def contents_of(data: Any, name: str) -> dict[str, Any]:
    """The list of what is inside.  Raises Refused."""
    if found := list(_CONTENTS.problems(data, "")):
        raise refuse(Code.BAD_MANIFEST, name, said(found))
    return dict(data)


def snippets_of(data: Any, name: str, entry: str) -> dict[str, Any]:
    """A snippet file, its days as days.  Raises Refused."""
    dated = _with_days(data)
    if found := snippets.problems(_vouched_for(dated), name):
        raise refuse(Code.BAD_LESSON, entry, said(found))
    return dict(dated)


def _vouched_for(data: Any) -> Any:
    """Only to be checked: with a name where something was checked and no name is said."""
    if isinstance(data, dict):
        made = {name: _vouched_for(value) for name, value in data.items()}
        is_nameless = made.get("checked_on") and made.get("checked_by", "") is None
        return made | ({"checked_by": "-"} if is_nameless else {})
    return [_vouched_for(each) for each in data] if isinstance(data, list) else data


def _with_days(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            name: _day(value) if name == "checked_on" else _with_days(value)
            for name, value in data.items()
        }
    return [_with_days(each) for each in data] if isinstance(data, list) else data


def _day(value: Any) -> Any:
    """A day that is written well; anything else as it is, for the check to name it."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def site_of(data: Any, entry: str) -> dict[str, Any]:
    """The pages above the lessons.  Raises Refused."""
    if found := site.problems(data, ""):
        raise refuse(Code.BAD_LESSON, entry, said(found))
    return dict(data)
