"""Data whose texts are maps of three languages, and the same data in one language."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from quizzes.questions import SOURCE_LANGUAGE


def languages() -> tuple[str, ...]:
    """The languages that every text of a file must have."""
    return tuple(code for code, _name in settings.LANGUAGES)


class Said(str):
    """A text in one language, as against a name or a code that is the same in all."""

    __slots__ = ()


def is_text(data: object) -> bool:
    """Whether this is a text in languages: a map whose keys are languages and nothing else."""
    return isinstance(data, Mapping) and bool(data) and data.keys() <= set(languages())


def in_language(data: Any, language: str) -> Any:
    """The data with every text replaced by its words in one language."""
    if is_text(data):
        return Said(data[language])
    if isinstance(data, Mapping):
        return {key: in_language(value, language) for key, value in data.items()}
    if isinstance(data, list):
        return [in_language(value, language) for value in data]
    return data


def merged(by_language: Mapping[str, Any], source: str = SOURCE_LANGUAGE) -> Any:
    """The reverse of `in_language`: structure and names from the source language, each text a
    map of what the languages say at that place."""
    own = by_language[source]
    if isinstance(own, Said):
        return {language: str(said) for language, said in by_language.items()}
    if isinstance(own, dict):
        return {key: merged(_at(by_language, key), source) for key in own}
    if isinstance(own, list):
        return [merged(_at(by_language, index), source) for index in range(len(own))]
    return own


def _at(by_language: Mapping[str, Any], key: str | int) -> dict[str, Any]:
    """What each language has at a key or index; one whose structure lacks it is left out."""
    found = {}
    for language, data in by_language.items():
        is_there = key in data if isinstance(data, dict) else int(key) < len(data)
        if is_there:
            found[language] = data[key]
    return found
