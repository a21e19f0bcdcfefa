"""From where a hub takes results."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.places import Place


class ResultsSource(models.Model):
    """Which school here a school of another computer is: said once, by who brings in its first
    file, and the same for ever."""

    signer = models.CharField(_("key"), max_length=64)
    school_there = models.UUIDField(_("school, as its own computer names it"))
    place = models.ForeignKey(
        Place, verbose_name=_("school"), on_delete=models.PROTECT, related_name="results_sources"
    )

    class Meta:
        verbose_name = _("source of results")
        verbose_name_plural = _("sources of results")
        constraints = [
            models.UniqueConstraint(fields=["signer", "school_there"], name="results_source_once"),
            models.UniqueConstraint(fields=["place"], name="results_source_one_of_a_school"),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.school_there}"
