"""A copy of everything that a school owns in one zip file, and the way back.

In it are the database and the media.  Left out is what must not leave the computer: the keys of
open runs (PRIVACY.md, rule 2), the secret key, the first logins; and what a start makes anew.  In
the copy of the database nobody is logged in and no failed login is noted.
"""

import os
import shutil
import sqlite3
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from cms import folder, owner
from cms.prepare import VERSION_NAME

DATABASE = folder.DATABASE_NAME
MEDIA = "media"
ENTRIES_MAX = 50_000
BYTES_MAX = 32 * 1024**3
# What is in a data folder before its first start.
_EMPTY = {owner.LOCK_NAME, folder.KEY_NAME}
_NOT_COPIED = ("django_session", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog")

# What reading a damaged zip or database, or one with a password, may raise.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, sqlite3.Error)


class NothingThere(Exception):
    """The data folder has no database yet."""


class NotEmpty(Exception):
    """A backup is only put into an empty data folder."""


class NoBackup(Exception):
    """The file is no backup of Birge, or damaged, or made to do harm."""


def write(data: Path, out: Path) -> None:
    """Write the backup, whole or not at all, for its owner alone.  The server may go on beside it.

    A backup of that name is replaced.  Raises NothingThere, and OSError when it cannot be written.
    """
    if not (data / DATABASE).exists():
        raise NothingThere
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as room:
        copy, draft = Path(room) / DATABASE, Path(room) / "draft"
        _copy_database(data / DATABASE, copy)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            _pack(data, copy, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out)


def _copy_database(database: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA secure_delete=ON")
        target.execute("PRAGMA journal_mode=DELETE")
        there = {name for (name,) in target.execute("SELECT name FROM sqlite_master")}
        for table in there.intersection(_NOT_COPIED):
            target.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
        target.commit()


def _pack(data: Path, database: Path, file: IO[bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.write(database, DATABASE)
        if (data / VERSION_NAME).exists():
            pack.write(data / VERSION_NAME, VERSION_NAME)
        for path in _media(data / MEDIA):
            pack.write(path, path.relative_to(data).as_posix())


def _media(media: Path) -> Iterator[Path]:
    for path in sorted(media.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def restore(data: Path, file: Path) -> None:
    """Put a backup into an empty data folder that this process owns, all of it or nothing.

    Quizzes that were open when the backup was made have no key here: the next start closes them.
    Raises NotEmpty, NoBackup, and OSError when it cannot be read or written.
    """
    if {path.name for path in data.iterdir()} - _EMPTY:
        raise NotEmpty
    with tempfile.TemporaryDirectory(dir=data, prefix="restoring-") as room:
        try:
            with zipfile.ZipFile(file) as pack:
                _unpack(pack, Path(room))
            _check_database(Path(room) / DATABASE)
        except _DAMAGE as error:
            raise NoBackup(str(error)) from error
        # The database last: until it is there, the folder is an empty one.
        for name in (MEDIA, VERSION_NAME, DATABASE):
            if (Path(room) / name).exists():
                (Path(room) / name).rename(data / name)


def _unpack(pack: zipfile.ZipFile, room: Path) -> None:
    entries = pack.infolist()
    _check_entries(entries)
    for entry in entries:
        target = room / entry.filename
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with pack.open(entry) as packed, target.open("xb") as file:
            shutil.copyfileobj(packed, file)
            file.flush()
            os.fsync(file.fileno())


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Raises NoBackup for a name outside of what `write` packs, and for too much."""
    names = [entry.filename for entry in entries]
    if DATABASE not in names or len(set(names)) != len(names):
        raise NoBackup("no database in it, or one name twice")
    if len(entries) > ENTRIES_MAX or sum(entry.file_size for entry in entries) > BYTES_MAX:
        raise NoBackup("too many or too large files in it")
    for entry in entries:
        if not _is_ours(entry):
            raise NoBackup("a file in it is none of Birge's")


def _is_ours(entry: zipfile.ZipInfo) -> bool:
    """A plain file: the database, the version, or one below the media."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.is_dir() or "\\" in entry.orig_filename:
        return False
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return False
    if entry.filename in (DATABASE, VERSION_NAME):
        return True
    parts = PurePosixPath(entry.filename).parts
    is_plain = "/".join(parts) == entry.filename and ".." not in parts
    return is_plain and len(parts) > 1 and parts[0] == MEDIA and ":" not in entry.filename


def _check_database(database: Path) -> None:
    """Raises NoBackup or sqlite3.Error when it is damaged or not Birge's."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as copy:
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        applied = copy.execute("SELECT 1 FROM django_migrations WHERE app = 'quizzes'").fetchone()
    if found != "ok" or not applied:
        raise NoBackup("its database is damaged or not Birge's")
