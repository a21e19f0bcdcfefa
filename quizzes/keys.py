"""The secrets of an open run, its key and its join code, in a file of its own.

Neither is ever in the database, so neither its write-ahead log nor a backup can hold them.  The
file dies with the run: overwritten, then deleted.  What a start finds without an open run is
swept away.
"""

import os
import secrets
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

KEY_BYTES = 32
CODE_DIGITS = 6


class NoKey(Exception):
    """The run has no key any more: it is closed, or its file was lost."""


@dataclass(frozen=True)
class Secrets:
    """`key` seals the run's papers; `code` is what pupils type to join."""

    key: bytes
    code: str


_lock = threading.Lock()
_known: dict[UUID, Secrets] = {}


def _path(run_id: UUID) -> Path:
    return Path(settings.BIRGE_KEYS_DIR) / run_id.hex


def _stored() -> Iterator[UUID]:
    folder = Path(settings.BIRGE_KEYS_DIR)
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            yield UUID(hex=path.name)
        except ValueError:
            continue


def create(run_id: UUID) -> Secrets:
    """New secrets for a run, on disk before they are returned; the code is free at this moment."""
    with _lock:
        taken = set(_codes())
        code = _free_code(taken)
        made = Secrets(secrets.token_bytes(KEY_BYTES), code)
        folder = Path(settings.BIRGE_KEYS_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(_path(run_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(made.key + code.encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except OSError:  # a full disk: no half of a key is left
            _path(run_id).unlink()
            raise
        _known[run_id] = made
        return made


def _codes() -> Iterator[str]:
    for run_id in _stored():
        try:
            yield _read(run_id).code
        except NoKey:
            continue


def _free_code(taken: Collection[str]) -> str:
    while True:
        code = f"{secrets.randbelow(9 * 10 ** (CODE_DIGITS - 1)) + 10 ** (CODE_DIGITS - 1)}"
        if code not in taken:
            return code


def _read(run_id: UUID) -> Secrets:
    try:
        raw = _path(run_id).read_bytes()
    except FileNotFoundError as error:
        raise NoKey from error
    # A file that is cut off, or overwritten and about to be deleted, holds no secrets.
    if len(raw) != KEY_BYTES + CODE_DIGITS or not raw[KEY_BYTES:].isdigit():
        raise NoKey
    return Secrets(raw[:KEY_BYTES], raw[KEY_BYTES:].decode("ascii"))


def of(run_id: UUID) -> Secrets:
    """The run's secrets.  Raises NoKey when there are none."""
    if found := _known.get(run_id):
        return found
    with _lock:
        return _known.setdefault(run_id, _read(run_id))


def run_with_code(code: str) -> UUID | None:
    """The open run that pupils join with this code, or None."""
    for run_id in _stored():
        try:
            if secrets.compare_digest(of(run_id).code.encode(), code.encode()):
                return run_id
        except NoKey:
            continue
    return None


def destroy(run_id: UUID) -> None:
    """Overwrite and delete the run's file, and forget what was in it.  Safe to repeat."""
    with _lock:
        _known.pop(run_id, None)
        try:
            handle = os.open(_path(run_id), os.O_WRONLY)
        except FileNotFoundError:
            return
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(KEY_BYTES + CODE_DIGITS))
            file.flush()
            os.fsync(file.fileno())
        _path(run_id).unlink(missing_ok=True)


def sweep(open_runs: Collection[UUID]) -> None:
    """Destroy every file whose run is not open."""
    for run_id in set(_stored()) - set(open_runs):
        destroy(run_id)


def forget() -> None:
    """Drop what memory holds, as a restart would; the files stay."""
    _known.clear()
