"""Is the site well?  For the person who looks after the machine, and for its tools."""

import shutil
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string

from cms.access import public

LEAST_FREE_MB = 100
_MB = 1024 * 1024


def database() -> str:
    """Why the database does not answer, or ""."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return f"does not answer ({type(error).__name__})"
    return ""


def migrations() -> str:
    """How many migrations are missing, or ""."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        return f"cannot be read ({type(error).__name__})"
    return f"{len(plan)} are missing" if plan else ""


def disk_free_mb() -> int:
    return shutil.disk_usage(settings.DATA_DIR).free // _MB


def disk() -> str:
    """Why there is too little room for answers of a lesson and its log, or ""."""
    free = disk_free_mb()
    return f"only {free} MB are free" if free < LEAST_FREE_MB else ""


def problems() -> Iterator[tuple[str, str]]:
    """(part, reason) of every part; the reason is "" where the part is well."""
    parts: dict[str, Callable[[], str]] = {
        "database": database,
        "migrations": migrations,
        "disk": disk,
        **{name: import_string(path) for name, path in settings.BIRGE_HEALTH_CHECKS.items()},
    }
    for part, check in parts.items():
        yield part, check()


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every part is well, else 503; the body names each part and what ails it."""
    found = dict(problems())
    well = not any(found.values())
    body = {
        "status": "ok" if well else "failing",
        **{part: reason or "ok" for part, reason in found.items()},
        "disk_free_mb": disk_free_mb(),
        "version": settings.VERSION,
    }
    status = 200 if well else 503
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
