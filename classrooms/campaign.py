"""What is kept of the 16 Days: which day a class has done, and where they were opened.

Nothing of what a class said or did, no text, no number of pupils: a day is done or it is not.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.places import Place
from classrooms.season import FIRST_YEAR, LAST_YEAR, Season, season_on
from cms.models import User
from curriculum.models.campaign import DAYS

if TYPE_CHECKING:
    from classrooms.models import Classroom


class OpeningQuerySet(models.QuerySet["CampaignOpening"]):
    def around(self, today: date) -> Self:
        """Those whose 16 days a date lies in."""
        return self.filter(starts_on__gt=_days_before(today, DAYS), starts_on__lte=today)

    def open_at(self, *, place: Place, starts_on: date, by: User, today: date) -> None:
        """From that day on, 16 days at the place and all below it; another day moves them."""
        fresh = {"starts_on": starts_on, "opened_by": by, "opened_on": today}
        self.update_or_create(place=place, defaults=fresh)


def _days_before(today: date, days: int) -> date:
    return date.fromordinal(max(today.toordinal() - days, 1))


class CampaignOpening(models.Model):
    """The 16 Days at a place, at a time of its own."""

    place = models.OneToOneField(
        Place,
        verbose_name=_("place"),
        on_delete=models.CASCADE,
        related_name="campaign_opening",
    )
    starts_on = models.DateField(_("first day"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    opened_on = models.DateField(_("opened on"))

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of the 16 Days")
        verbose_name_plural = _("openings of the 16 Days")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__year__range=(FIRST_YEAR, LAST_YEAR)),
                name="opening_year_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.starts_on}"


class FeltPieceQuerySet(models.QuerySet["FeltPiece"]):
    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def at_school(self, school: Place) -> Self:
        """Of this year's classes of a school."""
        return self.filter(classroom__school=school, classroom__archived_at=None)

    def add(self, *, classroom: "Classroom", season: Season, day: int, today: date) -> bool:
        """Keep that the class did a day, once; False for a day that is still to come."""
        if not 1 <= day <= DAYS or season.date_of(day) > today:
            return False
        self.get_or_create(
            classroom=classroom, year=season.year, day=day, defaults={"done_on": today}
        )
        return True

    def take_back(self, *, classroom: "Classroom", season: Season, day: int, today: date) -> bool:
        """Undo what was pressed today; False for what was not, which stays.

        A day in the future was pressed while the clock was wrong, and may be undone too.
        """
        pressed = self.filter(classroom=classroom, year=season.year, day=day, done_on__gte=today)
        deleted, _by_model = pressed.delete()
        return bool(deleted)


class FeltPiece(models.Model):
    """A class did the activity of one of the 16 days."""

    classroom = models.ForeignKey(
        "Classroom",
        verbose_name=_("class"),
        on_delete=models.CASCADE,
        related_name="felt_pieces",
    )
    year = models.PositiveSmallIntegerField(_("school year"))
    day = models.PositiveSmallIntegerField(_("day"))
    done_on = models.DateField(_("done on"))

    objects = FeltPieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of felt")
        verbose_name_plural = _("pieces of felt")
        constraints = [
            models.UniqueConstraint(fields=["classroom", "year", "day"], name="felt_day_once"),
            models.CheckConstraint(condition=Q(day__range=(1, DAYS)), name="felt_day_exists"),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR - 1, LAST_YEAR)), name="felt_year_is_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.classroom} · {self.year} · {self.day}"


def seasons_of(schools: Iterable[Place], today: date) -> dict[UUID, Season]:
    """School id → the season that it is in today; schools outside of one are left out.

    The schools come with their wider places loaded.
    """
    opened = dict(CampaignOpening.objects.around(today).values_list("place", "starts_on"))
    found = {}
    for school in schools:
        chain = school.ancestors_and_self()
        starts = [opened[place.pk] for place in chain if place.pk in opened]
        if season := season_on(today, starts):
            found[school.pk] = season
    return found


def season_at(school: Place, today: date) -> Season | None:
    """The season of one place today."""
    return seasons_of([school], today).get(school.pk)
