"""The formats that questions come from and go to, and how a file's format is known."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curriculum.exchange import (
    aiken,
    archives,
    csvs,
    gift,
    gift_reader,
    kahoot,
    moodle,
    qti,
    qti_writer,
    table,
    texts,
    trees,
    xlsx,
)
from curriculum.exchange.drafts import BadFile, DraftQuestion, Imported, Written

MOST_BYTES = 2 * 1024 * 1024
Read = Callable[[bytes, str], Imported]
Write = Callable[[Sequence[DraftQuestion], str], Written]


@dataclass(frozen=True)
class Format:
    """`write` is None for a format that is only read."""

    name: str
    label: str | Promise
    suffix: str
    content_type: str
    read: Read
    write: Write | None


_ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    each.name: each
    for each in (
        Format("xlsx", _("Birge's table (Excel)"), ".xlsx", _XLSX, xlsx.read, xlsx.write),
        Format("csv", _("Birge's table (CSV)"), ".csv", "text/csv", csvs.read, csvs.write),
        Format("gift", "GIFT", ".gift.txt", "text/plain", gift_reader.read, gift.write),
        Format("aiken", "Aiken", ".aiken.txt", "text/plain", aiken.read, aiken.write),
        Format("moodle", "Moodle XML", ".xml", "application/xml", moodle.read, moodle.write),
        Format("qti", "QTI 3.0", ".zip", _ZIP, qti.read, qti_writer.write),
        Format("kahoot", "Kahoot", ".xlsx", _XLSX, kahoot.read, None),
    )
}
WRITTEN = [each for each in FORMATS.values() if each.write]

_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(r"\ufeff?\s*<(?:\?xml|!--|!DOCTYPE|quiz|qti-)")
_AIKEN = re.compile(r"^\s*ANSWER:\s*[A-Z]\s*$", re.MULTILINE | re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UNKNOWN = _("Birge does not know this kind of file.")


def format_of(data: bytes) -> Format:
    """The format of a file by what is in it; its name tells nothing.  Raises BadFile."""
    if not data.strip():
        raise BadFile(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise BadFile(_("The file is larger than 2 megabytes."))
    if data.startswith(_OLD_OFFICE):
        raise BadFile(_("This is an old Office file. Save it as .xlsx."))
    if data.startswith(b"PK"):
        return FORMATS[_name_of_zip(data)]
    text, _guessed = texts.decode(data)
    if _HTML.match(text):
        raise BadFile(_("This is a web page, not a file with questions."))
    return FORMATS[_name_of_xml(data) if _XML.match(text) else _name_of_text(text)]


def read(data: bytes, language: str) -> tuple[Format, Imported]:
    """The questions of a file in whichever format, for a lesson in `language`.  Raises BadFile."""
    found = format_of(data)
    return found, found.read(data, language)


def _name_of_zip(data: bytes) -> str:
    with archives.open_zip(data) as archive:
        names = archive.namelist()
    if qti.MANIFEST in names:
        return "qti"
    if "xl/workbook.xml" not in names:
        raise BadFile(_UNKNOWN)
    rows = (row for _number, row in zip(range(kahoot.HEADER_WITHIN), xlsx.rows(data), strict=False))
    return "kahoot" if any(kahoot.is_header(row) for row in rows) else "xlsx"


def _name_of_xml(data: bytes) -> str:
    root = trees.local(trees.parse(data))
    if root == qti.ITEM:
        return "qti"
    if root == "quiz":
        return "moodle"
    raise BadFile(_UNKNOWN)


def _name_of_text(text: str) -> str:
    if _is_table(text):
        return "csv"
    if _AIKEN.search(text):
        return "aiken"
    if "{" in text:
        return "gift"
    raise BadFile(_UNKNOWN)


def _is_table(text: str) -> bool:
    try:
        return table.is_header(next(csvs.rows(text), ()))
    except BadFile:
        return False
