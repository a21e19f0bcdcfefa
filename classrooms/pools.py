"""Pools: a school's running sums of noisy counts (PRIVACY.md, "Words" and rule 10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from classrooms.places import Place
from quizzes.closing import Tally
from quizzes.states import Wave

# A question in a wave: (lineage, wave).
Asked = tuple[UUID, str]


@dataclass(frozen=True)
class Tried:
    """How many runs there were of a question and wave at a place and below, and of these how
    many no figure holds yet."""

    runs: int
    pending: int


# As many values as any database takes in one statement.
_BATCH = 500


def _batches(pools: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(pools)
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))


class PoolQuerySet(models.QuerySet["Pool"]):
    @transaction.atomic
    def add(self, school: Place, tally: Tally) -> None:
        """Add one closed question of one run.

        Call it in the transaction that made the release: together they cost the privacy budget
        once, and a pool without its release could be added to again.
        """
        pool, _made = self.select_for_update().get_or_create(
            school=school,
            lineage=tally.lineage,
            wave=tally.wave,
            defaults={"alpha": str(tally.alpha)},
        )
        pool.total += tally.yes
        pool.submitted += tally.submitted
        pool.runs += 1
        # Should a question have changed its kind, the wider noise is the honest margin.
        pool.alpha = str(max(Fraction(pool.alpha), tally.alpha))
        pool.save()

    def pending(self) -> Self:
        """Those with runs that no figure holds yet."""
        return self.filter(runs__gt=F("fixed_runs"))

    def published_here(self) -> Self:
        """Without the schools whose figures come in files: nothing is published of them twice."""
        return self.filter(school__results_sources=None)

    def locked_with_places(self) -> Self:
        """Loads the school with its wider places, and lets nobody add until the commit."""
        places = self.select_related("school__parent__parent__parent")
        return places.select_for_update(of=("self",)).order_by("pk")

    def mark_fixed(self, pools: Iterable[int]) -> None:
        """All that these hold is in figures now; they must be locked."""
        for batch in _batches(pools):
            self.filter(pk__in=batch).update(
                fixed_total=F("total"),
                fixed_submitted=F("submitted"),
                fixed_runs=F("runs"),
                has_waited=False,
            )

    def mark_waiting(self, pools: Iterable[int]) -> None:
        """A term was fixed, and what these have pending was too little."""
        for batch in _batches(pools):
            self.filter(pk__in=batch).update(has_waited=True)

    def tried(self, place: Place) -> dict[Asked, Tried]:
        """What was asked at the place and below, by question and wave."""
        here = self.filter(school__in=Place.objects.within([place])).order_by()
        sums = here.values("lineage", "wave").annotate(m=Sum("runs"), fixed=Sum("fixed_runs"))
        return {
            (row["lineage"], row["wave"]): Tried(row["m"], row["m"] - row["fixed"]) for row in sums
        }


class Pool(models.Model):
    """The running sum over a school's runs for one question and wave; never shown, never reset.

    It names no class and no day.  `alpha` is a ratio as text, "1/2": never a float.
    `fixed_…`: how much of it is in figures, the school's or a wider place's.  The rest is
    pending; `has_waited`: it was there when a term was fixed, and was too little.
    """

    school = models.ForeignKey(
        Place, verbose_name=_("school"), on_delete=models.PROTECT, related_name="pools"
    )
    lineage = models.UUIDField(_("lineage"))
    wave = models.CharField(_("wave"), max_length=4, choices=Wave)
    total = models.IntegerField(_("noisy sum"), default=0)
    submitted = models.PositiveIntegerField(_("sent"), default=0)
    runs = models.PositiveIntegerField(_("runs"), default=0)
    alpha = models.CharField(_("ratio of the noise"), max_length=12)
    fixed_total = models.IntegerField(_("noisy sum in figures"), default=0)
    fixed_submitted = models.PositiveIntegerField(_("sent, in figures"), default=0)
    fixed_runs = models.PositiveIntegerField(_("runs in figures"), default=0)
    has_waited = models.BooleanField(_("has waited a term"), default=False)

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        constraints = [
            models.UniqueConstraint(fields=["school", "lineage", "wave"], name="pool_once"),
            models.CheckConstraint(condition=Q(wave__in=Wave.values), name="pool_wave_is_known"),
            models.CheckConstraint(
                condition=Q(submitted__gte=F("runs")), name="pool_run_has_answers"
            ),
            models.CheckConstraint(
                condition=Q(runs__gte=F("fixed_runs"))
                & Q(submitted__gte=F("fixed_submitted") + F("runs") - F("fixed_runs")),
                name="pool_fixed_is_part_of_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} · {self.lineage} · {self.wave}"

    @property
    def pending_total(self) -> int:
        return self.total - self.fixed_total

    @property
    def pending_submitted(self) -> int:
        return self.submitted - self.fixed_submitted

    @property
    def pending_runs(self) -> int:
        return self.runs - self.fixed_runs
