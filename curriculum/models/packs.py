"""Whose lesson packs are taken, and which packs this installation knows."""

from datetime import date
from typing import Self
from uuid import UUID

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum import signing

HEX = RegexValidator(r"^[0-9a-f]{64}\Z", _("A key has 64 characters: 0–9 and a–f."))


class SignerQuerySet(models.QuerySet["Signer"]):
    def trusted(self) -> Self:
        """Those whose files are taken now."""
        return self.filter(revoked_on=None)

    def revoked(self) -> Self:
        return self.exclude(revoked_on=None)

    def own(self) -> "Signer":
        """This installation: it trusts itself, unless somebody has withdrawn that."""
        name = signing.name_of(signing.own_key())
        fresh = {"name": str(_("This computer")), "may_revoke": True}
        return self.get_or_create(key=name, defaults=fresh)[0]

    def revoke(self, *, key: str, reason: str, on: date) -> None:
        """Trust this key no more, even if nobody here has heard of it; the first reason stands."""
        fresh = {"revoked_on": on, "reason": reason}
        signer, is_new = self.get_or_create(key=key, defaults=fresh)
        if not is_new and signer.revoked_on is None:
            signer.revoked_on, signer.reason = on, reason
            signer.save(update_fields=["revoked_on", "reason"])


class Signer(models.Model):
    """Somebody whose packs and results files are taken here, or are taken no more."""

    key = models.CharField(_("key"), max_length=64, unique=True, validators=[HEX])
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("What this signer is called here.")
    )
    may_revoke = models.BooleanField(
        _("may withdraw other keys"),
        default=False,
        help_text=_("Only for the programme itself: its packs then say which keys were lost."),
    )
    added_on = models.DateField(_("trusted since"), default=timezone.localdate, editable=False)
    revoked_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("From then on nothing of it is taken."),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = SignerQuerySet.as_manager()

    class Meta:
        verbose_name = _("signer")
        verbose_name_plural = _("signers")
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.name or self.fingerprint

    @property
    def fingerprint(self) -> str:
        """What two people compare over the telephone."""
        return signing.fingerprint(self.key)


class KnownPackQuerySet(models.QuerySet["KnownPack"]):
    def note(self, pack: UUID, title: str, version: int, digest: str, made_on: date) -> None:
        """From now on this is the newest version of the pack."""
        fresh = {"title": title, "version": version, "digest": digest, "made_on": made_on}
        self.update_or_create(pack=pack, defaults=fresh)


class KnownPack(models.Model):
    """The newest version of a pack that was made or brought in here."""

    pack = models.UUIDField(_("pack"), unique=True)
    title = models.CharField(_("title"), max_length=80)
    version = models.PositiveIntegerField(_("version"))
    digest = models.CharField(max_length=64, editable=False)
    made_on = models.DateField(_("made on"))

    objects = KnownPackQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson pack")
        verbose_name_plural = _("lesson packs")
        ordering = ["title"]
        default_permissions = ()
        permissions = [
            ("build_pack", _("Can make lesson packs")),
            ("bring_in_pack", _("Can bring in lesson packs")),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.version}"
