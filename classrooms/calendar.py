"""School years and the fineness of times that are kept."""

from datetime import date, datetime

FIRST_MONTH = 9


def school_year(on: date) -> int:
    """The calendar year in which the school year of this day began: 1 September starts one."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def to_the_minute(moment: datetime) -> datetime:
    """Times of lessons are kept no finer (PRIVACY.md, rule 12)."""
    return moment.replace(second=0, microsecond=0)
