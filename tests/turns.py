"""How the processes that share a run of the tests share what is there only once."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Holds the lock of that file; a process that dies gives it back."""
    with path.open("a") as file:
        fcntl.flock(file, how)
        yield


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """A test's turn: beside the tests of the other processes, or while none of them runs.

    Who waits to be alone keeps the door, so no other test can start and make it wait longer.
    """
    with ExitStack() as held:
        with locked(folder / "door"):
            how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
            held.enter_context(locked(folder / "running", how))
        yield
