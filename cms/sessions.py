"""Logins in the database, as Django keeps them, that last by the steady clock."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from cms import steady
from cms.compiled import Compiled

_of_key = Compiled(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)[:1],
    "a key",
    datetime.min.replace(tzinfo=UTC),
)


class SessionStore(db.SessionStore):
    """The teacher is not sent to the login page because the clock of the laptop has jumped."""

    def get_expiry_date(self, **kwargs: Any) -> Any:
        return super().get_expiry_date(**{"modification": steady.now()} | kwargs)

    def _get_session_from_db(self) -> Session | None:
        found = _of_key.first(self.session_key or "", steady.now())
        if found is None:
            self._session_key = None
        return found
