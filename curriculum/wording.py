"""Patterns of wording that lessons avoid, by language."""

import re
from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# Competition, labels and shame have no place on a screen.
BANNED = {
    "en": r"\bpoints?\b|winner|leaderboard|countdown|\btimer|class goal|\bwrong answer|\bvictim",
    "ru": r"\bочк(и|ов|ами)\b|\bбалл\w*|победител\w*|таймер|цел[ьи] класса|\bжертв",
    "ky": r"упай|жеңүүчү|таймер|класстын максаты|курмандык",
}
# A pupil's own experience is never asked for (PRIVACY.md, rule 8).
EXPERIENCE = {
    "en": r"have you ever|has anyone\b.*\byou\b",
    "ru": r"с тобой|тебя когда-нибудь|у вас дома",
    "ky": r"сени менен болду беле|сага\b.*\bбеле\b|үйүңөрдө",
}
# A scenario asks what a person in a story could do, not what "you" would.
YOU = {
    "en": r"\b(you|your)\b",
    "ru": r"\b(ты|тебя|тебе|тобой|твой|твоя|твоё|твою|твоего|твоей|твои)\b",
    "ky": r"\b(сен|сага|сени|сенин|сенде)\b|(ыңыз|асың|есиң|осуң|өсүң)\?",
}
# Numbers change and are checked in one place, the help services.
HELPLINE = re.compile(r"(?<!\d)(?<!\d\.)(102|111|112|115|117)(?!\d|\.\d)")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")

CYRILLIC, LATIN = "а-яёөүңА-ЯЁӨҮҢ", "A-Za-z"
MIXED = re.compile(f"[{CYRILLIC}][{LATIN}]|[{LATIN}][{CYRILLIC}]")
ODD = re.compile(rf"[^{CYRILLIC}{LATIN}\d\s.,;:!?…«»“”‘’()/%№→–—-]")
ANY_CYRILLIC = re.compile("[\u0400-\u04ff]")

Found = tuple[str, str | Promise]


def avoided(text: Mapping[str, str]) -> Iterator[Found]:
    """(language, what is wrong) of a text that stands anywhere in the curriculum."""
    for language, said in text.items():
        if match := re.search(BANNED[language], said, re.IGNORECASE):
            yield language, format_lazy(_("has a word to avoid: {word}"), word=match[0])
        if re.search(EXPERIENCE[language], QUOTED.sub("", said), re.IGNORECASE):
            yield language, _("asks for the pupil's own experience")
        yield from _letters(language, said)
    if text["ru"] == text["ky"] and len(text["ru"].split()) > 2:
        yield "ky", _("is the same as the Russian text")


def _letters(language: str, said: str) -> Iterator[Found]:
    if language == "en":
        if ANY_CYRILLIC.search(said):
            yield language, _("has Cyrillic letters")
        return
    if match := MIXED.search(said):
        yield language, format_lazy(_("mixes alphabets near: {letters}"), letters=match[0])
    if match := ODD.search(said):
        yield language, format_lazy(_("has an odd character: {character}"), character=match[0])


def helpline_numbers(text: Mapping[str, str]) -> Iterator[Found]:
    """The languages in which the text names the number of a helpline."""
    for language, said in text.items():
        if HELPLINE.search(said):
            yield language, _("names a helpline number, which belongs to the help services")


def speaks_to_you(text: Mapping[str, str]) -> Iterator[Found]:
    """The languages in which the text, outside quotations, speaks to the reader."""
    for language, said in text.items():
        if re.search(YOU[language], QUOTED.sub("", said), re.IGNORECASE):
            yield language, _("speaks to “you” in a scenario")
