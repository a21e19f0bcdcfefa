"""When a class may leave the archive, and when it may be deleted (PRIVACY.md, rule 11)."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from classrooms.calendar import school_year
from classrooms.models import Classroom
from classrooms.states import Kept


def is_in_its_year(classroom: Classroom, today: date) -> bool:
    """Whether the school year of the class is not over yet."""
    return school_year(today) <= classroom.school_year


def reason_to_keep(classroom: Classroom, today: date) -> Kept | None:
    """Why the class may not be deleted; None from the 1 September that follows both its school
    year and the last lesson it sat down to.

    So a clock that runs ahead while lessons are taught opens no way.  What remains: whoever sets
    the computer's clock forward by a year can delete a class that had no lesson since, and so can
    a clock that jumps by itself, if a coordinator archives and deletes just then.
    """
    if classroom.lessons.running().exists():
        return Kept.IN_LESSON
    if classroom.archived_at is None:
        return Kept.NOT_ARCHIVED
    last = classroom.lessons.aggregate(last=Max("sitting_at"))["last"]
    is_recent = last and school_year(timezone.localdate(last)) >= school_year(today)
    return Kept.IN_ITS_YEAR if is_recent or is_in_its_year(classroom, today) else None
