"""All words of the screens in one table, for somebody who reads and comments them in a spreadsheet.

First the CMS's own words (`locale-admin`), which are Wagtail's, then ours.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

FILES = (
    ("locale-admin", "django"), ("locale-admin", "djangojs"), ("locale", "django"),
)  # fmt: skip
_WIDTHS = (22, 50, 50, 50, 40)
# One number for each plural that Russian has.
_NUMBERS = (1, 2, 5)


class Row(NamedTuple):
    """`where`: the catalogue in which a word is corrected; all forms of a plural stand in lines."""

    where: str
    english: str
    kyrgyz: str
    russian: str


HEAD = ("Catalogue", "English", "Кыргызча", "Русский", "Эскертүү · Замечание · Comment")


def rows() -> Iterator[Row]:
    """Every message once in each catalogue, in the catalogue's order."""
    for folder, name in FILES:
        kyrgyz, russian = (_catalogue(folder, language, name) for language in ("ky", "ru"))
        said = {_key(entry): _said(entry) for entry in russian}
        for entry in kyrgyz:
            english = "\n".join(filter(None, (entry.msgid, entry.msgid_plural)))
            where = f"{folder} · {name}"
            yield Row(where, english, _said(entry), said.get(_key(entry)) or _in_russian(entry))


def write(path: Path) -> int:
    """An .xlsx with these rows and a column for comments; returns how many rows.

    Every cell is text: what begins with “=” computes nothing.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Birge"
    written = 0
    for number, row in enumerate((HEAD, *rows()), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
        written = number - 1
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    book.save(path)
    return written


def _catalogue(folder: str, language: str, name: str) -> list[polib.POEntry]:
    path = settings.BASE_DIR / folder / language / "LC_MESSAGES" / f"{name}.po"
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def _key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _said(entry: polib.POEntry) -> str:
    return "\n".join(entry.msgstr_plural.values()) if entry.msgid_plural else str(entry.msgstr)


def _in_russian(entry: polib.POEntry) -> str:
    """As the package itself says it, if it does."""
    with override("ru"):
        if entry.msgid_plural:
            return "\n".join(_plural(entry, number) for number in _NUMBERS)
        if entry.msgctxt:
            return pgettext(entry.msgctxt, entry.msgid)
        return gettext(entry.msgid)


def _plural(entry: polib.POEntry, number: int) -> str:
    one, many = entry.msgid, entry.msgid_plural
    if entry.msgctxt:
        return npgettext(entry.msgctxt, one, many, number)
    return ngettext(one, many, number)
