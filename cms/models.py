"""The site's own models: the user, recordings, and what every page has in common."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.fields import SynchronizedField
from wagtailmedia.models import AbstractMedia, MediaQuerySet, MediaType

from cms import recordings, texts
from cms.logins import new_password
from cms.organisations import Organisation, RoleGroup
from cms.pictures import Picture, PictureRendition
from cms.rights_model import RIGHTS_FIELDS, RightsQuerySet, WithRights

__all__ = [
    "BasePage",
    "Organisation",
    "Picture",
    "PictureRendition",
    "Recording",
    "RoleGroup",
    "User",
]


class User(AbstractUser):
    """An adult who logs in: teacher, coordinator, trainer or admin.  Pupils have no accounts."""

    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    # Somebody else gave the password and knows it; until it is changed nothing else opens.
    has_first_password = models.BooleanField(default=False, editable=False)

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # the stubs leave it out
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def give_first_password(self) -> str:
        """A new password, to be handed over and changed at the next login; nobody is logged in with
        the old one any longer."""
        given = new_password()
        self.set_password(given)
        self.has_first_password = True
        self.save(update_fields=["password", "has_first_password"])
        return given

    def keep_language(self, code: str) -> None:
        """Greets the user in this language from now on, on every device and in the CMS: what was
        chosen on the CMS's page of the account no longer stands against it."""
        self.language = code
        self.save(update_fields=["language"])
        UserProfile.objects.filter(user=self).update(preferred_language="")


class RecordingQuerySet(RightsQuerySet, MediaQuerySet):
    """wagtailmedia's searches, and the questions about rights."""


class Recording(WithRights, AbstractMedia):
    """Spoken words for pupils who do not read well: a question, an option, or one of the answers
    that every question has.  Sound alone; a film is refused."""

    class Says(models.TextChoices):
        LESSON = "", _("a question or an answer of a lesson")
        NOT_SURE = "not-sure", _("“I am not sure”")
        SKIP = "skip", _("“I skip this question”")

    file = models.FileField(
        _("file"),
        upload_to="recordings",
        help_text=_(
            "MP3, OGG, M4A or WAV, at most 2 MB. One calm voice reads the words just as they stand "
            "on the screen, nothing before and nothing after. Say every answer in the same voice "
            "and at the same pace, so that none sounds like the right one."
        ),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE,
        help_text=_("The language that is spoken. It is played where the words are in it."),
    )  # fmt: skip
    says = models.CharField(
        _("what it says"), max_length=10, choices=Says.choices, default=Says.LESSON, blank=True,
        help_text=_(
            "“I am not sure” and “I skip this question” are needed once for each language. Without "
            "them only the questions can be listened to, because all answers must look alike."
        ),
    )  # fmt: skip

    objects = RecordingQuerySet.as_manager()

    admin_form_fields = ("title", "file", "language", "says", *RIGHTS_FIELDS, "collection", "tags")

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self, *args: object, **kwargs: object) -> None:
        super().clean(*args, **kwargs)
        texts.refuse_turning_marks(self)
        if self.type != MediaType.AUDIO:
            raise ValidationError({"file": _("Only recordings of a voice, no films.")})
        try:
            recordings.check(self.file)
        except ValidationError as error:
            raise ValidationError({"file": error}) from error

    def save(self, *args: object, **kwargs: object) -> None:
        """A file that is new is kept without what its recorder wrote into it."""
        if self.file and not self.file._committed:
            self.file = recordings.bare(self.file)
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        """Where tablets get it."""
        return str(self.file.url)


class BasePage(Page):
    """What every page of Birge has in common."""

    # The same address part in all languages; free text here would be a piece to translate.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        texts.refuse_turning_marks(self)
