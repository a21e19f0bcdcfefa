"""Questions as plain frozen values: what a run freezes when it opens.

Texts are maps from language code to text.  A lesson is written in Kyrgyz or in Russian; a text
missing in the reader's language is shown in one of these, with its own language named.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from quizzes.states import Kind, Wave

SOURCE_LANGUAGE = "ky"
# What a text is shown in where the reader's language lacks it, the first that is there.
SOURCE_LANGUAGES = (SOURCE_LANGUAGE, "ru", "en")

# Added by the engine to every question, last, the same size as the rest; never in a key set.
NOT_SURE = "not-sure"
SKIP = "skip"
ENGINE_OPTIONS = (NOT_SURE, SKIP)

# After a full stop, a closing quote counted to it, and before what a sentence can begin with.
_BETWEEN_SENTENCES = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][»”\")]))\s+(?=(?:[—–]\s+)?[«“\"(]?[^\W_a-zа-яёңөү])"
)


@dataclass(frozen=True)
class Words:
    """A text in one language, as shown: `language` is the one it is really in."""

    text: str
    language: str

    @property
    def sentences(self) -> list[str]:
        """The text in its sentences, for easy reading."""
        return _BETWEEN_SENTENCES.split(self.text)


@dataclass(frozen=True)
class Text:
    """A text in up to three languages."""

    by_language: Mapping[str, str]

    def words(self, language: str) -> Words:
        """The text in `language`, else in a source language, each with its true language."""
        for code in (language, *SOURCE_LANGUAGES):
            if text := self.by_language.get(code):
                return Words(text, code)
        return Words("", SOURCE_LANGUAGE)

    def __bool__(self) -> bool:
        return any(self.by_language.values())


@dataclass(frozen=True)
class Option:
    """One answer to choose; `id` is the same in all languages.  `picture` is the address of an
    image on this server, with `alt` as its text; `sound` has the address of a recording of the
    text for each language that has one."""

    id: str
    text: Text
    explanation: Text = Text({})
    picture: str = ""
    alt: Text = Text({})
    sound: Text = Text({})


@dataclass(frozen=True)
class Question:
    """A question with everything that a run needs.

    `id` (a UUID as text) is its lineage's first name; `lineage` is set when a run freezes it and
    differs only where an earlier question had the same source text.
    `sound`: addresses of recordings of the prompt; `own_sounds`: of the engine's options, by id.
    `counted`: whether its author wants it counted; once frozen, whether it counts in this run, and
    if not, `practice` says why (a `Practice`).  `norm`: one of the year's norm questions.
    `votes`: the class chooses one of the options together (`votes`), none of them is right.
    """

    id: str
    kind: Kind
    prompt: Text
    options: tuple[Option, ...]
    key: frozenset[str]
    counted: bool
    norm: bool = False
    waves: tuple[Wave, ...] = (Wave.PRE, Wave.POST)
    objective: str = ""
    verify: str = ""
    explanation: Text = Text({})
    name: str = ""
    lineage: str = field(default="")
    practice: str = ""
    votes: bool = False
    sound: Text = Text({})
    own_sounds: Mapping[str, Text] = field(default_factory=dict)

    def is_yes(self, option_id: str) -> bool:
        """Whether choosing this option moves the yes-counter.  Skip and not sure never do."""
        return option_id in self.key

    def option_ids(self) -> tuple[str, ...]:
        """Every option a pupil may choose, the engine's own last."""
        return (*(option.id for option in self.options), *ENGINE_OPTIONS)

    def for_practice(self) -> "Question":
        """The same question as the first of two rounds asks it.  It has an id of its own: what is
        sent in that round can never be taken for an answer of the second."""
        return replace(self, id=str(uuid5(UUID(self.id), "first round")), counted=False)

    def sound_of(self, option_id: str) -> Text:
        """The recordings of an option, the engine's own among them."""
        sounds = {option.id: option.sound for option in self.options} | dict(self.own_sounds)
        return sounds.get(option_id, Text({}))

    def fingerprint(self) -> str:
        """A digest of the normalised source text: equal for a question and its copy."""
        texts = [self.prompt, *sorted((o.text for o in self.options), key=_source)]
        return hashlib.sha256("\n".join(_normal(_source(t)) for t in texts).encode()).hexdigest()

    def to_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": str(self.kind),
            "prompt": dict(self.prompt.by_language),
            "options": [
                {
                    "id": o.id,
                    "text": dict(o.text.by_language),
                    "explanation": dict(o.explanation.by_language),
                    "picture": o.picture,
                    "alt": dict(o.alt.by_language),
                    "sound": dict(o.sound.by_language),
                }
                for o in self.options
            ],
            "key": sorted(self.key),
            "counted": self.counted,
            "norm": self.norm,
            "waves": [str(wave) for wave in self.waves],
            "objective": self.objective,
            "verify": self.verify,
            "explanation": dict(self.explanation.by_language),
            "lineage": self.lineage,
            "practice": str(self.practice),
            "votes": self.votes,
            "sound": dict(self.sound.by_language),
            "own_sounds": {key: dict(t.by_language) for key, t in self.own_sounds.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Question":
        """The reverse of `to_data`."""
        return cls(
            id=data["id"],
            name=data["name"],
            kind=Kind(data["kind"]),
            prompt=Text(data["prompt"]),
            options=tuple(
                Option(
                    id=o["id"],
                    text=Text(o["text"]),
                    explanation=Text(o["explanation"]),
                    picture=o["picture"],
                    alt=Text(o["alt"]),
                    sound=Text(o.get("sound", {})),
                )
                for o in data["options"]
            ),
            key=frozenset(data["key"]),
            counted=data["counted"],
            norm=data["norm"],
            waves=tuple(Wave(wave) for wave in data["waves"]),
            objective=data["objective"],
            verify=data["verify"],
            explanation=Text(data["explanation"]),
            lineage=data["lineage"],
            practice=data.get("practice", ""),
            votes=data.get("votes", False),
            sound=Text(data.get("sound", {})),
            own_sounds={key: Text(said) for key, said in data.get("own_sounds", {}).items()},
        )


def _source(text: Text) -> str:
    return text.words(SOURCE_LANGUAGE).text


def _normal(text: str) -> str:
    """Letters and digits alone, in one case: what stays the same when a text is copied."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()
