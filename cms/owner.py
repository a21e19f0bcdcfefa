"""One process owns the data folder.  Standard library only.

The server's worker holds the lock while it lives, and so does each command that writes: the
live counters are in the owner's memory, and SQLite before 3.51.3 has a race between processes
that write (DESIGN.md, "Found by trying").
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import IO

if sys.platform == "win32":  # written by the documentation, never tried
    import msvcrt
else:
    import fcntl

LOCK_NAME = "lock"
PARENT_VARIABLE = "BIRGE_PARENT"
_PR_SET_PDEATHSIG = 1

# Open for as long as the process lives: closing the file would give the folder away.
_held: dict[Path, IO[bytes]] = {}


class Owned(Exception):
    """Another process owns the folder."""


def take(folder: Path, *, patience: float = 0) -> None:
    """Owns the folder until this process ends.  Free again also after `kill -9`.

    Waits `patience` seconds for the present owner to go, then raises Owned.  A second time in
    the same process nothing happens.
    """
    if folder in _held:
        return
    deadline = time.monotonic() + patience
    file = (folder / LOCK_NAME).open("ab")
    while not _try_lock(file):
        if time.monotonic() >= deadline:
            file.close()
            raise Owned(folder)
        time.sleep(0.05)
    _held[folder] = file


def is_owned(folder: Path) -> bool:
    """Whether another process owns the folder now; a folder that is not there has no owner."""
    lock = folder / LOCK_NAME
    if folder in _held or not lock.exists():
        return False
    with lock.open("ab") as file:
        return not _try_lock(file)


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def die_with_parent() -> None:
    """Ends this process at once when the one that started it has ended, however it ended.

    Without this, a worker whose server was killed goes on answering beside the next server,
    each with half of the seats.  The server leaves its process id in `BIRGE_PARENT`; where
    there is none (another WSGI server, a test) nothing happens.
    """
    parent = int(os.environ.get(PARENT_VARIABLE, "0"))
    if not parent or sys.platform == "win32":
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before the line above took hold
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
