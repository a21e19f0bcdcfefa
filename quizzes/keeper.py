"""What the server does by itself: sweep at the start, and count the running minutes."""

import logging
import threading

from django.db import DatabaseError, close_old_connections

from quizzes import actions

log = logging.getLogger(__name__)
MINUTE = 60.0


def start() -> threading.Thread:
    """Sweep secrets without an open run, then let minutes pass in the background."""
    actions.sweep()
    thread = threading.Thread(target=_keep, name="keeper", daemon=True)
    thread.start()
    return thread


def _keep() -> None:
    tick = threading.Event()
    while not tick.wait(MINUTE):
        try:
            actions.pass_minute()
        except DatabaseError:
            # A full disk must not end the keeping: the next minute tries again.
            log.exception("a minute could not be counted")
        finally:
            close_old_connections()
