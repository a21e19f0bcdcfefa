"""The site's own models: the user, and what every page has in common."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField


class User(AbstractUser):
    """An adult who logs in: teacher, coordinator, trainer or admin.  Pupils have no accounts."""

    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # the stubs leave it out
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def keep_language(self, code: str) -> None:
        """Greets the user in this language from now on, on every device."""
        self.language = code
        self.save(update_fields=["language"])


class BasePage(Page):
    """What every page of Birge has in common."""

    # The same address part in all languages; free text here would be a piece to translate.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True
