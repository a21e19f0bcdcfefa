"""The files that no page may show today, because their consent has ended or was withdrawn.

A lesson that is being taught holds the addresses of its pictures and recordings, frozen.  Its
screens ask here at each showing; the answer is kept in memory for the day, so that it costs no
query, and is forgotten when anybody's rights change.  Whoever asks for a file itself is checked
against the database (`picture`, `is_recording_withheld`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone

# At the latest after so many seconds another process with a memory of its own knows it too.
LASTS = 60


def addresses() -> frozenset[str]:
    """The addresses of all files that no page may show today."""
    today = timezone.localdate()
    known: frozenset[str] | None = cache.get(_key(today))
    if known is None:
        known = frozenset([*_pictures(today), *_recordings(today)])
        cache.set(_key(today), known, LASTS)
    return known


def forget() -> None:
    """Rights have changed: ask anew, now and once others can read the change."""
    cache.delete(_key(timezone.localdate()))
    transaction.on_commit(lambda: cache.delete(_key(timezone.localdate())))


def _key(on: date) -> str:
    return f"withheld-{on}"


def _model(name: str) -> type[models.Model]:
    """The models know of this module, so it finds them by name."""
    return apps.get_model("cms", name)


def _pictures(on: date) -> Iterator[str]:
    off = _model("Picture")._default_manager.withheld(on)  # type: ignore[attr-defined]  # RightsQuerySet
    for scaled in _model("PictureRendition")._default_manager.filter(image__in=off):
        yield scaled.file.url


def _recordings(on: date) -> Iterator[str]:
    for off in _model("Recording")._default_manager.withheld(on):  # type: ignore[attr-defined]  # RightsQuerySet
        yield off.file.url


@dataclass(frozen=True)
class Size:
    """Of a picture, in pixels."""

    width: int
    height: int


def picture(name: str) -> Size | None:
    """The size of a scaled picture that may not be shown today, by the name of its file; None if
    it may, or if there is none."""
    scaled = _model("PictureRendition")._default_manager.select_related("image")
    found = scaled.filter(file=name).first()
    if found is None or found.image.is_shown_today:
        return None
    return Size(found.width, found.height)


def is_recording_withheld(name: str) -> bool:
    """Whether the recording in this file may not be heard today."""
    found = _model("Recording")._default_manager.filter(file=name).first()
    return found is not None and not found.is_shown_today
