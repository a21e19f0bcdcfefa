"""Looking for what must not be there: every byte that the server keeps or writes."""

import base64
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from tests.server import Server, manage

Files = dict[str, bytes]
Rows = dict[str, dict[int | tuple, dict[str, object]]]


def everything(server: Server) -> Files:
    """Every file below the data folder but those collected from the project, the temporary folder
    and the server's whole output; each with its own name in front of its bytes."""
    folders = [server.data, Path(server.more["TMPDIR"])]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    own = [path for path in files if server.data / "static" not in path.parents]
    root = server.data.parent
    return {str(p.relative_to(root)): p.name.encode() + b"\0" + read(p) for p in [*own, server.log]}


def read(path: Path) -> bytes:
    """A file may go between the listing and the reading: then there is nothing in it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def backup(server: Server, name: str) -> Files:
    """What is in a backup made now, by the command, beside the server."""
    file = server.data.parent / f"{name}.zip"
    done = manage(server.data, "backup", "--out", str(file))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(file) as pack:
        return {f"{name}/{one}": pack.read(one) for one in pack.namelist()}


def where(files: Files, canary: bytes) -> list[str]:
    """The names of the files that hold it."""
    return sorted(name for name, content in files.items() if canary in content)


def where_number(files: Files, digits: str) -> list[str]:
    """The same for a number that stands alone: longer ones may hold it by chance."""
    alone = re.compile(rb"(?<!\w)%b(?!\w)" % digits.encode())
    return sorted(name for name, content in files.items() if alone.search(content))


def spellings(raw: bytes) -> set[bytes]:
    """A secret as it is, in hex, and in base64 wherever in a longer text it might begin."""
    found = {raw, raw.hex().encode(), raw.hex().upper().encode()}
    for before in range(3):
        first, last = (before * 8 + 5) // 6, (before + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            found.add(encode(b"\0" * before + raw)[first:last])
    return found


def tables(server: Server) -> Rows:
    """Every row of every table, by table and row: column → value."""
    path = f"file:{server.data / 'birge.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(path, uri=True)) as database:
        database.row_factory = sqlite3.Row
        names = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {name: _rows(database, name) for (name,) in names}


def _rows(database: sqlite3.Connection, table: str) -> dict[int | tuple, dict[str, object]]:
    rows = [dict(row) for row in database.execute(f'select * from "{table}"')]
    key = [
        column["name"]
        for column in database.execute(f'pragma table_info("{table}")')
        if column["pk"]
    ]
    return {tuple(row[c] for c in key or row): row for row in rows}


def changes(before: Rows, after: Rows) -> set[str]:
    """What differs: "table" where a row came or went, else "table.column"."""
    found = set()
    for table in before.keys() | after.keys():
        old, new = before.get(table, {}), after.get(table, {})
        if old.keys() != new.keys():
            found.add(table)
        for row in old.keys() & new.keys():
            found |= {f"{table}.{c}" for c in new[row] if old[row][c] != new[row][c]}
    return found
