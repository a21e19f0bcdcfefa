"""How a phone becomes the teacher's desk without a login: a link that works once, then a pass.

Both are random numbers of 128 bits that are handed out once; the database keeps their SHA-256
alone.  They open the desk of one lesson while it lasts, and nothing else.

Ages are read from the steady clock, which nobody sets while the server runs.  After a restart that
came with another time a link or a pass ends early, or at most doubles its time.  A link that was
lost costs the teacher one press.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.states import LinkProblem
from cms import steady

if TYPE_CHECKING:
    from classrooms.models import Taught

LINK_LASTS = timedelta(minutes=10)
PASS_LASTS = timedelta(hours=12)
_BYTES = 16


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_younger(moment: datetime, age: timedelta) -> bool:
    return abs(steady.now() - moment) < age


class DeskPassQuerySet(models.QuerySet["DeskPass"]):
    def in_use(self) -> Self:
        """Those that a phone has, and may use."""
        return self.exclude(opened_at=None).filter(closed_at=None)

    def of_link(self, token: str) -> "DeskPass | None":
        return self._with_lesson().filter(link_digest=_digest(token)).first()

    def of_secret(self, secret: str) -> "DeskPass | None":
        return self._with_lesson().filter(secret_digest=_digest(secret)).first()

    def _with_lesson(self) -> Self:
        return self.select_related("taught__classroom__school", "taught__lesson")

    @transaction.atomic
    def make_link(self, taught: "Taught") -> str:
        """A new link to the lesson's desk: the token, which is kept nowhere.

        Takes the place of a link that nobody opened; what is left of the class's earlier lessons
        is cleared away.
        """
        self.filter(taught=taught, opened_at=None).delete()
        self.filter(taught__classroom=taught.classroom_id).exclude(taught=taught).delete()
        token = secrets.token_urlsafe(_BYTES)
        self.create(taught=taught, link_digest=_digest(token), made_at=steady.now())
        return token

    def close_all(self, taught: "Taught") -> None:
        """Take every phone's pass away, and the link too that nobody has opened yet."""
        self.filter(taught=taught, closed_at=None).update(closed_at=steady.now())


class DeskPass(models.Model):
    """A link to the desk of one lesson, and once it was opened the pass of the phone that did."""

    taught = models.ForeignKey(
        "classrooms.Taught",
        verbose_name=_("lesson taught"),
        on_delete=models.CASCADE,
        related_name="desk_passes",
    )
    link_digest = models.CharField(max_length=64, unique=True, editable=False)
    # Empty until the link is opened.
    secret_digest = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    opened_at = models.DateTimeField(_("opened"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = DeskPassQuerySet.as_manager()

    class Meta:
        verbose_name = _("pass to a desk")
        verbose_name_plural = _("passes to desks")
        constraints = [
            models.UniqueConstraint(
                fields=["secret_digest"], condition=~Q(secret_digest=""), name="desk_secret_once"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, secret_digest="")
                | Q(opened_at__isnull=False) & ~Q(secret_digest=""),
                name="desk_secret_when_opened",
            ),
        ]

    def __str__(self) -> str:
        return str(self.taught)

    @property
    def link_problem(self) -> LinkProblem | None:
        """Why the link opens nothing (any more); None while it does."""
        if not self.taught.is_running:
            return LinkProblem.OVER
        if self.opened_at:
            return LinkProblem.USED
        if self.closed_at or not _is_younger(self.made_at, LINK_LASTS):
            return LinkProblem.LATE
        return None

    def open(self) -> str | None:
        """Use the link up: the secret of the pass, which is kept nowhere; None for a link with a
        problem and for whoever is second.  Of two phones at once exactly one gets it."""
        if self.link_problem:
            return None
        secret = secrets.token_urlsafe(_BYTES)
        # One statement on this row alone: the database lets one of two in.
        unused = DeskPass.objects.filter(pk=self.pk, opened_at=None, closed_at=None)
        fields = {"opened_at": steady.now(), "secret_digest": _digest(secret)}
        return secret if unused.update(**fields) else None

    @property
    def is_good(self) -> bool:
        """Whether the pass still leads the lesson."""
        if self.opened_at is None or self.closed_at or not self.taught.is_running:
            return False
        return _is_younger(self.opened_at, PASS_LASTS)
