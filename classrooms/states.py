"""Named choices of the people and places of a school."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """The levels of a country's schools, widest first."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DISTRICT = "district", _("district")
    SCHOOL = "school", _("school")


class Role(models.TextChoices):
    """What an adult does at a place."""

    TEACHER = "teacher", _("teacher")
    COORDINATOR = "coordinator", _("coordinator")
