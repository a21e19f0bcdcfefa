"""The files that no page may show today, because their consent has ended or was withdrawn.

A lesson that is being taught holds the addresses of its pictures and recordings, frozen.  Its
screens ask here at each showing; the answer is kept in memory for the day, so that it costs no
query, and is forgotten when anybody's rights change.  Of a file itself its row is asked, by
`cms.views.picture` and `recording`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
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


def _rows(name: str) -> Any:
    """All rows of a model.  The models know of this module, so it finds them by name."""
    return apps.get_model("cms", name)._default_manager


def _pictures(on: date) -> Iterator[str]:
    off = _rows("Picture").withheld(on)
    for scaled in _rows("PictureRendition").filter(image__in=off):
        yield scaled.file.url


def _recordings(on: date) -> Iterator[str]:
    for off in _rows("Recording").withheld(on):
        yield off.file.url
