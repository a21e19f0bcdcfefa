"""Frozen questions as they may be shown today.

A run keeps the addresses of pictures and recordings as they were when it opened.  A consent may end
after that: then a drawn sign stands in the picture's place, and the button to listen is not there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms import withheld
from quizzes.questions import Option, Question, Text

# Another address for the browser, so that it does not take the picture from its own store.
_MARK = "?withheld"


def off(questions: Iterable[Question]) -> frozenset[str]:
    """The addresses in these questions that no screen may show today.  Questions without pictures
    and recordings cost nothing."""
    used = frozenset(address for question in questions for address in _used(question))
    return used & withheld.addresses() if used else used


def as_shown(question: Question) -> Question:
    """The question with signs in the place of pictures, and without recordings, that may not be
    shown today."""
    hidden = off([question])
    if not hidden:
        return question
    return replace(
        question,
        options=tuple(_option(option, hidden) for option in question.options),
        sound=_heard(question.sound, hidden),
        own_sounds={name: _heard(said, hidden) for name, said in question.own_sounds.items()},
    )


def _used(question: Question) -> Iterator[str]:
    yield from question.sound.by_language.values()
    for said in question.own_sounds.values():
        yield from said.by_language.values()
    for option in question.options:
        yield from option.sound.by_language.values()
        if option.picture:
            yield option.picture


def _option(option: Option, hidden: frozenset[str]) -> Option:
    shown = replace(option, sound=_heard(option.sound, hidden))
    if option.picture not in hidden:
        return shown
    return replace(shown, picture=f"{option.picture}{_MARK}", alt=sign_words())


def sign_words() -> Text:
    """What the drawn sign says, in every language."""
    words = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words[code] = _("This picture is no longer shown.")
    return Text(words)


def _heard(sound: Text, hidden: frozenset[str]) -> Text:
    kept = {lang: at for lang, at in sound.by_language.items() if at not in hidden}
    return Text(kept)
