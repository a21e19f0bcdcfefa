"""Where help is to be found: for pupils what was checked, for adults everything, marked.

Whether something was checked is read from the source language alone; texts come from the
reader's language, else from the source.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import TranslatableMixin

from curriculum.models.snippets import HelpService, LegalFact, TrustedAdult
from curriculum.states import AgeBand
from quizzes.questions import SOURCE_LANGUAGE, Words

Snippet = TypeVar("Snippet", bound=TranslatableMixin)


@dataclass(frozen=True)
class Service:
    """A help service as shown.  `language`: the language its words are really in.
    `recorded`: a sentence on whether calls are registered; `checked_on`: the day of the check."""

    number: str
    name: str
    note: str
    route: str
    cost: str
    hours: str
    region: str
    languages: str
    recorded: str | Promise
    is_checked: bool
    checked_on: date | None
    language: str


@dataclass(frozen=True)
class Help:
    """A help page's content: at least one text, and services, perhaps none."""

    trusted_adults: tuple[Words, ...]
    services: tuple[Service, ...] = field(default=())


@dataclass(frozen=True)
class Fact:
    """A legal fact as shown; `unverified` tells adults what is not yet known about it."""

    key: str
    words: Words
    unverified: str
    is_checked: bool


def help_for_pupils(age_band: str | None, language: str) -> Help:
    """What a pupil sees: the words for the age band (the youngest's, if none is known) and the
    services that a person has checked.  Never empty."""
    return Help(
        trusted_adults=_trusted_adults(language, age_band or AgeBand.values[0]),
        services=tuple(service for service in _services(language) if service.is_checked),
    )


def trusted_adults_for(age_band: str, language: str) -> tuple[Words, ...]:
    """The words for pupils of that age about whom to tell.  Never empty."""
    return _trusted_adults(language, age_band)


def unchecked_services(language: str) -> tuple[Service, ...]:
    """The services that pupils do not see, because no person has checked them."""
    return tuple(service for service in _services(language) if not service.is_checked)


def help_for_adults(language: str) -> Help:
    """What an adult sees: the words for every age band, and all services; those not checked
    have `is_checked` False and must be shown with that mark."""
    return Help(trusted_adults=_trusted_adults(language), services=tuple(_services(language)))


def legal_facts_for_pupils(language: str) -> tuple[Fact, ...]:
    """The facts that a person has checked."""
    return tuple(fact for fact in legal_facts_for_adults(language) if fact.is_checked)


def legal_facts_for_adults(language: str) -> tuple[Fact, ...]:
    """All facts; those not checked have `is_checked` False and must be shown with that mark."""
    return tuple(
        Fact(source.key, Words(shown.text, code), source.unverified, source.is_checked)
        for source, shown, code in _in_language(LegalFact, language)
    )


def _services(language: str) -> Iterator[Service]:
    for source, shown, code in _in_language(HelpService, language):
        yield Service(
            number=source.number,
            name=shown.name,
            note=shown.note,
            route=shown.route,
            cost=shown.cost,
            hours=shown.hours,
            region=shown.region,
            languages=source.languages,
            recorded=source.get_recorded_display(),
            is_checked=source.is_checked,
            checked_on=source.checked_on,
            language=code,
        )


def _trusted_adults(language: str, age_band: str = "") -> tuple[Words, ...]:
    found = {
        source.age_band: Words(shown.text, code)
        for source, shown, code in _in_language(TrustedAdult, language)
        if age_band in ("", source.age_band) and shown.text
    }
    ordered = tuple(found[band] for band in AgeBand.values if band in found)
    return ordered or (_last_resort(language),)


def _last_resort(language: str) -> Words:
    """For a box whose texts were deleted: a child is never left without a word."""
    with override(language):
        text = _("Tell an adult you trust. If the first one does not help, tell another.")
        return Words(text, get_language() or language)


def _in_language(model: type[Snippet], language: str) -> Iterator[tuple[Snippet, Snippet, str]]:
    """(source, what to show, the language of what is shown) of each snippet, in order."""
    translated = {
        snippet.translation_key: snippet
        for snippet in model._default_manager.filter(locale__language_code=language)
    }
    for source in model._default_manager.filter(locale__language_code=SOURCE_LANGUAGE):
        shown = translated.get(source.translation_key)
        yield (source, shown, language) if shown else (source, source, SOURCE_LANGUAGE)
