"""The data folder: everything that a school owns.  Standard library only: `run.py` needs it
before anything is installed."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEY_NAME = "secret-key"
DATABASE_NAME = "birge.sqlite3"


def path() -> Path:
    """The data folder of this process: `BIRGE_DATA`, else `var` beside the code."""
    return Path(os.environ.get("BIRGE_DATA") or ROOT / "var").resolve()


def make(folder: Path) -> None:
    """Makes the folder (0700) and its secret key (0600) where they are missing.

    From here on what this process makes is its owner's alone: the folder may have been there
    before, open to others.  Raises OSError when it cannot be made, read or written.
    """
    os.umask(0o077)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass  # a folder on a read-only disk looks like any other until one writes
    key = folder / KEY_NAME
    if not key.exists():
        _write_key(key)
    key.read_text("ascii")


def _write_key(key: Path) -> None:
    """Whole or not at all: half a key would be taken for a key at the next start."""
    handle, draft = tempfile.mkstemp(dir=key.parent)  # mkstemp makes it 0600
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(key)
