"""Wording that is looked for, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from curriculum.wording import QUOTED


@dataclass(frozen=True, eq=False)
class Pattern:
    """Words by which a sentence stands out, as a regular expression for each language that has
    any, and `why` they are looked for, in words for an author."""

    why: str | Promise
    words: Mapping[str, str]

    def found_in(self, language: str, said: str) -> tuple[str, ...]:
        """The words that stand out, outside quotations, each once."""
        pattern = self.words.get(language)
        if not pattern:
            return ()
        found = re.finditer(pattern, QUOTED.sub("", said), re.IGNORECASE)
        return tuple(dict.fromkeys(match[0].strip() for match in found))


def matches(
    patterns: Iterable[Pattern], language: str, said: str
) -> Iterator[tuple[Pattern, tuple[str, ...]]]:
    """Each pattern that finds something, with what it found."""
    for pattern in patterns:
        if words := pattern.found_in(language, said):
            yield pattern, words
