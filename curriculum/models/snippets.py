"""What lessons and help pages share: help services, legal facts, trusted adults.

A translation holds other texts only.  Whether something was checked is said once, on the source
(`help.py` reads it there), so that no language can be ahead of the others.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms import texts
from curriculum.states import AgeBand, Recorded


class Loaded(models.Model):
    """Something that a file of the starter curriculum can bring."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("The same in all languages."))
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        texts.refuse_turning_marks(self)


class Checked(models.Model):
    """Something that must be checked by a person before pupils see it."""

    sources = models.CharField(
        _("sources"), max_length=200, blank=True, help_text=_("Separated by commas.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)

    check_panel = MultiFieldPanel(
        [
            FieldPanel("sources"),
            FieldRowPanel([FieldPanel("checked_on"), FieldPanel("checked_by")]),
        ],
        heading=_("Check"),
        help_text=_("Pupils see this only when both fields are filled in."),
    )
    check_fields = [
        SynchronizedField("sources", overridable=False),
        SynchronizedField("checked_on", overridable=False),
        SynchronizedField("checked_by", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def is_checked(self) -> bool:
        """Whether somebody put a name and a date to it."""
        return bool(self.checked_on and self.checked_by)


class HelpService(TranslatableMixin, Loaded, Checked):
    """A service that children and adults can turn to."""

    number = models.CharField(_("number"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200)
    note = models.TextField(_("note"))
    route = models.CharField(
        _("way to it"), max_length=200, blank=True, help_text=_("If it has no number.")
    )
    cost = models.CharField(_("cost"), max_length=100, blank=True)
    hours = models.CharField(_("hours"), max_length=100, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True)
    languages = models.CharField(
        _("languages"), max_length=100, blank=True, help_text=_("Codes, separated by commas.")
    )
    recorded = models.CharField(
        _("registration of calls"),
        max_length=10,
        choices=Recorded.choices,
        default=Recorded.UNKNOWN,
    )
    status = models.CharField(_("state of the source"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("route")]),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("cost"), FieldPanel("hours"), FieldPanel("recorded")]),
        FieldRowPanel([FieldPanel("languages"), FieldPanel("region")]),
        Checked.check_panel,
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("position")]),
    ]
    override_translatable_fields = [
        *Checked.check_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in ("key", "number", "languages", "recorded", "status", "position")
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("help service")
        verbose_name_plural = _("help services")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()


class LegalFact(TranslatableMixin, Loaded, Checked):
    """A sentence about the law."""

    text = models.TextField(_("text"))
    unverified = models.CharField(
        _("not yet known"), max_length=200, blank=True, help_text=_("For the lawyer who checks it.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("text"),
        FieldPanel("unverified"),
        Checked.check_panel,
        FieldRowPanel([FieldPanel("key"), FieldPanel("position")]),
    ]
    override_translatable_fields = [
        *Checked.check_fields,
        *(SynchronizedField(name, overridable=False) for name in ("key", "unverified", "position")),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("legal fact")
        verbose_name_plural = _("legal facts")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.key


class TrustedAdult(TranslatableMixin, Loaded):
    """“Tell an adult you trust”, in words for one age band.  Always shown; holds no numbers."""

    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand.choices)
    text = models.TextField(_("text"))

    panels = [FieldPanel("age_band"), FieldPanel("text")]
    override_translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("age_band", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("trusted adult")
        verbose_name_plural = _("trusted adults")
        constraints = [
            models.UniqueConstraint(fields=["age_band", "locale"], name="one_text_for_each_band"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_age_band_display())
