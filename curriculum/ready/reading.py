"""How hard a text is to read, by language, and what an age band can read (pure).

The measure has the two parts that nearly all measures of readability share since Flesch (1948)
and Björnsson's LIX (1968): how many words a sentence has, and how many words are long.  Their
formulas are of no use here: the constants belong to English and Swedish (Oborneva 2006 had to find
new ones for Russian, and nobody has for Kyrgyz), so the two numbers are told as they are.

* words in a sentence: words ÷ sentences; a colon, a semicolon and a new line end a sentence too,
  because a reader rests there;
* share of long words: of 100 words, those with at least LONG syllables.  A syllable is a vowel in
  Kyrgyz and Russian (exact) and a group of vowels in English (near enough).  Kyrgyz puts endings
  one after the other and Russian words are long, so "long" begins at four syllables there and at
  three in English.

The limits are this project's own.  The four starter lessons, one for each band, have means of
4.2–4.8 (ky), 4.4–5.0 (ru), 5.7–6.4 (en) words in a sentence and 12–17 (ky), 12–15 (ru), 12–21 (en)
long words of 100; their longest slide has 42, 41 and 51 words.  The limits lie above that, the
youngest band's nearest.  What is over a limit is told to the author and forbids nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from curriculum.states import AgeBand

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
END = re.compile(r"[.!?…:;]+[»”]?(?=\s|$)|\n")
VOWELS = {
    "ky": re.compile("[аеёиоуыэюяөү]", re.IGNORECASE),
    "ru": re.compile("[аеёиоуыэюя]", re.IGNORECASE),
    "en": re.compile("[aeiouy]+", re.IGNORECASE),
}
LONG = {"ky": 4, "ru": 4, "en": 3}


@dataclass(frozen=True)
class Level:
    """`sentence`: words in a sentence, the mean; `longest`: the words of the longest one;
    `long_words`: of 100 words, those that are long.  All 0 for a text without words."""

    sentence: float
    longest: int
    long_words: float


@dataclass(frozen=True)
class Limits:
    """The same, as the most that an age band reads, and the most words on one slide."""

    sentence: float
    longest: int
    long_words: float
    slide: int


_CYRILLIC = {
    AgeBand.SEVEN_TO_TEN: Limits(6, 18, 18, 45),
    AgeBand.ELEVEN_TO_TWELVE: Limits(8, 20, 22, 50),
    AgeBand.THIRTEEN_TO_FIFTEEN: Limits(10, 23, 26, 55),
    AgeBand.SIXTEEN_TO_SEVENTEEN: Limits(12, 26, 30, 60),
}
_LATIN = {
    AgeBand.SEVEN_TO_TEN: Limits(8, 22, 18, 55),
    AgeBand.ELEVEN_TO_TWELVE: Limits(10, 26, 24, 60),
    AgeBand.THIRTEEN_TO_FIFTEEN: Limits(12, 28, 28, 65),
    AgeBand.SIXTEEN_TO_SEVENTEEN: Limits(14, 30, 32, 70),
}
LIMITS = {"ky": _CYRILLIC, "ru": _CYRILLIC, "en": _LATIN}


def limits_for(language: str, age_band: str) -> Limits | None:
    """None while no age band is chosen."""
    return LIMITS[language].get(age_band)  # type: ignore[call-overload]  # a choice is its value


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def level_of(language: str, texts: Iterable[str]) -> Level:
    """The level of several texts together."""
    listed = list(texts)
    sentences = [count for text in listed for count in _sentence_lengths(text)]
    words = [word for text in listed for word in words_of(text)]
    if not words:
        return Level(0, 0, 0)
    long_words = sum(_syllables(language, word) >= LONG[language] for word in words)
    return Level(sum(sentences) / len(sentences), max(sentences), 100 * long_words / len(words))


def _sentence_lengths(text: str) -> list[int]:
    return [count for part in END.split(text) if (count := len(words_of(part)))]


def _syllables(language: str, word: str) -> int:
    return len(VOWELS[language].findall(word))
