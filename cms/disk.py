"""When the disk is full: which errors mean it."""

import errno
import sqlite3

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# Tried on a full disk: a write of the database or its log; the log's index, which grows in steps.
_SQLITE_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}


def is_full(error: BaseException | None) -> bool:
    """Whether this error, or the one that it was made from, says that the disk has no room.

    What was to be written was not: the transaction is rolled back.
    """
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) in _SQLITE_NO_ROOM
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return error is not None and is_full(error.__cause__)
