"""Zip files from elsewhere, looked at before anything in them is unpacked."""

import stat
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from curriculum.exchange.drafts import BadFile

MOST_ENTRIES = 1_000
MOST_BYTES = 8_000_000  # unpacked, all entries together
HIGHEST_RATIO = 200  # unpacked to packed, of an entry that is larger than SMALL
SMALL = 100_000  # bytes


def open_zip(data: bytes) -> ZipFile:
    """The archive, if nothing that it says of itself is out of measure.

    Python unpacks no more of an entry than its stated size, so the sum of the stated sizes is a
    bound.  Raises BadFile.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise BadFile(_("This file is damaged.")) from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BadFile(_("This file is much larger inside than outside. It is not opened."))
    for entry in entries:
        _check(entry)
    return archive


def _check(entry: ZipInfo) -> None:
    if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * entry.compress_size:
        raise BadFile(_("This file is much larger inside than outside. It is not opened."))
    if entry.flag_bits & 1:
        raise BadFile(_("This file is locked with a password. Save it without one."))
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]:
        raise BadFile(_("This file wants to write outside of its folder. It is not opened."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BadFile(_("This file wants to write outside of its folder. It is not opened."))


def entry_of(archive: ZipFile, name: str) -> bytes:
    """The bytes of one entry.  Raises BadFile when they are not what the archive says."""
    try:
        return archive.read(name)
    except (BadZipFile, KeyError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise BadFile(_("This file is damaged.")) from error
