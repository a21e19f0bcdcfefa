"""Files that were sent to this computer and wait to be looked at."""

import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

FOLDER = "packs"
# A file that nobody came back for is deleted when the next one comes.
KEPT_SECONDS = 24 * 60 * 60


def folder() -> Path:
    made = Path(settings.DATA_DIR) / FOLDER
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def path_of(token: uuid.UUID) -> Path:
    return folder() / f"{token}.birge"


def keep(chunks: Iterable[bytes]) -> uuid.UUID:
    """Write a file piece by piece; by what is returned it is found again."""
    _sweep()
    token = uuid.uuid4()
    with path_of(token).open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
    return token


def _sweep() -> None:
    for path in folder().glob("*.birge"):
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
