"""The rights of a picture or a recording as they are kept, and asked of many at once."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from cms import rights, rights_log, withheld
from cms.rights import NOTICE_DAYS, RECOGNISABLE, Depicted, GivenBy, Licence


class RightsQuerySet(models.QuerySet):
    """The same questions as in `cms.rights`, of many rows at once."""

    def withheld(self, on: date) -> Self:
        """What no page may show on this day."""
        return self.filter(_withdrawn(on) | _expired(on) | _LACKS_GUARDIAN)

    def showable(self, on: date) -> Self:
        """What pages may show on this day."""
        return self.exclude(_withdrawn(on) | _expired(on) | _LACKS_GUARDIAN)

    def needing_care(self, on: date) -> Self:
        """What may not be published on this day, or only for some more days."""
        return self.filter(_withdrawn(on) | _ending(on) | _UNSAID | _CONSENT_MISSING)


def _withdrawn(on: date) -> Q:
    return Q(withdrawn_on__isnull=False, withdrawn_on__lte=on)


def _expired(on: date) -> Q:
    return Q(consent_until__isnull=False, consent_until__lt=on)


def _ending(on: date) -> Q:
    """Ended, or ends within the days of notice."""
    last = on + timedelta(days=NOTICE_DAYS)
    return Q(consent_until__isnull=False, consent_until__lte=last)


_LACKS_GUARDIAN = Q(depicted=Depicted.CHILDREN) & (
    ~Q(consent_by=GivenBy.GUARDIAN) | Q(consent_until__isnull=True)
)
_UNSAID = Q(author="") | Q(source="") | Q(licence="") | Q(depicted="")
_CONSENT_MISSING = _LACKS_GUARDIAN | Q(depicted__in=RECOGNISABLE) & (
    Q(consent_paper="") | Q(consent_by="") | Q(consent_for="")
)

# In the order of the form.
RIGHTS_FIELDS = (
    "author", "source", "licence", "licence_note", "depicted", "consent_paper", "consent_by",
    "consent_for", "consent_until", "withdrawn_on",
)  # fmt: skip


class WithRights(models.Model):
    """What everybody must be able to say of a file before a page with it goes live."""

    author = models.CharField(
        _("who made it"), max_length=200, blank=True, default="",
        help_text=_(
            "A name that may be shown; a pen name or the name of your organisation will do."
        ),
    )  # fmt: skip
    source = models.CharField(
        _("where it comes from"), max_length=300, blank=True, default="",
        help_text=_("Drawn or recorded by you, or the address or book where you found it."),
    )  # fmt: skip
    licence = models.CharField(
        _("why it may be used"), max_length=20, choices=Licence.choices, blank=True, default=""
    )
    licence_note = models.CharField(
        _("more about that"), max_length=300, blank=True, default="",
        help_text=_("Such as the version of the licence, or who allowed it and when."),
    )  # fmt: skip
    depicted = models.CharField(
        _("who can be seen or heard"), max_length=20, choices=Depicted.choices, blank=True,
        default="",
        help_text=_(
            "A drawing is always the safer choice. A voice or a face that friends would know can "
            "be recognised."
        ),
    )  # fmt: skip
    consent_paper = models.CharField(
        _("paper with the consent"), max_length=100, blank=True, default="",
        help_text=_(
            "The number of the paper that your organisation keeps in a locked place. Never write "
            "the name of a child here."
        ),
    )  # fmt: skip
    consent_by = models.CharField(
        _("who gave the consent"), max_length=20, choices=GivenBy.choices, blank=True, default=""
    )
    consent_for = models.CharField(
        _("what the consent is for"), max_length=200, blank=True, default="",
        help_text=_("Such as: lessons in schools, on the projector and on tablets."),
    )  # fmt: skip
    consent_until = models.DateField(
        _("last day"), null=True, blank=True,
        help_text=_(
            "After this day a drawn sign stands in its place on every page. Children who can be "
            "recognised need such a day."
        ),
    )  # fmt: skip
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True,
        help_text=_(
            "Somebody says no after all: put in today's date. It disappears from every page at "
            "once, also from lessons that are being taught."
        ),
    )  # fmt: skip

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Pages hear of changed rights at once, and who changed them is kept."""
        with transaction.atomic():
            before = self._stored_rights()
            super().save(*args, **kwargs)
            rights_log.note(self, before, self._stored_rights())
        withheld.forget()

    def _stored_rights(self) -> dict[str, Any]:
        """As the database has them; of a row that is not there, nothing."""
        rows = type(self)._default_manager.filter(pk=self.pk).values(*RIGHTS_FIELDS)
        return rows.first() or {name: self._default_of(name) for name in RIGHTS_FIELDS}

    def _default_of(self, name: str) -> Any:
        return self._meta.get_field(name).get_default()  # type: ignore[union-attr]  # plain fields

    @property
    def problems_today(self) -> list[str]:
        """What keeps pages that show it from going live."""
        return rights.problems_of(self, timezone.localdate())

    @property
    def rights_history(self) -> list[tuple[ModelLogEntry, list[str]]]:
        """Each time something was changed in them, the latest first, and what."""
        return [(entry, rights_log.sentences(entry)) for entry in rights_log.entries_of(self)]

    @property
    def is_shown_today(self) -> bool:
        return rights.may_be_shown(self, timezone.localdate())
