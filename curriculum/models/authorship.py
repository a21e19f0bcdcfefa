"""Who wrote a lesson, as far as anybody may know, and what others may do with it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from curriculum.states import Licence


class Authored(models.Model):
    """Pen name, licence, and from which lessons it was made; the same in all languages."""

    pen_name = models.CharField(
        _("pen name"), max_length=60, blank=True,
        help_text=_(
            "The only author that anybody reads. Leave it empty or take an invented name. Your "
            "own name and your user name are never shown."
        ),
    )  # fmt: skip
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY_SA,
        help_text=_("What others may do with the lesson. A copy keeps the licence of its origin."),
    )  # fmt: skip
    # [{"key": translation_key, "title": …, "by": names in public or ""}, …], the nearest first.
    origins: Any = models.JSONField(default=list, blank=True, editable=False)

    authorship_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("pen_name"), FieldPanel("licence")])],
        heading=_("Who wrote it"),
    )
    authorship_fields = [
        SynchronizedField("pen_name", overridable=False),
        SynchronizedField("licence", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def is_copy(self) -> bool:
        return bool(self.origins)


def named(names: Iterable[str]) -> str:
    """The names as one reads them, those that are there."""
    return ", ".join(filter(None, names))
