"""School years, their terms, and the fineness of times that are kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

FIRST_MONTH = 9


def school_year(on: date) -> int:
    """The calendar year in which the school year of this day began: 1 September starts one."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def to_the_minute(moment: datetime) -> datetime:
    """Times of lessons are kept no finer (PRIVACY.md, rule 12)."""
    return moment.replace(second=0, microsecond=0)


@dataclass(frozen=True, order=True)
class Term:
    """One term of a school year, `number` from 1; which days it has: settings.BIRGE_TERMS.

    As text "2026T1".  Such texts stand in the order of time, and no spreadsheet takes one for a
    day.
    """

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}T{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Term":
        """The reverse of `str`."""
        year, number = text.split("T")
        return cls(int(year), int(number))

    @property
    def last_day(self) -> date:
        *_, month, day = settings.BIRGE_TERMS[self.number - 1]
        return date(self.year if month >= FIRST_MONTH else self.year + 1, month, day)

    @property
    def school_years(self) -> str:
        """As people say it: 2026–2027."""
        return f"{self.year}–{self.year + 1}"


def terms_of(year: int) -> list[Term]:
    """The terms of the school year that began in this calendar year, in the order of time."""
    return [Term(year, number) for number in range(1, len(settings.BIRGE_TERMS) + 1)]


def last_ended(on: date) -> Term:
    """The latest term whose last day is before this day."""
    this_year = school_year(on)
    return max(
        term for year in (this_year - 1, this_year) for term in terms_of(year) if term.last_day < on
    )


def next_figures_on(on: date, fixed: Term | None) -> date:
    """The day on which figures are made next: after the first term that is not over on this day
    and comes after the one fixed last (a clock that was wrong may have fixed one far ahead)."""
    year = max(school_year(on), fixed.year if fixed else 0)
    to_come = (
        term
        for term in [*terms_of(year), *terms_of(year + 1)]
        if term.last_day >= on and (fixed is None or term > fixed)
    )
    return next(to_come).last_day + timedelta(days=1)
