"""A thief who copies files while the server runs: the database with its write-ahead log, a backup,
the server's output.

A write-ahead log holds older states, too.  Frame for frame (SQLite's file format, "The WAL File
Format"): a header of 32 bytes with a page size at 8 and two salts at 16; then frames of 24 bytes
and a page, with the page's number, the database's size after a commit (0 within a transaction) and
the salts.  A copy cut off after any commit opens as the database was then.
"""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HEADER, _FRAME = 32, 24
# Pages of the CMS, which no lesson changes; all other tables are read, known or not.
_OF_THE_CMS = ("wagtail", "taggit", "django_content", "auth_", "sqlite_", "curriculum_")

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Counts:
    """What a state of the database says of noisy counts: the sums of lessons by run, and the
    pools by (lineage, wave); `runs`: how many counts went into all pools, which only grows."""

    sums: dict[str, tuple[int, int]]
    pools: dict[tuple[str, str], int]
    runs: int


@dataclass(frozen=True)
class Loot:
    """Copied files, in a folder of the thief's own."""

    database: Path
    log: bytes

    @property
    def wal(self) -> Path:
        """The write-ahead log beside the database."""
        return self.database.with_name(self.database.name + "-wal")


def take(data: Path, output: Path, folder: Path) -> Loot:
    """Copy what is there now.  The shared-memory file is an index of the log and nothing else;
    SQLite makes it anew."""
    stolen = folder / "stolen.sqlite3"
    for name in (stolen, stolen.with_name(stolen.name + "-wal")):
        name.unlink(missing_ok=True)
    source = data / "birge.sqlite3"
    stolen.write_bytes(source.read_bytes())
    wal = source.with_name(source.name + "-wal")
    loot = Loot(stolen, output.read_bytes() if output.exists() else b"")
    if wal.exists():
        loot.wal.write_bytes(wal.read_bytes())
    return loot


def commits(wal: bytes) -> Iterator[int]:
    """The lengths at which the log can be cut off after a commit, the shortest first."""
    if len(wal) < _HEADER:
        return
    page = struct.unpack(">I", wal[8:12])[0]
    salts = wal[16:24]
    for start in range(_HEADER, len(wal) - _FRAME - page + 1, _FRAME + page):
        if wal[start + 8 : start + 16] != salts:
            return  # what follows is of an older log, of which nothing can be replayed
        if struct.unpack(">I", wal[start + 4 : start + 8])[0]:
            yield start + _FRAME + page


def states(loot: Loot, runs: int) -> list[Counts]:
    """What the database says now, and what it said after each commit that the log still holds, the
    newest first, back to when no more than `runs` counts were in the pools."""
    whole = loot.wal.read_bytes() if loot.wal.exists() else b""
    found = [counts(loot.database)]
    for length in reversed(list(commits(whole))[:-1]):
        if found[-1].runs <= runs:
            break
        loot.wal.write_bytes(whole[:length])
        found.append(counts(loot.database))
    loot.wal.write_bytes(whole)
    return [state for state in found if state.runs > runs]


def _opened(database: Path) -> closing[sqlite3.Connection]:
    """Read-only: a close must not empty the log into the copy."""
    database.with_name(database.name + "-shm").unlink(missing_ok=True)
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)
    connection.create_collation("ky", lambda a, b: (a > b) - (a < b))
    return closing(connection)


def counts(database: Path) -> Counts:
    """The numbers of one state."""
    with _opened(database) as reader:
        sums = reader.execute("SELECT run_id, yes, submitted FROM quizzes_lessonsum").fetchall()
        pools = reader.execute("SELECT lineage, wave, total, runs FROM classrooms_pool").fetchall()
    return Counts(
        {run: (yes, submitted) for run, yes, submitted in sums},
        {(lineage, wave): total for lineage, wave, total, _ in pools},
        sum(runs for *_, runs in pools),
    )


def rows(database: Path) -> Rows:
    """Every row of every table but the CMS's own, also of tables that nobody has heard of.

    The minutes that a run has been open are left out: the server counts them by the clock.
    """
    with _opened(database) as reader:
        names = [
            name
            for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(_OF_THE_CMS)
        ]
        return {name: _rows(reader, name) for name in sorted(names)}


def _rows(reader: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    cursor = reader.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # a name of its own schema
    kept = [i for i, column in enumerate(cursor.description) if column[0] != "minutes_open"]
    return sorted((tuple(row[i] for i in kept) for row in cursor), key=repr)


def backup(data: Path, folder: Path) -> Path:
    """A backup by SQLite itself, as a school makes it while the server runs."""
    target = folder / "backup.sqlite3"
    target.unlink(missing_ok=True)
    source = sqlite3.connect(f"file:{data / 'birge.sqlite3'}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target
