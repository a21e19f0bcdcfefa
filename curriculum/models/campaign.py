"""The 16 Days: one short activity for the whole class on each day."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from curriculum import wording
from curriculum.campaign_blocks import StepBlock
from curriculum.models.snippets import Loaded

DAYS = 16
# An activity fits between two lessons.
SHORTEST, LONGEST = 5, 10
FEWEST_STEPS, MOST_STEPS = 3, 5
LONGEST_TITLE, LONGEST_AIM, LONGEST_NOTE = 60, 200, 400
# What an activity needs before a class is shown it.
NEEDED = ("title", "minutes", "aim", "lighter", "if_told", "family")


class CampaignDay(PreviewableMixin, TranslatableMixin, Loaded):
    """What a class does on one of the 16 days, or a place where it is still to be written.

    Whether it is ready is said once, on the source, so that no language is ahead of the others.
    """

    day = models.PositiveSmallIntegerField(
        _("day"),
        validators=[MinValueValidator(1), MaxValueValidator(DAYS)],
        help_text=_("1 is 25 November, 16 is 10 December."),
    )
    is_ready = models.BooleanField(
        _("ready for classes"),
        default=False,
        help_text=_("Until then classes are offered one of the other activities on this day."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text=_("5 to 10."),
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    aim = models.TextField(
        _("aim"), max_length=LONGEST_AIM, blank=True, help_text=_("One sentence; parents read it.")
    )
    steps = StreamField(
        [("step", StepBlock())], blank=True, max_num=MOST_STEPS, verbose_name=_("steps")
    )
    lighter = models.TextField(_("for grades 1–4"), max_length=LONGEST_NOTE, blank=True)
    if_told = models.TextField(
        _("if a pupil tells something"),
        max_length=LONGEST_NOTE,
        blank=True,
        help_text=_("One sentence. What to do is shown below it by itself."),
    )
    family = models.TextField(
        _("for the family"), max_length=LONGEST_NOTE, blank=True, help_text=_("Parents read it.")
    )

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("minutes"), FieldPanel("is_ready")]),
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("aim")],
            heading=_("Activity"),
            help_text=_(
                "For the whole class, together and in the school building. It ranks nobody,"
                " names no pupil and asks nobody about their own life."
            ),
        ),
        FieldPanel("steps"),
        FieldPanel("lighter"),
        FieldPanel("if_told"),
        FieldPanel("family"),
        FieldPanel("key"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("key", "day", "is_ready", "minutes")
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("day of the 16 Days")
        verbose_name_plural = _("days of the 16 Days")
        constraints = [
            models.UniqueConstraint(fields=["day", "locale"], name="campaign_day_once"),
            models.CheckConstraint(
                condition=models.Q(day__range=(1, DAYS)), name="campaign_day_exists"
            ),
        ]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}. {self.title}"

    def clean(self) -> None:
        """Raise ValidationError for an activity that is called ready and is not, for wording that
        no class should read, and for a day that is taken."""
        super().clean()
        found = dict(self._wording())
        if self.is_ready:
            found |= dict(self._missing())
        # The form leaves the locale out, so Django does not look at the constraint.
        same_day = CampaignDay.objects.filter(day=self.day, locale=self.locale)
        if same_day.exclude(pk=self.pk).exists():
            found["day"] = _("Another activity has this day already.")
        if found:
            raise ValidationError(found)

    def _missing(self) -> Iterator[tuple[str, str | Promise]]:
        for name in NEEDED:
            if not getattr(self, name):
                yield name, _("A day that is ready needs this.")
        if len(self.steps) < FEWEST_STEPS:
            yield "steps", _("A day that is ready has at least three steps.")

    def _wording(self) -> Iterator[tuple[str, str | Promise]]:
        for name, text in self.texts():
            for _language, what in wording.avoided_in(self.locale.language_code, text):
                yield name, format_lazy("“{text}” {what}", text=text, what=what)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(field, text) of everything in words."""
        for name in ("title", "aim", "lighter", "if_told", "family"):
            yield name, getattr(self, name)
        for step in self.steps:
            yield from (("steps", text) for text in step.value.values() if text)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "curriculum/preview_campaign.html"
