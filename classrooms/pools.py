"""Pools: a school's running sums of noisy counts (PRIVACY.md, "Words" and rule 10)."""

from fractions import Fraction

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.places import Place
from quizzes.actions import Tally
from quizzes.states import Wave


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


class Pool(models.Model):
    """The sum over a school's runs for one question and wave.

    It names no class and no day.  `alpha` is a ratio as text, "1/2": never a float.
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

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        constraints = [
            models.UniqueConstraint(fields=["school", "lineage", "wave"], name="pool_once"),
            models.CheckConstraint(condition=Q(wave__in=Wave.values), name="pool_wave_is_known"),
            models.CheckConstraint(
                condition=Q(submitted__gte=models.F("runs")), name="pool_run_has_answers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} · {self.lineage} · {self.wave}"
