"""Hidden marks that turn the direction of writing: refused in everything that trainers write.

With them a sentence is seen in another order than it is kept: who reviews it reads one thing, a
search finds another, and a mark that is not closed turns what stands behind it on the page.
Kyrgyz, Russian and English need none of them.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

# Unicode's Bidi_Control.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
AROUND = 20  # letters to either side, so that the place is found
_SENTENCE = _(
    "“{field}”: hidden marks that turn the direction of writing ({marks}) stand in “{words}”. "
    "Delete these words and type them again."
)


def refuse_turning_marks(instance: models.Model) -> None:
    """Raises ValidationError with a sentence for each field that holds such marks.

    None of them is an error of its field: not every form has all fields of its model.
    """
    found = [
        format_lazy(_SENTENCE, field=field.verbose_name, marks=_named(text), words=_around(text))
        for field in instance._meta.get_fields()
        if isinstance(field, (models.CharField, models.TextField, StreamField))
        if (text := _turned(getattr(instance, field.attname)))
    ]
    if found:
        raise ValidationError([ValidationError(sentence) for sentence in found])


def _turned(value: Any) -> str:
    """The first text of a field that holds a mark; empty if there is none."""
    texts = _texts_in(value.get_prep_value() if hasattr(value, "get_prep_value") else value)
    return next((text for text in texts if TURNING.search(text)), "")


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)


def _named(text: str) -> str:
    return ", ".join(sorted({f"U+{ord(mark):04X}" for mark in TURNING.findall(text)}))


def _around(text: str) -> str:
    """The words at the first mark, without any mark."""
    at = TURNING.search(text)
    place = at.start() if at else 0
    return TURNING.sub("", text[max(place - AROUND, 0) : place + AROUND]).strip()
