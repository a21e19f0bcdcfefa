"""Figures: what was published of a place, once a term and for ever (docs/adr/0014)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NoReturn, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from classrooms.calendar import Term
from classrooms.figures.estimates import SMALLEST_RUNS, Count
from classrooms.places import Place
from classrooms.pools import Asked
from quizzes.models import Immutable
from quizzes.states import Wave


class FigureQuerySet(models.QuerySet["Figure"]):
    def at_or_below(self, place: Place) -> Self:
        """The cells of which the place's figures are the sums."""
        return self.filter(place__in=Place.objects.within([place]))

    def of_questions(self, lineages: Iterable[UUID]) -> Self:
        return self.filter(lineage__in=lineages)

    def sums(self) -> dict[Asked, Count]:
        """All cells added up, by question and wave."""
        found: dict[Asked, Count] = {}
        for row in self._summed_by("lineage", "wave", "alpha"):
            count = Count.of(row["v"], row["n"], row["m"], Fraction(row["alpha"]))
            asked = row["lineage"], row["wave"]
            found[asked] = found[asked].plus(count) if asked in found else count
        return found

    def by_term(self) -> list[dict[str, Any]]:
        """All cells added up, by question, wave, term and ratio of the noise, as a table."""
        return list(self._summed_by("lineage", "wave", "term", "alpha"))

    def _summed_by(self, *fields: str) -> Any:
        sums = {"v": Sum("total"), "n": Sum("submitted"), "m": Sum("runs")}
        return self.order_by(*fields).values(*fields).annotate(**sums)

    def update(self, **fields: Any) -> NoReturn:
        """What was published never changes."""
        raise Immutable

    def delete(self) -> NoReturn:
        """What was published stays."""
        raise Immutable


class Figure(models.Model):
    """One cell: the noisy counts of at least 3 runs of one question and wave.

    Of a school, or of runs of several schools of a wider place (cells).  It names no
    class and no day.  `alpha` is a ratio as text, "1/2".
    """

    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="figures"
    )
    lineage = models.UUIDField(_("lineage"))
    wave = models.CharField(_("wave"), max_length=4, choices=Wave)
    term = models.CharField(_("term"), max_length=6)
    total = models.IntegerField(_("noisy sum"))
    submitted = models.PositiveIntegerField(_("sent"))
    runs = models.PositiveIntegerField(_("runs"))
    alpha = models.CharField(_("ratio of the noise"), max_length=12)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "lineage", "wave", "term"], name="figure_once_a_term"
            ),
            models.CheckConstraint(condition=Q(wave__in=Wave.values), name="figure_wave_is_known"),
            models.CheckConstraint(
                condition=Q(runs__gte=SMALLEST_RUNS), name="figure_of_three_runs_or_more"
            ),
            models.CheckConstraint(
                condition=Q(submitted__gte=F("runs")), name="figure_run_has_answers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.lineage} · {self.wave} · {self.term}"

    def save(self, **options: Any) -> None:
        """Insert.  Raises Immutable for a row that exists."""
        if not self._state.adding:
            raise Immutable
        super().save(**options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """What was published stays."""
        raise Immutable


class FixedTermQuerySet(models.QuerySet["FixedTerm"]):
    def latest_term(self) -> Term | None:
        """The term up to which figures are made."""
        newest = self.order_by("-term").first()
        return Term.parse(newest.term) if newest else None

    def take(self, term: Term) -> bool:
        """Begin to fix a term; False if it, or one after it, was fixed before.

        Call it in the transaction that makes the figures: of two at once the other waits here.
        """
        fixed = self.latest_term()
        if fixed and fixed >= term:
            return False
        _row, is_new = self.get_or_create(term=str(term))
        return is_new


class FixedTerm(models.Model):
    """A term whose figures were made.  Terms only go forward."""

    term = models.CharField(_("term"), max_length=6, primary_key=True)

    objects = FixedTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("fixed term")
        verbose_name_plural = _("fixed terms")

    def __str__(self) -> str:
        return self.term
