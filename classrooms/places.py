"""Country, region, district, school, and who works there."""

import uuid
from collections.abc import Iterable
from typing import Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from classrooms.states import PlaceKind, Role
from cms.collation import in_letter_order
from cms.models import User

_LEVELS = PlaceKind.values


class PlaceQuerySet(models.QuerySet["Place"]):
    def schools(self) -> Self:
        return self.filter(kind=PlaceKind.SCHOOL)

    def wider(self) -> Self:
        """Places that are made of schools."""
        return self.exclude(kind=PlaceKind.SCHOOL)

    def by_name(self) -> Self:
        """In the order of Kyrgyz letters."""
        return self.order_by(in_letter_order("name"))

    def within(self, places: Iterable["Place"]) -> Self:
        """These places and all below them: a country's schools are at most three steps down."""
        ids = [place.pk for place in places]
        return self.filter(
            Q(pk__in=ids)
            | Q(parent__in=ids)
            | Q(parent__parent__in=ids)
            | Q(parent__parent__parent__in=ids)
        )

    def coordinated_by(self, user: User) -> Self:
        """The places that the user coordinates, and all below them."""
        return self.within(Place.objects.held_by(user))

    def held_by(self, user: User) -> Self:
        """The places whose coordinator the user is, without those below."""
        return self.filter(memberships__user=user, memberships__role=Role.COORDINATOR)

    def below_wider(self, user: User) -> Self:
        """What lies below the districts, regions and countries that the user coordinates."""
        wider = Place.objects.held_by(user).exclude(kind=PlaceKind.SCHOOL)
        return self.within(wider)

    def seen_by(self, user: User) -> Self:
        """The schools at which the user teaches, and the places that the user coordinates with
        all below them."""
        mine = Membership.objects.of(user, Role.TEACHER).values("place")
        coordinated = self.coordinated_by(user).values("pk")
        return self.filter(Q(pk__in=mine) | Q(pk__in=coordinated))

    def with_open_classes(self) -> Self:
        """Loads each school's `classes` with their teachers, archived ones left out."""
        classes = apps.get_model("classrooms", "Classroom").objects.open().with_people()
        return self.prefetch_related(Prefetch("classrooms", classes.by_grade(), to_attr="classes"))


class Place(models.Model):
    """A country, region, district or school."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="place_once_in_parent"),
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.COUNTRY, parent=None)
                | (~Q(kind=PlaceKind.COUNTRY) & Q(parent__isnull=False)),
                name="place_country_is_the_top",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PlaceKind.values), name="place_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError unless the parent is of a wider kind."""
        if self.parent and _LEVELS.index(self.parent.kind) >= _LEVELS.index(self.kind):
            raise ValidationError({"parent": _("A place belongs to a wider one.")})

    def ancestors_and_self(self) -> list["Place"]:
        """This place first, then each wider one."""
        place: Place | None = self
        chain = []
        while place:
            chain.append(place)
            place = place.parent
        return chain


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User, role: Role) -> Self:
        return self.filter(user=user, role=role)


class Membership(models.Model):
    """One adult's role at one place."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "place", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.place}"

    def clean(self) -> None:
        """Raise ValidationError for a teacher of anything but a school."""
        if self.role == Role.TEACHER and self.place.kind != PlaceKind.SCHOOL:
            raise ValidationError({"place": _("A teacher works at a school.")})
