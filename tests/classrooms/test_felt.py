"""The calendar of a class and the carpet of a school, as values."""

from collections import Counter
from datetime import date

import pytest

from classrooms.felt import calendar, carpet
from classrooms.season import regular
from classrooms.states import PieceState

SEASON = regular(2026)


def states(today, done=(), is_on=True):
    drawn = calendar(
        season=SEASON, today=today, is_on=is_on, done=dict.fromkeys(done, today), headings=()
    )
    return [piece.state for piece in drawn.pieces]


def test_calendar_has_a_state_for_every_day():
    found = states(date(2026, 11, 27), done=[1])

    assert found[:4] == [PieceState.DONE, PieceState.OPEN, PieceState.TODAY, PieceState.AHEAD]
    assert Counter(found)[PieceState.AHEAD] == 13


def test_calendar_today_done_is_done():
    drawn = calendar(
        season=SEASON, today=date(2026, 11, 25), is_on=True,
        done={1: date(2026, 11, 25)}, headings=(),
    )  # fmt: skip

    assert drawn.today is drawn.pieces[0]
    assert (drawn.today.is_done, drawn.today.can_be_done) == (True, False)
    assert (drawn.done, drawn.total) == (1, 16)


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2026, 10, 1), PieceState.AHEAD), (date(2027, 3, 1), PieceState.PAST)],
)
def test_calendar_outside_the_season_offers_nothing(today, state):
    assert set(states(today, is_on=False)) == {state}


@pytest.mark.parametrize(
    ("pressed", "can_be"),
    [(date(2026, 11, 26), False), (date(2026, 11, 27), True), (date(2031, 1, 1), True)],
)
def test_calendar_takes_back_only_what_was_pressed_today_or_by_a_wrong_clock(pressed, can_be):
    drawn = calendar(
        season=SEASON, today=date(2026, 11, 27), is_on=True, done={2: pressed}, headings=()
    )

    assert drawn.pieces[1].can_be_undone is can_be


@pytest.mark.parametrize(
    ("classes", "size"), [(0, (4, 4)), (1, (4, 4)), (3, (8, 6)), (6, (12, 8)), (13, (16, 13))]
)
def test_carpet_has_sixteen_places_for_each_class(classes, size):
    found = carpet([], classes)

    assert (found.columns, found.rows) == size
    assert (found.laid, found.total) == (0, max(classes, 1) * 16)
    assert {(cell.x, cell.y) for cell in found.cells} == {
        (x, y) for x in range(size[0]) for y in range(size[1])
    }


def test_carpet_grows_from_its_middle_the_earlier_days_inside():
    found = carpet([3, 1, 2, 1], 3)

    laid = {(cell.x, cell.y): cell.day for cell in found.cells if cell.day}
    assert sorted(laid.values()) == [1, 1, 2, 3]
    assert set(laid) == {(3, 2), (4, 2), (3, 3), (4, 3)}


def test_carpet_is_the_same_whichever_class_was_first():
    assert carpet([1, 1, 2, 5], 4) == carpet([5, 2, 1, 1], 4)


def test_carpet_is_whole_when_all_classes_have_done_all_days():
    assert carpet(list(range(1, 17)) * 2, 2).is_whole
    assert not carpet(list(range(1, 17)), 2).is_whole
