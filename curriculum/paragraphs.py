"""A slide's text as lines that can be read from the last row."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(?:^|\s)(\d)\.\s+")
_END = re.compile(r"[.!?…]+[»”]?\s+(?=[«“]?[A-ZА-ЯЁӨҮҢ])")
_OPENING, _CLOSING = "«“", "»”"


@dataclass(frozen=True)
class Lines:
    """`lead`: sentences; `points`: the items of an enumeration "1. … 2. …" that follows."""

    lead: tuple[str, ...]
    points: tuple[str, ...] = ()


def lines_of(text: str) -> Lines:
    """The text split into sentences, and into points where it counts 1., 2., 3. …

    Nothing but white space and the points' numbers is lost.  A quotation is never split.
    """
    numbers = list(_NUMBER.finditer(text))
    counts = [int(number[1]) for number in numbers]
    if len(counts) < 2 or counts != list(range(1, len(counts) + 1)):
        return Lines(_sentences(text))
    ends = [number.start() for number in numbers[1:]] + [len(text)]
    points = (text[n.end() : end].strip() for n, end in zip(numbers, ends, strict=True))
    return Lines(_sentences(text[: numbers[0].start()]), tuple(points))


def _sentences(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _is_open(text[start : end.end()]):
            parts.append(text[start : end.end()].strip())
            start = end.end()
    return tuple(part for part in [*parts, text[start:].strip()] if part)


def _is_open(text: str) -> bool:
    """Whether a quotation begun in the text is not yet closed."""
    return sum(text.count(sign) for sign in _OPENING) > sum(text.count(sign) for sign in _CLOSING)
