"""The named sets that lessons are sorted by, in the order in which they are taught."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """Grades are mapped to these in settings.BIRGE_AGE_BANDS."""

    SEVEN_TO_TEN = "7-10", _("7–10 years")
    ELEVEN_TO_TWELVE = "11-12", _("11–12 years")
    THIRTEEN_TO_FIFTEEN = "13-15", _("13–15 years")
    SIXTEEN_TO_SEVENTEEN = "16-17", _("16–17 years")


class Topic(models.TextChoices):
    """The four topics; a topic page's title is what people read."""

    HEALTHY_RELATIONSHIPS = "healthy_relationships", _("Healthy relationships")
    CONSENT = "consent", _("Consent")
    IMAGE_RIGHTS = "image_rights", _("Image rights")
    HARASSMENT = "harassment", _("Harassment")


class Licence(models.TextChoices):
    """Free ones alone: every live lesson may be copied by others.  Their names are the same in
    every language."""

    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_0 = "cc0-1.0", "CC0 1.0"


class ReviewStep(models.TextChoices):
    """Who must approve a lesson before it goes live, in this order; the values are roles."""

    LANGUAGE = "language_reviewer", _("Language")
    PROTECTION = "protection_reviewer", _("Child protection")
    PUBLISHING = "publisher", _("Publishing")


class SlideKind(models.TextChoices):
    TITLE = "title", _("Title")
    AGREEMENT = "agreement", _("Agreement")
    CONTENT = "content", _("Content")
    SORT = "sort", _("Sorting")
    ACTIVITY = "activity", _("Activity")
    STORY = "story", _("Story")
    DISCUSSION = "discussion", _("Discussion")
    KEY_MESSAGE = "key_message", _("Key message")
    HELP = "help", _("Help")
    QUIZ = "quiz", _("Quiz")


# A short lesson may leave these out; the others it needs.
MAY_BE_SKIPPED = frozenset(
    {SlideKind.CONTENT, SlideKind.SORT, SlideKind.ACTIVITY, SlideKind.DISCUSSION}
)


class Ending(models.TextChoices):
    """Every path of a story ends with help found or harm repaired."""

    HELPFUL = "helpful", _("Help is found")
    REPAIR = "repair", _("Harm is repaired")


class Concern(models.TextChoices):
    """Why a second person must look at a text."""

    EXPERIENCE = "experience", _("Asks for a pupil's own experience")
    BLAME = "blame", _("Blames the person who was harmed")
    AGE = "age", _("Not for this age")


class CardKind(models.TextChoices):
    """What is printed on cards to cut out."""

    SORT = "sort", _("Cards to sort")
    STORY = "story", _("Scenes of the story")
    LINES = "lines", _("Lines to say")
    ANSWERS = "answers", _("Answers with a picture")


class Recorded(models.TextChoices):
    """Whether a help service records or registers calls."""

    YES = "yes", _("Calls are registered")
    NO = "no", _("Calls are not registered")
    UNKNOWN = "unknown", _("Not known whether calls are registered")
