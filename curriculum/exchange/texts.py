"""Bytes and markup from elsewhere as plain text."""

import codecs
import html
import re
import unicodedata

import nh3
from django.utils.translation import gettext_lazy as _

from curriculum.exchange.drafts import BadFile, Lost

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
# "café" of another alphabet, read as Windows-1251.
_MIXED_WORD = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
# Other format characters steer how text runs, or hide; these two join letters and emoji.
_JOINERS = "\u200c\u200d"
_BREAKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre",
           "blockquote", "dt", "dd")  # fmt: skip
_BREAK = re.compile(rf"</?(?:{'|'.join(_BREAKS)})>")
# What is markup beyond doubt: "a<b" is none.
_MARKUP = re.compile(
    r"</[a-z][a-z0-9]*\s*>|<(?:p|br|hr|img|div|span|b|i|u|em|strong|sub|sup|code|pre|a|ul|ol|li"
    r"|table|h[1-6]|script|style|iframe|object|video|audio|svg)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<\s*([a-z][a-z0-9]*)", re.IGNORECASE)
# "qti": the wrappers that QTI puts around text.
_PLAIN_TAGS = frozenset({"p", "br", "div", "span", "qti"})
_MEDIA_TAGS = frozenset({"img", "audio", "video", "object", "embed", "iframe", "svg", "source"})


def decode(data: bytes) -> tuple[str, bool]:
    """The text of a file, and whether its alphabet had to be guessed.

    UTF-8 and UTF-16 are known by their marks or their form; else it is taken for Windows-1251 if
    that gives Russian words.  Raises BadFile for anything else.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding), False
    try:
        return _decoded(data, "utf-8"), False
    except BadFile:
        text = _decoded(data, "cp1251")
    if not _CYRILLIC.search(text) or _MIXED_WORD.search(text):
        raise BadFile(UNKNOWN_ALPHABET)
    return text, True


UNKNOWN_ALPHABET = _("The letters of this file cannot be read. Save it as “UTF-8”.")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(UNKNOWN_ALPHABET) from error
    if "\0" in text:
        raise BadFile(_("This is not a text file."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> tuple[str, set[Lost]]:
    """A text as a lesson keeps it: single spaces, at most one empty line, nothing invisible."""
    spaced = re.sub(r"[^\S\n]+", " ", text)
    shown = "".join(sign for sign in spaced if not _is_hidden(sign))
    lines = "\n".join(re.sub(" +", " ", line).strip() for line in shown.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip(), {Lost.HIDDEN} if shown != spaced else set()


def _is_hidden(sign: str) -> bool:
    if sign in "\n" + _JOINERS:
        return False
    is_no_character = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    return is_no_character or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co")


def is_markup(text: str) -> bool:
    """Whether a text of no stated format holds HTML."""
    return _MARKUP.search(text) is not None


def from_html(markup: str) -> tuple[str, set[Lost]]:
    """HTML as plain text, by nh3: no tag, no script, no attribute is left, lines stay lines."""
    tags = {name.lower() for name in _TAG.findall(markup)}
    kept = nh3.clean(markup, tags={"br", *_BREAKS}, attributes={}, link_rel=None)
    lines = re.sub("<br>", "\n", re.sub(r"\s+", " ", kept))
    text, lost = clean(html.unescape(_BREAK.sub("\n", lines)))
    if tags & _MEDIA_TAGS:
        lost.add(Lost.MEDIA)
    if tags - _PLAIN_TAGS - _MEDIA_TAGS:
        lost.add(Lost.FORMATTING)
    return text, lost
