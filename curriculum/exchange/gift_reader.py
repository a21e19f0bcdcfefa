"""GIFT, the way in: see `gift`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from curriculum.exchange import gift, texts
from curriculum.exchange.drafts import (
    WHOLE,
    DraftOption,
    DraftQuestion,
    Imported,
    Lost,
    Place,
    Unit,
)
from curriculum.exchange.taking import (
    Notes,
    title_lost,
    true_or_false,
    unknown_kind,
    weighed,
)

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(.*))?\Z", re.IGNORECASE | re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
# `~=` is written too, for a right answer among wrong ones.
_ANSWER = re.compile(r"(?:~?(=)|(~))([^=~]*)")
_COMMENT = re.compile(r"\s*(?://|\$CATEGORY:)", re.IGNORECASE)
_GAP = "_____"


def read(data: bytes, language: str) -> Imported:
    """Raises BadFile when it is no text."""
    text, guessed = texts.decode(data)
    notes = Notes()
    if guessed:
        notes.lose(WHOLE, [Lost.GUESSED])
    for line, block in _blocks(gift.hide_escapes(text)):
        _take(notes, Place(Unit.LINE, line), block, language)
    return notes.imported()


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each question with the line that it begins in.

    An empty line outside of braces ends one, and so does a new title: a brace that nobody closed
    spoils one question, not all that follow.
    """
    lines: list[str] = []
    start = depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if _COMMENT.match(line):
            continue
        is_next = lines and line.lstrip().startswith("::")
        if lines and (is_next or not line.strip()) and (depth <= 0 or is_next):
            yield start, "\n".join(lines)
            lines, depth = [], 0
        if line.strip():
            start = start if lines else number
            lines.append(line)
            depth += line.count("{") - line.count("}")
    if lines:
        yield start, "\n".join(lines)


@dataclass
class _Text:
    """Turns the pieces of one question into plain text, and notes what is lost."""

    format: str
    lost: set[Lost]

    def plain(self, piece: str) -> str:
        found = _FORMAT.match(piece)
        kind = found[1] if found else self.format
        raw = piece[found.end() :] if found else piece
        shown = gift.show_escapes(re.sub(r"\s+", " ", raw)).strip()
        if kind == "html" or (kind != "plain" and texts.is_markup(shown)):
            shown, lost = texts.from_html(shown)
            self.lost |= lost
        return shown


def _take(notes: Notes, place: Place, block: str, language: str) -> None:
    title = _TITLE.match(block)
    stem = block[title.end() :] if title else block
    before, opened, rest = stem.partition("{")
    body, closed, after = rest.partition("}")
    if not opened:
        notes.refuse(place, _("A text without answers is no question."))
    elif not closed:
        notes.refuse(place, _("The bracket “{” is never closed."))
    else:
        mark = _FORMAT.match(before)
        text = _Text(mark[1] if mark else "moodle", set())
        gap = f" {_GAP} {after.strip()}" if after.strip(' \t\n";') else ""
        prompt = re.sub(rf"{_GAP} (?=[.,;:!?])", _GAP, text.plain(before + gap))
        if title:
            text.lost |= title_lost(gift.show_escapes(title[1]), prompt)
        _take_body(notes, place, prompt, body, text, language)


def _take_body(
    notes: Notes, place: Place, prompt: str, body: str, text: _Text, language: str
) -> None:
    answers, general, _comment = body.partition("####")
    if general:
        text.lost.add(Lost.GENERAL)
    if truth := _TRUTH.match(answers.strip()):
        is_true = truth[1].upper().startswith("T")
        whys = [text.plain(each) for each in (truth[2] or "").split("#")][:2]
        wrong, right = (*whys, "", "")[:2]
        both = (right, wrong) if is_true else (wrong, right)
        notes.take(place, true_or_false(prompt, is_true, language, both), text.lost)
    elif (name := _other_kind(answers)) is not None:
        notes.refuse(place, unknown_kind(name))
    elif not answers.lstrip().startswith(("=", "~")):
        notes.refuse(place, _("Something stands before the first answer."))
    else:
        options = tuple(_options(answers, text))
        notes.take(place, DraftQuestion(prompt, options), text.lost)


def _other_kind(answers: str) -> str | None:
    """What Moodle calls a question that has no answers to choose."""
    if not answers.strip():
        return "essay"
    if answers.strip().startswith("#"):
        return "numerical"
    if "~" in answers:
        return None
    return "matching" if "->" in answers else "shortanswer"


def _options(answers: str, text: _Text) -> Iterator[DraftOption]:
    marked = []
    for right, wrong, piece in _ANSWER.findall(answers):
        weight = _WEIGHT.match(piece)
        given = float(weight[1]) if weight else None
        marked.append((right or wrong, given, piece[weight.end() :] if weight else piece))
    weights = [100.0 if m == "=" and w is None else w or 0.0 for m, w, _piece in marked]
    together = all(mark == "~" for mark, *_rest in marked) and max(weights) < 100
    counts, lost = weighed(weights, together=together)
    text.lost |= lost
    for fits, (_mark, _weight, piece) in zip(counts, marked, strict=True):
        said, _sign, why = piece.partition("#")
        yield DraftOption(text.plain(said), fits, text.plain(why))
