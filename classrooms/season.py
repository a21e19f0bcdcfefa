"""When the 16 Days are: pure dates.

Every year from 25 November, the day against violence towards women, to 10 December, the day of
human rights.  A school that does them at another time opens 16 days of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from classrooms.calendar import school_year
from curriculum.models.campaign import DAYS

FIRST_MONTH, FIRST_DAY = 11, 25
# What a clock shows outside of these years is no season (a flat battery, a wrong century).
FIRST_YEAR, LAST_YEAR = 2020, 2199


@dataclass(frozen=True, order=True)
class Season:
    """Sixteen days in a row; its days have the numbers 1 to 16."""

    starts_on: date

    @property
    def ends_on(self) -> date:
        return self.date_of(DAYS)

    @property
    def year(self) -> int:
        """The school year whose felt grows in it."""
        return school_year(self.starts_on)

    def date_of(self, number: int) -> date:
        """The date of a day by its number."""
        return self.starts_on + timedelta(days=number - 1)

    def day_on(self, on: date) -> int | None:
        """The number of the day that a date is; None before and after the season."""
        number = (on - self.starts_on).days + 1
        return number if 1 <= number <= DAYS else None


def is_possible(on: date) -> bool:
    """Whether a clock that shows this date can be believed at all."""
    return FIRST_YEAR <= on.year <= LAST_YEAR


def regular(year: int) -> Season:
    """The season of a calendar year."""
    return Season(date(year, FIRST_MONTH, FIRST_DAY))


def season_on(on: date, opened: Iterable[date] = ()) -> Season | None:
    """The season that a date lies in: that of every year, else the latest of those that were
    opened to start on the given dates.  None outside of all of them."""
    if not is_possible(on):
        return None
    if regular(on.year).day_on(on):
        return regular(on.year)
    seasons = [Season(start) for start in opened if is_possible(start)]
    return max((season for season in seasons if season.day_on(on)), default=None)


def of_school_year(on: date) -> Season:
    """The season of every year in the school year of a date, to look back at or forward to."""
    return regular(school_year(on) if is_possible(on) else FIRST_YEAR)


def next_regular(on: date) -> Season:
    """The season of every year that comes after a date; of the first possible year, if the date
    is impossible."""
    if not is_possible(on):
        return regular(FIRST_YEAR)
    season = regular(on.year)
    return season if on < season.starts_on else regular(on.year + 1)
