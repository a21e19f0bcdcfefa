"""Spreadsheets (Office Open XML, ECMA-376) as rows of text, and back.

Nothing in them is ever computed: a formula is read and written as the text that it is.
"""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from curriculum.exchange import archives, table
from curriculum.exchange.drafts import BadFile, DraftQuestion, Imported, Loss, Written
from curriculum.exchange.taking import finished

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What openpyxl raises on a workbook that contradicts itself.
_BROKEN = (
    ParseError, DefusedXmlException, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError,
    TypeError, AttributeError, IndexError, EOFError, OSError, NotImplementedError,
)  # fmt: skip
_WIDE, _NARROW = 34, 14
_SHEET = ("Суроолор", "Вопросы", "Questions")
_GUIDE = "Түшүндүрмө · Объяснение · Guide"


def read(data: bytes, language: str) -> Imported:
    """The questions of Birge's own table.  Raises BadFile."""
    return table.read(rows(data))


def write(questions: Sequence[DraftQuestion], language: str) -> Written:
    """Birge's own table, with a second sheet that explains each column in three languages."""
    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET[table.LANGUAGES.index(language)]
    losses: list[Loss] = []
    kept = [question for _number, question in finished(questions, losses)]
    for row in table.rows_of(kept, language):
        _append(sheet, row)
    _dress(sheet, [_WIDE if _is_text(key) else _NARROW for key in table.column_keys()])
    _add_guide(book)
    file = BytesIO()
    book.save(file)
    return Written(file.getvalue(), tuple(losses))


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet as text, at most one more than `table.MOST_ROWS`.

    Raises BadFile, for what the archive says of itself before anything of it is unpacked.
    """
    archives.open_zip(data).close()
    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        bounds = {"max_row": table.MOST_ROWS + 1, "max_col": table.MOST_COLUMNS}
        for row in sheet.iter_rows(values_only=True, **bounds):
            yield [_text(value) for value in row]
    except _BROKEN as error:
        raise BadFile(_("This spreadsheet is damaged. Save it again as .xlsx.")) from error


def _text(value: object) -> str:
    """A cell's value as it is read: 5 for 5.0, nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _append(sheet: Worksheet, row: Sequence[str]) -> None:
    number = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for place, text in enumerate(row, 1):
        _put(sheet.cell(number, place), text)


def _put(cell: Cell, text: str) -> None:
    """The text as text: with the sign that tells a spreadsheet never to compute it."""
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    for cell, width in zip(sheet[1], widths, strict=True):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F1E9DC")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _is_text(key: str) -> bool:
    return key.startswith(("prompt", "text", "why", "explanation"))


def _add_guide(book: Workbook) -> None:
    sheet = book.create_sheet(_GUIDE)
    _append(sheet, ["Кыргызча", "", "Русский", "", "English", ""])
    for name, guide in table.GUIDE.items():
        heads = [words.replace(" {n}", " 1–6") for words in table.HEADINGS[name]]
        _append(sheet, [part for pair in zip(heads, guide, strict=True) for part in pair])
    _dress(sheet, [_NARROW + 6, _WIDE] * 3)
