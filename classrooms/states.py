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


class PieceState(models.TextChoices):
    """How one of the 16 days stands with a class."""

    DONE = "done", _("done together")
    TODAY = "today", _("today")
    OPEN = "open", _("can still be done")
    AHEAD = "ahead", _("still to come")
    PAST = "past", _("not done")


class Kept(models.TextChoices):
    """Why a class may not be deleted."""

    IN_LESSON = "lesson", _("A lesson of this class is not finished yet.")
    NOT_ARCHIVED = "open", _("This class is not in the archive yet.")
    IN_ITS_YEAR = (
        "year",
        _(
            "Until the next school year begins, on 1 September, a class can be put into the archive"
            " but not deleted. What it has answered counts once, and a class made anew would be"
            " asked again."
        ),
    )


class Answers(models.TextChoices):
    """What the tablets offer for a question that the teacher asks aloud."""

    YES_NO = "yes-no", _("Yes or no")
    TWO = "two", _("2 answers")
    THREE = "three", _("3 answers")
    FOUR = "four", _("4 answers")


class NoVote(models.TextChoices):
    """Why the tablets cannot choose the way of a story here."""

    FEW = "few", _("You are few today: choose by show of hands.")
    DECIDED = "decided", _("Your tablets have chosen here before. Now choose by show of hands.")
    YEAR_FULL = (
        "year",
        _("This class has used up what tablets may choose this year. Choose by show of hands."),
    )


class LinkProblem(models.TextChoices):
    """Why a link to a desk, or a phone's pass, opens nothing."""

    UNKNOWN = "unknown", _("This link leads nowhere.")
    USED = "used", _("This link was opened before. It works once.")
    LATE = "late", _("This link is too old.")
    OVER = "over", _("This lesson is over.")
    CLOSED = "closed", _("This phone is no longer the desk.")
