"""Files that were kept under their own names, before names were drawn (`cms.storage`): such a name
may tell who speaks, who is seen, and where."""

import logging
import os
import re
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Model
from django.utils.module_loading import import_string
from wagtail.utils.file import hash_filelike

from cms import picture_files
from cms.models import Picture, PictureRendition, Recording

log = logging.getLogger(__name__)
# Whose files lie where.  A scaled picture is named after what it was made from.
_FOLDERS: dict[str, type[Model]] = {
    "recordings": Recording,
    "original_images": Picture,
    "images": PictureRendition,
}
_DRAWN = re.compile(r"\w+/[0-9a-f]{32}(\.[\w-]+)+", re.ASCII)


def draw() -> None:
    """Give each of them a drawn name; after the start, while nobody uploads anything.

    A power cut loses nothing, and the next start goes on: a file is there twice before its row
    knows the new one, and goes when no row knows it.  What a class is at keeps its name until the
    lesson is over.  Of an old picture nothing is kept but the picture itself, as of a new one.
    """
    for kind in (Recording, Picture):
        for row in kind.objects.order_by("pk"):
            if _is_to_change(row.file.name):
                _try_copy(row)
    _forget_scaled()
    for folder in _FOLDERS:
        _delete_left(folder)


def _is_to_change(name: str) -> bool:
    return not _DRAWN.fullmatch(name) and not _is_in_a_lesson(name)


def _is_in_a_lesson(name: str) -> bool:
    """Never an original picture: lessons hold the address of a scaled one."""
    return bool(import_string(settings.BIRGE_IS_FILE_IN_A_LESSON)(default_storage.url(name)))


def _try_copy(row: Recording | Picture) -> None:
    try:
        with default_storage.open(row.file.name) as file:
            _copy(row, _kept_of(row, file))
    except OSError as error:  # it is gone, or the disk is full: the school must start
        log.warning("%s %s keeps its name: %s", row._meta.model_name, row.pk, error.strerror)


def _kept_of(row: Recording | Picture, file: File) -> File:
    """The picture alone; all of what is a recording, or is no picture that can be read."""
    if not isinstance(row, Picture):
        return File(file)
    try:
        return picture_files.cleaned(file, row.file.name)
    except ValidationError:
        file.seek(0)
        return File(file)


def _copy(row: Recording | Picture, content: File) -> None:
    """Under a new name, on the disk before the row says so.  Raises OSError."""
    old = row.file.name
    new = default_storage.save(
        str(Path(old).with_suffix(Path(content.name or old).suffix)), content
    )
    with Path(default_storage.path(new)).open("rb+") as written:
        os.fsync(written.fileno())
        said = _said_of(row, written)
    type(row).objects.filter(pk=row.pk, file=old).update(file=new, **said)


def _said_of(row: Recording | Picture, file: IO[bytes]) -> dict[str, object]:
    """What the row says of the bytes of its file."""
    if not isinstance(row, Picture):
        return {}
    width, height = picture_files.size_of(file)
    size = {"width": width, "height": height} if width else {}
    file.seek(0, os.SEEK_END)
    return {"file_size": file.tell(), "file_hash": hash_filelike(file), **size}


def _forget_scaled() -> None:
    """What was made of a picture under its old name is made anew when a page next asks for it."""
    for scaled in PictureRendition.objects.order_by("pk"):
        if _is_to_change(scaled.file.name):
            scaled.delete()


def _delete_left(folder: str) -> None:
    if not default_storage.exists(folder):
        return
    known = set(_FOLDERS[folder]._default_manager.values_list("file", flat=True))
    for found in default_storage.listdir(folder)[1]:
        name = f"{folder}/{found}"
        if name not in known and _is_to_change(name):
            default_storage.delete(name)
