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
# A pupil's own experience is never asked for (PRIVACY.md, rule 8): not what happened to them, not
# what they did, not what it is like at home.  `[^.?!]*` keeps a pattern inside one sentence; "if
# somebody …" is a thought and not a question about the past.
EXPERIENCE = {
    "en": "|".join(
        (
            r"\bhave you (ever|already|been|had|felt|experienced|sent|shared|received|seen|done"
            r"|suffered|touched|kissed|witnessed|hit|hurt|lied|posted|told)\b",
            r"\bhas (anyone|anybody|someone|somebody|an? \w+|your \w+)\b[^.?!]*\b(you|yours?)\b",
            r"\bdid (anyone|anybody|someone|somebody|your \w+)\b[^.?!]*\b(you|your|yours)\b",
            r"\bdid you (ever|feel|tell|send|share|do|suffer|cry|hit|post)\b",
            r"\b(does|do|did|has|have) (anyone|anybody|someone|somebody) (in|at|from) your\b",
            r"\b(does|do|did|has|have) your (parents?|father|mother|family|brothers?|sisters?"
            r"|relatives?|boyfriend|girlfriend|partner|stepfather|stepmother)\b",
            r"\bwere you (ever|once|afraid|scared|bullied|beaten|hit|hurt|touched|harassed)\b",
            r"\bare you (ever )?(bullied|beaten|hit|harassed|afraid (of|at)|scared (of|at))\b",
            r"\b(happen(s|ed|ing)?|done) to you\b",
            r"\b(from|in) your (own )?(life|family|past)\b|\byour own experience\b",
            r"\bhow (often|many times) (do|did|have|are|were|has) (you|your|anyone|someone)\b",
            r"\b(remember|about|describe) a time (when )?you\b",
            r"\bhands? up if you\b|\braise your hand if\b",
            r"\bdo you have a (boy|girl)friend\b|\bdo you (drink|smoke|date)\b",
            r"\bi (have been|was|am|am being) (bullied|hit|beaten|touched|harassed|threatened)\b",
            r"\b(hit|hits|hurt|hurts|touched|bullied|harassed|beats?) me\b",
        )
    ),
    "ru": "|".join(
        (
            r"\bс тобой\b|\bс вами (когда|это|такое|случал|было|быва)\w*",
            r"\bтебя когда-нибудь|\bкогда-нибудь (ты|тебя|тебе|у тебя|вы|вас|вам|у вас)\b",
            r"\b(ты|тебе|вы|вас|вам) когда-нибудь\b",
            r"\bу (тебя|вас) (дома|в семье)\b|\bв (твоей|вашей) (семье|жизни)\b",
            r"\b(приходилось|доводилось|случалось|бывало|было) ли (тебе|вам|у тебя|у вас)\b",
            r"\b(?!знал|слышал|понял|узнал|заметил|запомнил)\w+(л|ла|ли|лся|лась|лись) ли "
            r"(ты|тебя|тебе|вы|вас|вам|твои|твоя|твой|ваши|кто-нибудь|кто-то)\b",
            r"(?<!если )\bкто-нибудь\b[^.?!]*\b(тебя|тебе|твои|твоё|вас|вам)\b",
            r"\bтебя (бьют|били|бил|била|ударил\w*|обижа\w+|обидел\w*|трога\w+|травил\w*|травят"
            r"|дразн\w+|оскорбля\w+|унижа\w+|преследова\w+|заставля\w+|принужда\w+)(?![^.?!]*\bесли\b)",
            r"\bтво[йиея] (родители|отец|папа|мать|мама|отчим|парень|девушка|брат|сестра)\b"
            r"[^.?!]*\b(бь[ёе]т|бьют|били|кричит|кричат|обижа\w+|пь[ёе]т|пьют|тебя)\b",
            r"\b(как часто|сколько раз) (ты|тебя|тебе|вы|вас|у тебя|у вас)\b",
            r"\bрасскажи(те)?\b[^.?!]*\b(ты|тебя|тебе|вас|вам|своём|своем|своей|себе)\b",
            r"\bвспомни(те)?\b[^.?!]*\b(случай|ты|тебя|тебе|вас|вам|себя)\b",
            r"\bиз (своей|твоей|вашей) жизни\b",
            r"\b(твой|ваш|свой|личный|личного|личном|своего) опыт\w*",
            r"\bподнимите руку\b|\bподними руку\b",
            r"\bбоишься ли ты\b|\bты боишься\b|\bесть ли у тебя (парень|девушка)\b",
            r"\bменя (бьют|били|бил|ударил\w*|дразн\w+|травил\w*|травят|трога\w+|обижа\w+)",
            r"\bсо мной\b[^.?!]*\b(случ|быва|было|происход|произош)\w*",
        )
    ),
    "ky": "|".join(
        (
            r"\bсени менен\b[^.?!]*\b(болду|болгон|бол[уо]п)\w*",
            r"\bсага\b[^.?!]*\b(беле|болгонбу|болдубу)\b",
            r"\bүй(үң|үңөр|үңүз)дө\b|\bүй-?бүлө(ң|ңөр|ңүз)дө\b",
            r"\b(өзүңдүн|өзүңөрдүн|сенин|силердин) (турмуш|жашоо|башың|тажрыйба)\w*",
            r"\bбаш(ың|ыңан|ыңдан|ыңардан|ыңыздан|ымдан)\b[^.?!]*\bөт\w+|\bбашыңа (түш|кел)\w+",
            r"\w+(ган|ген|гон|гөн|кан|кен|кон|көн) беле(ң|ңер|ңиз|сиң)\w*",
            r"\w+(дың|диң|дуң|дүң|тың|тиң|туң|түң)(ар|ер|ор|өр|ыз|из|уз|үз)? беле\b",
            r"\b(?!түшүн|бил|ук|эсте|жатта)\w+(дың|диң|дуң|дүң|тың|тиң|туң|түң)(бы|би|бу|бү|арбы|ерби"
            r"|орбу|өрбү)\b",
            r"\b(сага|сени|сенин|силерди|силерге|сизди|сизге)\b[^.?!]*\w+"
            r"(ган|ген|гон|гөн|кан|кен|кон|көн|ды|ди|ду|дү|ты|ти|ту|тү)(бы|би|бу|бү)\b",
            r"\bкачандыр\b[^.?!]*\b(сен|сага|сени|силер|силерди|силерге)\b",
            r"\b(сен|сага|сени|силер|силерди|силерге)\b[^.?!]*\bкачандыр\b",
            r"\b(канча жолу|канчалык көп)\b[^.?!]*\b(сен|сага|сени|силер|силерди|силерге)\b",
            r"\b(сен|сага|сени|силер|силерди|силерге)\b[^.?!]*\b(канча жолу|канчалык көп)\b",
            r"\b(ата-энең|атаң|апаң|энең|агаң|эжең|жигитиң)\b[^.?!]*\b(ур|саба|кыйкыр|ич)\w+",
            r"\bэсиң(е|ерге) түшүр\w*[^.?!]*\b(сен|сага|сени|силер\w*|өз\w+|учур\w*)\b",
            r"\bөз(үң|үңөр|үңүз) жөнүндө айт\w*|\bөз(үңдүн|үңөрдүн) окуя\w*",
            r"\bкол(уңду|уңарды)? көтөр(гүлө|сүн|үңүз|үңүздөр)\b",
            r"\bмени\b[^.?!]*\b(ур|саба|кодула|шылдыңда|кармала|коркут|кыйна)\w*",
            r"\bменин башымдан\b",
            r"\bжигитиң барбы\b|\bсүйлөшкөн (кызың|жигитиң)\b|\bкоркуп жүрөсүңбү\b",
        )
    ),
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
        yield from avoided_in(language, said)
    if text["ru"] == text["ky"] and len(text["ru"].split()) > 2:
        yield "ky", _("is the same as the Russian text")


def avoided_in(language: str, said: str) -> Iterator[Found]:
    """The same for a text of which only one language is known."""
    yield from banned_words(language, said)
    if own_experience(language, said):
        yield language, _("asks for the pupil's own experience")
    yield from odd_letters(language, said)


def banned_words(language: str, said: str) -> Iterator[Found]:
    """Competition, labels and shame."""
    if match := re.search(BANNED[language], said, re.IGNORECASE):
        yield language, format_lazy(_("has a word to avoid: {word}"), word=match[0])


def own_experience(language: str, said: str) -> tuple[str, ...]:
    """The words, outside quotations, by which a text seems to ask for the reader's own
    experience; empty for a text that does not."""
    text = QUOTED.sub("", said)
    found = re.finditer(EXPERIENCE[language], text, re.IGNORECASE)
    return tuple(dict.fromkeys(match[0].strip() for match in found))


def odd_letters(language: str, said: str) -> Iterator[Found]:
    """Letters and signs that a text in the language does not have."""
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
