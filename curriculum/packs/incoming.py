"""Files that wait on this computer: sent to be looked at, or made to be taken away."""

import contextlib
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

FOLDER = "packs"
MADE = "made-"
# A file that nobody came back for is deleted after that.
KEPT_SECONDS = 24 * 60 * 60


def folder() -> Path:
    made = _folder()
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def _folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def path_of(token: uuid.UUID) -> Path:
    return folder() / f"{token}.birge"


def path_to_make() -> Path:
    """Where a new pack is written.  No address names it: `path_of` never leads there."""
    return folder() / f"{MADE}{uuid.uuid4()}.birge"


def keep(chunks: Iterable[bytes]) -> uuid.UUID:
    """Write a file piece by piece; by what is returned it is found again."""
    sweep()
    token = uuid.uuid4()
    with path_of(token).open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
    return token


def sweep() -> None:
    """Delete what has waited too long.  Done each minute too (`cms.keeper`), so it never fails."""
    for path in _folder().glob("*"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink()


def clear_made() -> None:
    """Delete what the server before this one made, or was writing when it was killed: where each
    of them is stood in its memory, so nobody could take it.  Done once, at the start."""
    for path in (*_folder().glob(f"{MADE}*"), *_folder().glob(f".{MADE}*")):
        discard(path)


def discard(path: Path) -> None:
    """Delete it now; where somebody still reads it and the system minds, `sweep` does it later."""
    with contextlib.suppress(OSError):
        path.unlink()
