"""The site's own models: the user, and what every page has in common."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class User(AbstractUser):
    """An adult who logs in: teacher, coordinator, trainer or admin.  Pupils have no accounts."""

    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")


class BasePage(Page):
    """The fields that every page of Birge has."""

    class Meta:
        abstract = True
