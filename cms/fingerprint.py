"""Whether a data folder was prepared by just this code.  Standard library only.

Preparing costs seconds even when there is nothing to do; reading a few megabytes does not.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from cms import folder

# What preparing depends on.
SOURCES = (
    "cms", "quizzes", "curriculum", "classrooms", "static", "locale", "locale-admin",
    "requirements.txt",
)  # fmt: skip
MARK_NAME = "prepared"
_MADE = {".pyc", ".mo"}


def is_prepared(data: Path) -> bool:
    """Whether the folder was prepared by this code and what was prepared is still there.

    The compiled catalogues lie beside the code, so an old folder may meet code without them.
    """
    mark = data / MARK_NAME
    database = data / folder.DATABASE_NAME
    if not (mark.exists() and database.exists() and _are_catalogues_compiled()):
        return False
    return mark.read_text("ascii") == of_code()


def keep(data: Path) -> None:
    """Notes that the folder is prepared for this code."""
    (data / MARK_NAME).write_text(of_code(), "ascii")


def of_code(root: Path = folder.ROOT) -> str:
    """A digest of every file below `root` that preparing reads, the same on every machine."""
    digest = hashlib.sha256()
    for name in SOURCES:
        for file in _files(root / name):
            digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _are_catalogues_compiled() -> bool:
    catalogues = folder.ROOT.glob("locale*/*/LC_MESSAGES/*.po")
    return all(po.with_suffix(".mo").exists() for po in catalogues)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix not in _MADE]
