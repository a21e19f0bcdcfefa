"""What a second person decided about wording that stands out."""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import User
from curriculum.states import Concern


class WordingDecisionQuerySet(models.QuerySet["WordingDecision"]):
    def allowed(self, fingerprints: Iterable[str]) -> set[str]:
        """Those of the fingerprints whose text somebody has allowed."""
        found = self.filter(fingerprint__in=list(fingerprints))
        return set(found.values_list("fingerprint", flat=True))

    def allow(
        self,
        *,
        fingerprint: str,
        concern: str,
        language: str,
        text: str,
        reason: str,
        by: User | None,
    ) -> "WordingDecision":
        """The decision about exactly this text: the first one stands, whoever comes second."""
        fresh = {
            "concern": concern,
            "language": language,
            "text": text,
            "reason": reason,
            "decided_by": by,
            "decided_on": timezone.localdate(),
        }
        decision, _is_new = self.get_or_create(fingerprint=fingerprint, defaults=fresh)
        return decision


class WordingDecision(models.Model):
    """Somebody else has looked at a text and allowed it.  A changed text has no decision."""

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    concern = models.CharField(
        _("why it was looked at"),
        max_length=10,
        choices=Concern.choices,
        default=Concern.EXPERIENCE,
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(_("text"))
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"))

    objects = WordingDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on wording")
        verbose_name_plural = _("decisions on wording")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="wording_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


def fingerprint_of(
    language: str, text: str, concern: str = Concern.EXPERIENCE, age_band: str = ""
) -> str:
    """A digest of a text in its language: another for every other text, and for another reason to
    look at it.  `age_band`: the one that it is not for, if that is the reason."""
    about = f"{concern} {age_band if concern == Concern.AGE else ''}\n"
    said = f"{language}\n{'' if concern == Concern.EXPERIENCE else about}{text}"
    return hashlib.sha256(said.encode()).hexdigest()
