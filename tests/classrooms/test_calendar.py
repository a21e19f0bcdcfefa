from datetime import date

import pytest

from classrooms.calendar import Term, last_ended, next_figures_on, school_year, terms_of


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_school_year_begins_in_september(on, year):
    assert school_year(on) == year


def test_terms_of_a_year_end_one_after_the_other():
    ends = [term.last_day for term in terms_of(2026)]

    assert ends == [date(2026, 11, 4), date(2026, 12, 30), date(2027, 3, 20), date(2027, 5, 31)]


@pytest.mark.parametrize(
    ("on", "ended"),
    [
        (date(2026, 9, 1), Term(2025, 4)),
        (date(2026, 11, 4), Term(2025, 4)),
        (date(2026, 11, 5), Term(2026, 1)),
        (date(2026, 12, 31), Term(2026, 2)),
        (date(2027, 1, 1), Term(2026, 2)),
        (date(2027, 3, 21), Term(2026, 3)),
        (date(2027, 6, 1), Term(2026, 4)),
        (date(2027, 8, 31), Term(2026, 4)),
        (date(1970, 1, 1), Term(1969, 2)),
    ],
)
def test_last_ended_from_the_day_after_its_last(on, ended):
    assert last_ended(on) == ended


@pytest.mark.parametrize(
    ("on", "fixed", "day"),
    [
        (date(2026, 11, 4), None, date(2026, 11, 5)),
        (date(2026, 11, 25), Term(2026, 1), date(2026, 12, 31)),
        (date(2027, 5, 31), Term(2026, 3), date(2027, 6, 1)),
        (date(2027, 7, 1), Term(2026, 4), date(2027, 11, 5)),
        # Fixed by a clock that was a year ahead.
        (date(2026, 11, 25), Term(2027, 1), date(2027, 12, 31)),
        (date(2026, 11, 25), Term(2027, 4), date(2028, 11, 5)),
    ],
)
def test_next_figures_on_the_day_after_a_term(on, fixed, day):
    assert next_figures_on(on, fixed) == day


def test_terms_are_in_the_order_of_their_texts():
    terms = [*terms_of(2026), *terms_of(2027)]

    assert sorted(terms) == terms
    assert sorted(map(str, terms)) == [str(term) for term in terms]
    assert [Term.parse(str(term)) for term in terms] == terms


def test_a_country_may_have_other_terms(settings):
    settings.BIRGE_TERMS = ((9, 1, 12, 25), (1, 10, 5, 25))

    assert last_ended(date(2027, 2, 1)) == Term(2026, 1)
    assert next_figures_on(date(2027, 2, 1), Term(2026, 4)) == date(2027, 12, 26)
