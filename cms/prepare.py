"""Brings a data folder up to what this code needs; safe to repeat, nothing is lost by it."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cms import catalogues

VERSION_NAME = "version"


class NewerFolder(Exception):
    """The data folder has been used by a newer version of Birge."""


def prepare() -> None:
    """Migrations, catalogues, static files, curriculum, and once a demonstration school.

    Raises NewerFolder before anything is changed.
    """
    refuse_newer()
    for name in catalogues.FOLDERS:
        catalogues.compile_all(settings.BASE_DIR / name)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("curriculum", "load", verbosity=0)
    index_for_search()
    if not get_user_model().objects.exists():
        call_command("demo_school")
    _version_file().write_text(settings.VERSION, "ascii")


def index_for_search() -> None:
    """Fill the search's index anew: what it may know of a page changes with the code, and pages
    are only indexed when they are saved."""
    call_command("update_index", verbosity=0)


def refuse_newer() -> None:
    """Raises NewerFolder when a later version, or one with more migrations, was here."""
    file = _version_file()
    if file.exists() and _parts(file.read_text("ascii")) > _parts(settings.VERSION):
        raise NewerFolder
    if unknown_migrations():
        raise NewerFolder


def unknown_migrations() -> set[tuple[str, str]]:
    """(app, migration) of our apps that the database has had and this code does not know.

    Only ours: a library may fold old migrations into one and drop them.
    """
    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if _is_ours(app.path)}
    applied = {key for key in loader.applied_migrations if key[0] in ours}
    return applied - set(loader.disk_migrations)


def _is_ours(path: str) -> bool:
    return Path(path).parent == settings.BASE_DIR


def _version_file() -> Path:
    return settings.DATA_DIR / VERSION_NAME


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.strip().split("."))
