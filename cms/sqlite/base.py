"""SQLite with one writer at a time inside the process.

SQLite 3.7.0–3.51.2 has a race in the WAL between connections that write; one process owns the
data folder, so one lock in that process is enough to keep writers apart.  Readers never wait.

It also knows the order of Kyrgyz letters, as the collation `ky`.
"""

import threading
from typing import Any, Self

from django.db.backends.sqlite3 import base

from cms import collation

write_lock = threading.RLock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Holds the write lock from BEGIN to COMMIT or ROLLBACK, and for each statement outside."""

    _holds_write_lock = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.create_collation("ky", collation.compare)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        write_lock.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            write_lock.release()
            raise
        self._holds_write_lock = True

    def _release(self) -> None:
        if self._holds_write_lock:
            self._holds_write_lock = False
            write_lock.release()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._release()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._release()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._release()

    def create_cursor(self, name: str | None = None) -> "Cursor":
        return self.connection.cursor(factory=Cursor)


_READS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "EXPLAIN", "COMMIT")


class Cursor(base.SQLiteCursorWrapper):
    """A statement that writes outside a transaction takes the lock for itself.

    The lock is re-entrant, so inside a transaction this costs nothing.
    """

    def execute(self, query: str, params: Any = None) -> Self:
        if query.lstrip()[:9].upper().startswith(_READS):
            return super().execute(query, params)
        with write_lock:
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Self:
        with write_lock:
            return super().executemany(query, param_list)
