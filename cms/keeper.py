"""What the server does by itself, minute by minute.

The jobs are named in settings, so that this floor knows nothing of the rooms above it.
"""

import logging
import threading
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
MINUTE = 60.0


def start() -> threading.Thread:
    """Let minutes pass in the background; the first one is over a minute from now."""
    thread = threading.Thread(target=keep, args=[threading.Event()], name="keeper", daemon=True)
    thread.start()
    return thread


def keep(stop: threading.Event) -> None:
    """Do the jobs each minute, until told to stop."""
    while not stop.wait(MINUTE):
        do(settings.BIRGE_EACH_MINUTE)


def do(jobs: Iterable[str]) -> None:
    """Do each job, whatever became of those before it.

    A full disk must not end the keeping: what the database refused is logged, and the next
    minute tries again.
    """
    for job in jobs:
        try:
            import_string(job)()
        except DatabaseError:
            log.exception("not done this minute: %s", job)
        finally:
            close_old_connections()
