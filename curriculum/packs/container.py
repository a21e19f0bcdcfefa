"""The file that a pack is: a zip of one form, so that every byte of it is held by the signature.

The manifest first, then the seal, then the entries in the order of their names; nothing is
compressed, no date, no comment, no further field, no byte between or around.  For given entries
there is one such file and no other.
"""

import hashlib
import os
import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, Protocol

from curriculum.packs.manifest import MANIFEST, MOST_BYTES, MOST_ENTRIES, SEAL
from curriculum.packs.refusals import Code, refuse

_END = struct.Struct("<4s4H2LH")  # zip's record at the end of the file
_END_MARK = b"PK\x05\x06"
_ENTRY_MOST = 300  # bytes of one entry in the directory: our names are short
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = (stat.S_IFREG | 0o644) << 16


class Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


class _OneWay:
    """Forward only, whatever lies behind: so the zip has the same form everywhere."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, data: Any, /) -> int:
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Who opened what lies behind closes it."""


class _Digest:
    def __init__(self) -> None:
        self.sum = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self.sum.update(data)


def write(sink: Sink, entries: Iterable[tuple[str, bytes]]) -> None:
    """The file for these entries, manifest and seal among them and first."""
    with zipfile.ZipFile(_OneWay(sink), "w") as pack:
        for name, content in entries:
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.create_system, info.external_attr = 3, _PLAIN_FILE
            pack.writestr(info, content)


def opened(file: IO[bytes]) -> zipfile.ZipFile:
    """The zip, its directory read and nothing unpacked.  Raises Refused."""
    _check_end(file)
    try:
        pack = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise refuse(Code.NOT_A_PACK) from None
    for info in pack.infolist():
        if not _is_plain(info):
            raise refuse(Code.NOT_PLAIN, repr(info.filename)[1:-1][:80])
    if [info.filename for info in pack.infolist()[:2]] != [MANIFEST, SEAL]:
        raise refuse(Code.NOT_A_PACK)
    return pack


def _check_end(file: IO[bytes]) -> None:
    """Raises Refused unless the file ends as a small zip does: the size of its directory is known
    before anybody reads it."""
    size = file.seek(0, os.SEEK_END)
    if size > MOST_BYTES:
        raise refuse(Code.TOO_LARGE)
    if size < _END.size:
        raise refuse(Code.NOT_A_PACK)
    file.seek(size - _END.size)
    mark, *disks, here, total, length, start, comment = _END.unpack(file.read(_END.size))
    if mark != _END_MARK or any(disks) or comment or start + length + _END.size != size:
        raise refuse(Code.NOT_A_PACK)
    if max(here, total) > MOST_ENTRIES + 2 or length > (MOST_ENTRIES + 2) * _ENTRY_MOST:
        raise refuse(Code.TOO_MANY)


def _is_plain(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    is_stored = info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size
    return is_stored and kind == stat.S_IFREG and not info.flag_bits & 0x1 and not info.is_dir()


def content(pack: zipfile.ZipFile, name: str, most: int) -> bytes:
    """What is in it under this name, at most so many bytes.  Raises Refused."""
    info = pack.getinfo(name)
    if info.file_size > most:
        raise refuse(Code.WRONG_SIZE, name)
    try:
        with pack.open(info) as stream:
            found = stream.read(most + 1)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise refuse(Code.CHANGED, name) from None
    if len(found) != info.file_size:
        raise refuse(Code.WRONG_SIZE, name)
    return found


def check_form(file: IO[bytes], entries: Iterable[tuple[str, bytes]]) -> None:
    """Raises Refused unless the file is byte for byte the one that `write` makes of the entries."""
    wanted, found = _Digest(), hashlib.sha256()
    write(wanted, entries)
    for piece in _pieces(file):
        found.update(piece)
    if wanted.sum.digest() != found.digest():
        raise refuse(Code.CHANGED)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(1024 * 1024):
        yield piece
