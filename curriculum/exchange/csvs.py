"""Birge's own table as comma-separated values (RFC 4180); ; and tabs are read too."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from curriculum.exchange import table, texts
from curriculum.exchange.drafts import (
    WHOLE,
    BadFile,
    DraftQuestion,
    Imported,
    Loss,
    Lost,
    Written,
)
from curriculum.exchange.taking import finished

# A cell that a spreadsheet would take for a formula gets an apostrophe before it.
_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read(data: bytes, language: str) -> Imported:
    """The questions of the table.  Raises BadFile."""
    text, guessed = texts.decode(data)
    found = table.read(rows(text))
    lost = (Loss(WHOLE, Lost.GUESSED),) if guessed else ()
    return Imported(found.taken, found.problems, lost + found.losses)


def write(questions: Sequence[DraftQuestion], language: str) -> Written:
    """The table in UTF-8 with its mark, as spreadsheets want it."""
    losses: list[Loss] = []
    kept = [question for _number, question in finished(questions, losses)]
    file = StringIO()
    guarded = ([_guard(cell) for cell in row] for row in table.rows_of(kept, language))
    csv.writer(file).writerows(guarded)
    return Written(file.getvalue().encode("utf-8-sig"), tuple(losses))


def rows(text: str) -> Iterator[list[str]]:
    """The rows as text.  Raises BadFile where the quotes do not close."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield [_unguard(cell) for cell in row[: table.MOST_COLUMNS]]
    except csv.Error as error:
        said = _("The table breaks in line {number}.")
        raise BadFile(format_lazy(said, number=reader.line_num)) from error


def _guard(cell: str) -> str:
    return f"'{cell}" if _LIKE_FORMULA.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
