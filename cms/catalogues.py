"""The catalogues of the interface: refreshed by maintainers, compiled where Birge runs."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import reloader

LANGUAGES = ("ky", "ru", "en")
# The message ids are English, so the English catalogue may leave them as they are.
TRANSLATED = ("ky", "ru")
_SCANNED = ("cms", "quizzes", "curriculum", "classrooms", "templates", "locale")
_PATH = "{language}/LC_MESSAGES/django.po"
_ALL = "*/LC_MESSAGES/*.po"
# Our own words, kept up to date by `refresh`; and Kyrgyz for those of other packages, kept by hand.
FOLDERS: tuple[str, ...] = ("locale", "locale-admin")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one message of one catalogue."""

    language: str
    message: str
    fault: str

    def __str__(self) -> str:
        return f"{self.language}: {self.fault}: {self.message!r}"


def compile_all(folder: Path) -> list[Path]:
    """Makes the `.mo` beside each `.po` that has none or an older one; returns those made.

    With polib, because a teacher's laptop has no msgfmt.  Spoken from then on: at a first start
    some words were looked up before, and what it names in the database would be in English.
    """
    stale = [po for po in sorted(folder.glob(_ALL)) if not is_compiled(po)]
    for po in stale:
        draft = po.with_suffix(".draft")
        polib.pofile(str(po)).save_as_mofile(str(draft))
        draft.replace(po.with_suffix(".mo"))
        reloader.translation_file_changed(None, po.with_suffix(".mo"))
    return stale


def is_compiled(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= po.stat().st_mtime


def refresh() -> None:
    """Brings the catalogues up to date with the code and templates of the working directory."""
    call_command(
        "makemessages", locale=list(LANGUAGES), no_location=True, no_obsolete=True,
        no_wrap=True, verbosity=0, ignore_patterns=["tests"],
    )  # fmt: skip
    for language in LANGUAGES:
        _settle(Path("locale") / _PATH.format(language=language))


def _settle(path: Path) -> None:
    """Leaves out the date, which would change the file each time."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.save()


def problems() -> list[Problem]:
    """What is stale or missing, found by refreshing a copy; the project is not touched."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        _copy_project(copy)
        subprocess.run([sys.executable, "manage.py", "messages"], cwd=copy, check=True)
        return [
            problem
            for language in LANGUAGES
            for problem in compare(language, settings.BASE_DIR / "locale", copy / "locale")
        ]


def _copy_project(copy: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in _SCANNED:
        shutil.copytree(settings.BASE_DIR / name, copy / name, ignore=ignore)
    shutil.copy(settings.BASE_DIR / "manage.py", copy)


def compare(language: str, kept: Path, fresh: Path) -> list[Problem]:
    """What `kept` lacks beside `fresh`, two folders of catalogues, and what is not translated."""
    path = _PATH.format(language=language)
    if not (kept / path).exists():
        return [Problem(language, path, "no catalogue")]
    ours, wanted = _messages(kept / path), _messages(fresh / path)
    missing = [Problem(language, key[1], "not in the catalogue") for key in wanted.keys() - ours]
    left = [Problem(language, key[1], "no longer used") for key in ours.keys() - wanted]
    return missing + left + _untranslated(language, ours)


def _messages(path: Path) -> dict[tuple[str | None, str, str], polib.POEntry]:
    entries = polib.pofile(str(path))
    return {(e.msgctxt, e.msgid, e.msgid_plural): e for e in entries if not e.obsolete}


def _untranslated(
    language: str, messages: dict[tuple[str | None, str, str], polib.POEntry]
) -> list[Problem]:
    fuzzy = [Problem(language, e.msgid, "fuzzy") for e in messages.values() if e.fuzzy]
    if language not in TRANSLATED:
        return fuzzy
    bare = [e for e in messages.values() if not e.translated() and not e.fuzzy]
    return fuzzy + [Problem(language, e.msgid, "not translated") for e in bare]
