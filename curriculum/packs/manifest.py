"""The list at the head of a pack: what is in it, who signed it, which keys are withdrawn.  Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from curriculum.checks.problems import Problem as ShapeProblem
from curriculum.checks.shapes import Fields, Line, ListOf, Name, OneOf, Whole
from curriculum.packs.refusals import Code, Refused, refuse

SCHEMA = 1
MANIFEST, SEAL = "manifest.json", "signature"
CONTENTS = "contents.json"
# What the signature is bound to, so that no other file of the same key can be passed off as a pack.
PURPOSE = "birge lesson pack"

MB = 1024 * 1024
MOST_BYTES = 200 * MB
MOST_ENTRIES = 2_000
MOST_MANIFEST = MB
MOST_JSON = 2 * MB
MOST_MEDIA = 10 * MB
MOST_LICENCE = MB // 8
DEEPEST = 40
LONGEST_TITLE = 80

SHA256 = r"[0-9a-f]{64}"
# Every name that a pack may hold, and how large what it names may be.  Nothing else is a name: so
# no path, no drive, no folder, no sign that cannot be seen.
LESSON = re.compile(r"lessons/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.json")
MEDIA = re.compile(rf"media/{SHA256}\.(jpg|png|webp|mp3|ogg|m4a|wav)")
SNIPPETS = re.compile(r"snippets/(help_services|legal_facts|trusted_adult|campaign)\.json")
SITE = re.compile(r"site\.json")
LICENCE = re.compile(r"licences/[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.txt")
_MOST = (
    (LESSON, MOST_JSON),
    (MEDIA, MOST_MEDIA),
    (SNIPPETS, MOST_JSON),
    (SITE, MOST_JSON),
    (re.compile(re.escape(CONTENTS)), MOST_JSON),
    (LICENCE, MOST_LICENCE),
)
# Signs that are not seen and change what is: controls, and those that turn the direction of a line.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True)
class Entry:
    """A file of the pack, as it was signed."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Revocation:
    """A key that is no longer to be trusted, since when, and why."""

    key: str
    on: str
    reason: str


@dataclass(frozen=True)
class Manifest:
    """`pack` is the same for all versions of a pack; `version` rises.  `entries` by name."""

    pack: UUID
    version: int
    title: str
    made_on: date
    signer: str
    entries: tuple[Entry, ...]
    revoked: tuple[Revocation, ...] = ()

    def to_bytes(self) -> bytes:
        """The same bytes for equal manifests."""
        data = asdict(self) | {
            "schema": SCHEMA,
            "pack": str(self.pack),
            "made_on": self.made_on.isoformat(),
        }
        return as_json(data)

    def digest(self) -> str:
        return hashlib.sha256(self.to_bytes()).hexdigest()


class _Size(Whole):
    """A number of bytes, at least 1."""


_ENTRY = Fields({"name": Line(200), "size": _Size(), "sha256": Name(SHA256)})
_DAY = r"\d{4}-\d\d-\d\d"
_REVOCATION = Fields({"key": Name(SHA256), "on": Name(_DAY), "reason": Line(200)})
_SHAPE = Fields(
    {
        "schema": OneOf((SCHEMA,)),
        "pack": Name(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        "version": Whole(),
        "title": Line(LONGEST_TITLE),
        "made_on": Name(_DAY),
        "signer": Name(SHA256),
        "entries": ListOf(_ENTRY, 1, MOST_ENTRIES),
        "revoked": ListOf(_REVOCATION, 0, 500),
    }
)


def of_bytes(written: bytes) -> Manifest:
    """The reverse of `to_bytes`.  Raises Refused."""
    data = parse(written, MANIFEST)
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise refuse(Code.UNKNOWN_SCHEMA)
    if found := list(_SHAPE.problems(data, "")):
        raise refuse(Code.BAD_MANIFEST, MANIFEST, said(found))
    try:
        return _built(data)
    except ValueError:  # a day that no calendar has
        raise refuse(Code.BAD_MANIFEST, MANIFEST) from None


def _built(data: Mapping[str, Any]) -> Manifest:
    manifest = Manifest(
        pack=UUID(data["pack"]),
        version=data["version"],
        title=data["title"],
        made_on=date.fromisoformat(data["made_on"]),
        signer=data["signer"],
        entries=tuple(Entry(**each) for each in data["entries"]),
        revoked=tuple(Revocation(**each) for each in data["revoked"]),
    )
    for each in manifest.revoked:
        date.fromisoformat(each.on)
    if manifest.version > 10**6 or [e.name for e in manifest.entries] != sorted(
        each.name for each in manifest.entries
    ):
        raise ValueError
    return manifest


def said(found: Iterable[ShapeProblem]) -> str:
    """The first few differences from a shape, on one line."""
    listed = [f"{each.path}: {each.what}" if each.path else str(each.what) for each in found]
    return "; ".join(listed[:5])


def names_refused(names: Iterable[str]) -> Iterator[tuple[Code, str]]:
    """What is wrong with the names of a pack's entries."""
    seen: set[str] = set()
    for name in names:
        if most_bytes(name) is None:
            yield Code.BAD_NAME, repr(name)[1:-1][:80]
        if name.lower() in seen:
            yield Code.NAME_TWICE, name
        seen.add(name.lower())


def most_bytes(name: str) -> int | None:
    """How large the entry of this name may be; None if no pack has such a name."""
    return next((most for pattern, most in _MOST if pattern.fullmatch(name)), None)


def as_json(data: Any) -> bytes:
    """People can read it: indented, letters as letters, names in order."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1, default=str)
    return (text + "\n").encode()


def parse(written: bytes, name: str) -> Any:
    """The data of a JSON text: UTF-8, no name twice, no number that is none, not too deep, and no
    unseen signs.  Raises Refused."""
    try:
        data = json.loads(written.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise refuse(Code.BAD_JSON, name) from None
    _walk(data, name)
    return data


def parse_text(written: bytes, name: str) -> str:
    """A plain text in UTF-8 without unseen signs.  Raises Refused."""
    try:
        text = written.decode()
    except ValueError:
        raise refuse(Code.BAD_JSON, name) from None
    _walk(text, name)
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _walk(data: Any, name: str) -> None:
    """Raises Refused for what is too deep or has unseen signs."""
    waiting = [(data, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise refuse(Code.BAD_JSON, name)
        if isinstance(value, str) and _UNSEEN.search(value):
            raise refuse(Code.BAD_LETTERS, name)
        if isinstance(value, dict):
            waiting += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            waiting += [(part, depth + 1) for part in value]


def as_refused(found: Iterable[tuple[Code, str]]) -> None:
    """Raises Refused if there is anything."""
    if listed := [refuse(code, where).problems[0] for code, where in found]:
        raise Refused(listed)
