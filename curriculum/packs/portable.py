"""A lesson as it travels: the data of a lesson file, and what such a file leaves to chance.

A file's blocks are named by their places (formats/streams.py), so it need not mention ids.  A
lesson written in the CMS has ids of its own, which must stay the same everywhere: a question's id
is its lineage.  `ids` says which of the former stands for which of the latter.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Locale

from curriculum import files
from curriculum.checks.problems import texts_in
from curriculum.formats import lesson as lesson_format
from curriculum.formats.texts import in_language, is_text, languages, merged
from curriculum.models import LessonPage
from curriculum.models.wording import fingerprint_of
from curriculum.packs import authorship, block_ids
from curriculum.packs.authorship import Checks
from quizzes.questions import SOURCE_LANGUAGE

Data = dict[str, Any]
# Model and id of a picture or recording → the name under which a pack holds its file.
Naming = Callable[[str, int], str]
# Name of a file in a pack, and in which language it is spoken; of a picture in none.
Use = tuple[str, str]
PICTURE, ALT, SOUND = "picture", "alt", "sound"
SOURCE = "source"


@dataclass(frozen=True)
class Portable:
    """`data`: as in a lesson file, each text in `languages`.  `ids`: made id → own id.  `media`:
    own id of a block → its picture with `alt`, its sounds by language.  `allowed`:
    (language, text, concern) of wording that a second person has allowed.  `authorship`: pen name,
    licence and origins; `checks`: when the review looked at which language; `source`: the language
    that it is written in."""

    key: str
    data: Data
    languages: tuple[str, ...]
    ids: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, Data] = field(default_factory=dict)
    allowed: tuple[tuple[str, str, str], ...] = ()
    authorship: Mapping[str, Any] = field(default_factory=dict)
    checks: Checks = ()
    source: str = SOURCE_LANGUAGE

    @property
    def slug(self) -> str:
        return str(self.data["slug"])

    @property
    def titles(self) -> dict[str, str]:
        return dict(self.data["title"])

    def digest(self) -> str:
        """The same for equal lessons; of one that a file holds entirely, the file's own."""
        more = {
            "ids": dict(self.ids),
            "media": dict(self.media),
            "authorship": dict(self.authorship),
            **self._written_in,
        }
        return files.digest(self.data | {name: each for name, each in more.items() if each})

    @property
    def _written_in(self) -> dict[str, str]:
        """Said only of a lesson that is not written in the language that most are."""
        return {} if self.source == SOURCE_LANGUAGE else {SOURCE: self.source}

    def media_uses(self) -> set[Use]:
        """The files that it shows or plays."""
        pictures = {(each[PICTURE], "") for each in self.media.values() if PICTURE in each}
        sounds = [each.get("sounds", ()) for each in self.media.values()]
        return pictures | {(name, code) for listed in sounds for code, name in listed}

    @property
    def allowed_fingerprints(self) -> frozenset[str]:
        """What the gate asks for."""
        band = self.data["age_band"]
        return frozenset(fingerprint_of(*each, band) for each in self.allowed)

    def to_data(self) -> Data:
        """As a pack holds it."""
        return {
            "key": self.key,
            "languages": list(self.languages),
            "lesson": self.data,
            "ids": [{"made": made, "own": own} for made, own in sorted(self.ids.items())],
            "media": [{"block": block, **held} for block, held in sorted(self.media.items())],
            "allowed": [
                {"language": code, "text": text, "concern": concern}
                for code, text, concern in self.allowed
            ],
            "authorship": dict(self.authorship),
            "checks": [
                {"language": code, "step": step, "on": day} for code, step, day in self.checks
            ],
            **self._written_in,
        }

    def page(self, locale: Locale, kept: Mapping[Use, int]) -> LessonPage:
        """An unsaved page in one of the languages.  `kept`: the ids of what is here."""
        code = locale.language_code
        values = lesson_format.fields(in_language(self.data, code))
        for name in _STREAMS:
            blocks = json.loads(values[name])
            block_ids.rename(blocks, self.ids)
            _attach(blocks, self.media, code, kept)
            values[name] = json.dumps(blocks, ensure_ascii=False)
        return LessonPage(locale=locale, **values)


def of_data(data: Data) -> Portable:
    """The reverse of `to_data`, for data whose form was checked."""
    return Portable(
        key=data["key"],
        data=data["lesson"],
        languages=tuple(data["languages"]),
        ids={each["made"]: each["own"] for each in data["ids"]},
        media={
            each["block"]: {name: value for name, value in each.items() if name != "block"}
            for each in data["media"]
        },
        allowed=tuple(
            (each["language"], each["text"], each["concern"]) for each in data["allowed"]
        ),
        authorship=data["authorship"],
        checks=tuple((each["language"], each["step"], each["on"]) for each in data["checks"]),
        source=data.get(SOURCE, SOURCE_LANGUAGE),
    )


def of_file(key: str, data: Data) -> Portable:
    """A lesson from a file, which has all languages and no media."""
    return Portable(key, data, languages())


def of_pages(
    pages: Sequence[LessonPage], name_of: Naming, allowed: Iterable[tuple[str, str, str]] = ()
) -> Portable:
    """A lesson from its pages, the source first; a language is left out where it lacks a text:
    nobody reads one language in the place of another."""
    by_code = {page.locale.language_code: page for page in pages}
    source = pages[0]
    written_in = source.locale.language_code
    spoken = {code: lesson_format.data_of(page) for code, page in by_code.items()}
    data = merged(spoken, written_in)
    media = dict(_media(by_code, written_in, name_of))
    whole = tuple(
        code
        for code in languages()
        if code == written_in or (code in by_code and _says_all(code, data, media))
    )
    data, media = _only(data, whole), _only(media, whole)
    return Portable(
        key=str(source.translation_key),
        data=data,
        languages=whole,
        ids=dict(_ids(source, data)),
        media=media,
        allowed=tuple(sorted(each for each in allowed if each[0] in whole)),
        authorship=authorship.of_page(source),
        checks=tuple(sorted(authorship.checks_of(by_code[code] for code in whole))),
        source=written_in,
    )


def _says_all(code: str, *parts: Any) -> bool:
    return all(text.get(code) for part in parts for _path, text in texts_in(part))


def _only(data: Any, codes: Iterable[str]) -> Any:
    """The data with every text in these languages alone."""
    if is_text(data):
        return {code: str(data[code]) for code in codes if code in data}
    if isinstance(data, Mapping):
        return {name: _only(value, codes) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_only(value, codes) for value in data]
    return data


def filled(data: Any, source: str) -> Any:
    """The data with the source's words in every language that it lacks: only to be checked."""
    if is_text(data) and source in data:
        return dict.fromkeys(languages(), data[source]) | dict(data)
    if isinstance(data, Mapping):
        return {name: filled(value, source) for name, value in data.items()}
    if isinstance(data, list):
        return [filled(value, source) for value in data]
    return data


_STREAMS = tuple(
    each.name
    for each in LessonPage._meta.get_fields()
    if isinstance(each, StreamField) and each.name in lesson_format.FIELDS
)


def _blocks_of(page: LessonPage) -> dict[str, Any]:
    return {name: getattr(page, name).get_prep_value() for name in _STREAMS}


def _ids(page: LessonPage, data: Data) -> Iterator[tuple[str, str]]:
    made = lesson_format.fields(in_language(data, page.locale.language_code))
    for name, own in _blocks_of(page).items():
        yield from block_ids.id_pairs(json.loads(made[name]), own)


def _media(
    by_code: Mapping[str, LessonPage], source: str, name_of: Naming
) -> Iterator[tuple[str, Data]]:
    """What blocks show and play; the picture is the source's, as in a class."""
    values = {
        code: dict(block_ids.held(list(_blocks_of(page).values())))
        for code, page in by_code.items()
    }
    for block, value in values[source].items():
        same = {code: held[block] for code, held in values.items() if block in held}
        held: Data = {}
        # A drawing of ours is a name, a picture of the trainers' an id.
        if isinstance(value.get(PICTURE), int):
            held[PICTURE] = name_of(PICTURE, value[PICTURE])
            held[ALT] = {code: each.get(ALT) or "" for code, each in same.items()}
        sounds = {code: each[SOUND] for code, each in same.items() if each.get(SOUND)}
        if sounds:
            held["sounds"] = [[code, name_of(SOUND, pk)] for code, pk in sorted(sounds.items())]
        if held:
            yield block, held


def _attach(blocks: Any, media: Mapping[str, Data], code: str, kept: Mapping[Use, int]) -> None:
    for block, value in block_ids.held(blocks):
        held = media.get(block, {})
        if PICTURE in held:
            value[PICTURE] = kept.get((held[PICTURE], ""))
            value[ALT] = held[ALT].get(code, "")
        for language, name in held.get("sounds", ()):
            if language == code:
                value[SOUND] = kept.get((name, language))
