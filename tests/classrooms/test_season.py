"""When the 16 Days are: pure dates."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from classrooms import season
from classrooms.season import Season

REGULAR = Season(date(2026, 11, 25))


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2026, 11, 24), None),
        (date(2026, 11, 25), 1),
        (date(2026, 11, 30), 6),
        (date(2026, 12, 1), 7),
        (date(2026, 12, 10), 16),
        (date(2026, 12, 11), None),
        (date(2027, 1, 1), None),
    ],
)
def test_season_every_year_by_date(on, number):
    found = season.season_on(on)

    assert (found.day_on(on) if found else None) == number
    assert found in (None, REGULAR)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        # 24 November, 23:59 in Bishkek, and a minute later.
        (datetime(2026, 11, 24, 17, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 24, 18, 0, tzinfo=UTC), 1),
        # 10 December, 23:59, and a minute later.
        (datetime(2026, 12, 10, 17, 59, tzinfo=UTC), 16),
        (datetime(2026, 12, 10, 18, 0, tzinfo=UTC), None),
    ],
)
def test_season_begins_and_ends_at_midnight_of_the_school(moment, number):
    on = timezone.localdate(moment)

    found = season.season_on(on)

    assert (found.day_on(on) if found else None) == number


def test_season_of_a_school_further_west_begins_later():
    moment = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)

    assert season.season_on(timezone.localdate(moment, ZoneInfo("Europe/Berlin"))) is None


def test_season_days_have_dates_over_the_end_of_a_month():
    assert [REGULAR.date_of(number) for number in (1, 6, 7, 16)] == [
        date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 10),
    ]  # fmt: skip
    assert REGULAR.ends_on == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("on", "number"),
    [(date(2027, 4, 4), None), (date(2027, 4, 5), 1), (date(2027, 4, 20), 16),
     (date(2027, 4, 21), None)],
)  # fmt: skip
def test_season_opened_in_spring(on, number):
    found = season.season_on(on, [date(2027, 4, 5)])

    assert (found.day_on(on) if found else None) == number


def test_season_opened_over_new_year_has_one_year():
    opened = Season(date(2026, 12, 24))

    assert opened.day_on(date(2027, 1, 8)) == 16
    assert (opened.year, Season(date(2027, 4, 5)).year, REGULAR.year) == (2026, 2026, 2026)


def test_season_of_every_year_comes_before_an_opened_one():
    assert season.season_on(date(2026, 11, 26), [date(2026, 11, 20)]) == REGULAR


def test_season_opened_twice_is_the_later():
    starts = [date(2027, 4, 1), date(2027, 4, 5)]

    assert season.season_on(date(2027, 4, 6), starts) == Season(date(2027, 4, 5))


@pytest.mark.parametrize("on", [date.min, date(1970, 1, 1), date(2200, 11, 26), date.max])
def test_season_of_a_clock_that_cannot_be_right_is_none(on):
    assert season.season_on(on, [on]) is None
    assert season.next_regular(on) == season.of_school_year(on) == season.regular(2020)


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 11, 24), 2026), (date(2026, 11, 25), 2027), (date(2027, 1, 1), 2027)],
)
def test_next_season_comes_after_the_day(on, year):
    assert season.next_regular(on) == season.regular(year)


def test_season_of_the_school_year_is_the_one_in_its_autumn():
    assert season.of_school_year(date(2027, 5, 1)) == REGULAR
