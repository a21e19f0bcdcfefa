"""Aiken (Moodle's documentation of 2024): a line with the question, lettered answers, ANSWER.

    What is a clear yes?
    A. A smile and the word "yes"
    B. Silence
    ANSWER: A

It holds no explanations and one right answer.
"""

import re
import string
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from curriculum.exchange import texts
from curriculum.exchange.drafts import (
    WHOLE,
    DraftOption,
    DraftQuestion,
    Imported,
    Loss,
    Lost,
    Place,
    Unit,
    Written,
)
from curriculum.exchange.taking import Notes, writable

_OPTION = re.compile(r"([A-Z])[.)]\s+(.*)")
_ANSWER = re.compile(r"ANSWER:\s*(\S*)\s*\Z", re.IGNORECASE)
Lines = list[tuple[int, str]]


def read(data: bytes, language: str) -> Imported:
    """Raises BadFile when it is no text."""
    text, guessed = texts.decode(data)
    notes = Notes()
    if guessed:
        notes.lose(WHOLE, [Lost.GUESSED])
    for lines in _questions(text):
        _take(notes, lines)
    return notes.imported()


def write(questions: Sequence[DraftQuestion], language: str) -> Written:
    losses: list[Loss] = []
    blocks = []
    for number, question in writable(questions, losses, several=False):
        losses.extend(Loss(Place(Unit.QUESTION, number), what) for what in _lost(question))
        blocks.append(_block(question))
    return Written("\n\n".join(blocks).encode() + b"\n", tuple(losses))


def _questions(text: str) -> Iterator[Lines]:
    """The numbered lines of each question, up to its ANSWER; one that has none ends where the
    next one begins."""
    lines: Lines = []
    answered = 0  # lines up to the last answer
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if not line:
            continue
        if line.startswith(("A.", "A)")) and 0 < answered < len(lines):
            yield lines[:answered]
            lines, answered = lines[answered:], 0
        lines.append((number, line))
        if len(lines) > 1 and _ANSWER.match(line):
            yield lines
            lines, answered = [], 0
        elif len(lines) > 1 and _OPTION.match(line):
            answered = len(lines)
    if lines:
        yield lines


def _take(notes: Notes, lines: Lines) -> None:
    place = Place(Unit.LINE, lines[0][0])
    answer = _ANSWER.match(lines[-1][1])
    if answer is None:
        notes.refuse(place, _("No line “ANSWER:” ends this question."))
        return
    # The first line is the question, whatever it looks like.
    prompt, options, letters = [lines[0][1]], [], ""
    for _number, line in lines[1:-1]:
        if found := _OPTION.match(line):
            letters += found[1]
            options.append(DraftOption(found[2], found[1] == answer[1].upper()))
        elif options:
            options[-1] = DraftOption(f"{options[-1].text} {line}", options[-1].counts)
        else:
            prompt.append(line)
    if not string.ascii_uppercase.startswith(letters):
        notes.refuse(place, _("The letters of the answers do not follow each other."))
    else:
        notes.take(place, DraftQuestion(" ".join(prompt), tuple(options)))


def _lost(question: DraftQuestion) -> Iterator[Lost]:
    if any(option.explanation for option in question.options):
        yield Lost.EXPLANATIONS
    if "\n" in question.prompt or any("\n" in option.text for option in question.options):
        yield Lost.LINES


def _block(question: DraftQuestion) -> str:
    lettered = list(zip(string.ascii_uppercase, question.options, strict=False))
    right = next(letter for letter, option in lettered if option.counts)
    options = [f"{letter}. {_line(option.text)}" for letter, option in lettered]
    return "\n".join([_line(question.prompt), *options, f"ANSWER: {right}"])


def _line(text: str) -> str:
    return " ".join(text.split())
