"""Recordings that were kept under their own names, before names were drawn (`cms.storage`): such a
name may tell who speaks and where."""

import logging
import os
import re
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.module_loading import import_string

from cms.models import Recording

log = logging.getLogger(__name__)
FOLDER = "recordings"
_DRAWN = re.compile(rf"{FOLDER}/[0-9a-f]{{32}}\.[0-9a-z]+")


def draw() -> None:
    """Give each of them a drawn name; after the start, while nobody uploads anything.

    A power cut loses nothing, and the next start goes on: a file is there twice before its row
    knows the new one, and goes when no row knows it.  What a class is at keeps its name until the
    lesson is over.
    """
    for recording in Recording.objects.order_by("pk"):
        if _is_to_change(recording.file.name):
            try:
                _copy(recording)
            except OSError as error:  # it is gone, or the disk is full: the school must start
                log.warning("recording %s keeps its name: %s", recording.pk, error.strerror)
    _delete_left()


def _is_to_change(name: str) -> bool:
    is_in_a_lesson = import_string(settings.BIRGE_IS_FILE_IN_A_LESSON)
    return not _DRAWN.fullmatch(name) and not is_in_a_lesson(default_storage.url(name))


def _copy(recording: Recording) -> None:
    """Under a new name, on the disk before the row says so.  Raises OSError."""
    old = recording.file.name
    with default_storage.open(old) as file:
        new = default_storage.save(old, File(file))
    with Path(default_storage.path(new)).open("rb+") as written:
        os.fsync(written.fileno())
    Recording.objects.filter(pk=recording.pk, file=old).update(file=new)


def _delete_left() -> None:
    if not default_storage.exists(FOLDER):
        return
    known = set(Recording.objects.values_list("file", flat=True))
    for found in default_storage.listdir(FOLDER)[1]:
        name = f"{FOLDER}/{found}"
        if name not in known and _is_to_change(name):
            default_storage.delete(name)
