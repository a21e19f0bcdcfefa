"""The results file: a text that people can read, signed.  Pure, but for the key.

The file is the one text that `write` makes of its data: nothing in it can be changed, not a blank.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from classrooms.calendar import Term
from classrooms.figures.estimates import SMALLEST_RUNS, Count, estimate
from curriculum import signing
from quizzes.disclosure import ALPHA
from quizzes.states import Wave

SCHEMA, KIND = 1, "birge results"
MOST_BYTES = 100 * 1024
MOST_FIGURES = 1000
LONGEST_NAME = 120
# A noisy sum lies outside 0…N by chance; by this much for each run, it does not.
FARTHEST = 60
MOST_ANSWERS = 1_000_000

ABOUT = _(
    "Figures of one school, as it has published them. Each is the sum of at least 3 classes whose "
    "counts were blurred before, so it tells of no class and of no pupil. “about” is the share of "
    "answers that fit, in points of 100; “margin” is how far the blur may move it, nine times out "
    "of ten."
)


class NoResults(Exception):
    """The file is no results file, damaged, changed, or it says what cannot be."""


@dataclass(frozen=True)
class Cell:
    """One published cell; `question` are its words in the source language, empty when no lesson
    asks it any more."""

    lineage: UUID
    wave: str
    term: str
    runs: int
    submitted: int
    total: int
    alpha: str
    question: str = ""

    def to_data(self) -> dict[str, Any]:
        count = Count.of(self.total, self.submitted, self.runs, Fraction(self.alpha))
        shown = estimate(count)
        return {
            "question": self.question,
            "about": shown.share if shown else None,
            "margin": shown.margin if shown else None,
            "lineage": str(self.lineage),
            "wave": self.wave,
            "term": self.term,
            "m": self.runs,
            "N": self.submitted,
            "sum_v": self.total,
            "alpha": self.alpha,
        }


@dataclass(frozen=True)
class Results:
    """`school`: as its own computer names it."""

    school: UUID
    name: str
    cells: tuple[Cell, ...]
    signer: str


def write(school: UUID, name: str, cells: list[Cell], key: Ed25519PrivateKey) -> bytes:
    """The signed file; the same bytes for the same figures."""
    ordered = sorted(cells, key=lambda cell: (cell.term, str(cell.lineage), cell.wave))
    data = {
        "kind": KIND,
        "schema": SCHEMA,
        "about_this_file": dict(_about()),
        "school": {"id": str(school), "name": name},
        "figures": [cell.to_data() for cell in ordered],
    }
    seal = signing.seal(key, KIND, _text(data))
    return _text(data | {"signature": seal.hex()})


def _about() -> Iterator[tuple[str, str]]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield code, str(ABOUT)


def _text(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read(written: bytes) -> Results:
    """What the file says and who signed it; whether the signer is trusted is another question.
    Raises NoResults."""
    if len(written) > MOST_BYTES:
        raise NoResults
    try:
        data = json.loads(written.decode(), parse_constant=_no_number)
        seal = bytes.fromhex(data.pop("signature"))
        signer = signing.signer_of(seal, KIND, _text(data))
        if _text(data | {"signature": seal.hex()}) != written:
            raise NoResults
        return _understood(data, signer)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, signing.NotSealed):
        raise NoResults from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _understood(data: Mapping[str, Any], signer: str) -> Results:
    if (data["kind"], data["schema"]) != (KIND, SCHEMA):
        raise NoResults
    cells = tuple(_cell(each) for each in data["figures"])
    asked = {(cell.lineage, cell.wave, cell.term) for cell in cells}
    name = data["school"]["name"]
    if len(asked) != len(cells) or not 0 < len(cells) <= MOST_FIGURES or not _is_name(name):
        raise NoResults
    return Results(UUID(data["school"]["id"]), name, cells, signer)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and name.isprintable() and len(name) <= LONGEST_NAME


def _cell(data: Mapping[str, Any]) -> Cell:
    """Raises NoResults for what no school publishes, and what a faulty file raises (`read`)."""
    cell = Cell(
        lineage=UUID(data["lineage"]),
        wave=data["wave"],
        term=data["term"],
        runs=data["m"],
        submitted=data["N"],
        total=data["sum_v"],
        alpha=data["alpha"],
        question=data["question"],
    )
    numbers = (cell.runs, cell.submitted, cell.total)
    if not all(type(number) is int for number in numbers) or not _can_be(cell):
        raise NoResults
    if cell.to_data() != data:
        raise NoResults
    return cell


def _can_be(cell: Cell) -> bool:
    is_known = cell.wave in Wave.values and Fraction(cell.alpha) in ALPHA.values()
    term = Term.parse(cell.term)
    is_term = 1 <= term.number <= len(settings.BIRGE_TERMS) and 2020 <= term.year <= 2100
    is_pooled = SMALLEST_RUNS <= cell.runs <= cell.submitted <= MOST_ANSWERS
    far = FARTHEST * cell.runs
    return is_known and is_term and is_pooled and -far <= cell.total <= cell.submitted + far
