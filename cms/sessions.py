"""Logins in the database, as Django keeps them, that last by the steady clock."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from cms import steady


class SessionStore(db.SessionStore):
    """The teacher is not sent to the login page because the clock of the laptop has jumped."""

    def get_expiry_date(self, **kwargs: Any) -> Any:
        return super().get_expiry_date(**{"modification": steady.now()} | kwargs)

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(
            session_key=self.session_key, expire_date__gt=steady.now()
        ).first()
        if found is None:
            self._session_key = None
        return found
