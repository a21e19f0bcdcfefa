"""Kahoot's quiz spreadsheet, read only (template of 2023: question, four answers, time limit and
the numbers of the correct answers; its header stands in one of the first rows)."""

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from curriculum.exchange import table, xlsx
from curriculum.exchange.drafts import BadFile, DraftOption, DraftQuestion, Imported, Place
from curriculum.exchange.taking import Notes

ANSWERS = 4
HEADER_WITHIN = 20  # rows
Columns = dict[str, int]


def is_header(row: Sequence[str]) -> bool:
    return _columns(row) is not None


def read(data: bytes, language: str) -> Imported:
    """The questions of the spreadsheet.  Raises BadFile."""
    notes = Notes()
    columns: Columns | None = None
    for place, row in table.placed(xlsx.rows(data), notes):
        if columns is None:
            columns = _columns(row)
        elif any(cell.strip() for cell in row[columns["question"] :]):
            _take(notes, place, row, columns)
    if columns is None:
        raise BadFile(_("This is no Kahoot spreadsheet: its columns are not named."))
    return notes.imported()


def _columns(row: Sequence[str]) -> Columns | None:
    """Where the question, each answer and the correct answers stand; None for another row.

    A heading goes on with how long a text may be: "Question - max 120 characters"."""
    heads = [cell.strip().casefold() for cell in row]
    wanted = ["question", *(f"answer {n}" for n in range(1, ANSWERS + 1)), "correct answer"]
    found = {
        name: index for name in wanted for index, head in enumerate(heads) if head.startswith(name)
    }
    return found if len(found) == len(wanted) else None


def _take(notes: Notes, place: Place, row: Sequence[str], columns: Columns) -> None:
    cells = {name: row[i].strip() if i < len(row) else "" for name, i in columns.items()}
    correct = {part.strip() for part in cells["correct answer"].replace(";", ",").split(",")}
    numbers = {str(n) for n in range(1, ANSWERS + 1)}
    if strange := correct - numbers - {""}:
        said = _("“{word}” is no number of an answer.")
        notes.refuse(place, format_lazy(said, word=min(strange)[:60]))
        return
    answers = {str(n): cells[f"answer {n}"] for n in range(1, ANSWERS + 1)}
    if any(not answers[number] for number in correct - {""}):
        notes.refuse(place, _("The correct answer is empty."))
        return
    options = tuple(DraftOption(text, n in correct) for n, text in answers.items() if text)
    notes.take(place, DraftQuestion(cells["question"], options))
