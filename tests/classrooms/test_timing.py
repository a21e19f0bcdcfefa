from datetime import UTC, datetime, timedelta

import pytest

from classrooms.timing import minutes_since, timing_of

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PLAN = [1, 2, 3, 4, 6]


@pytest.mark.parametrize(
    ("passed", "minutes"),
    [
        (timedelta(0), 0),
        (timedelta(seconds=59), 0),
        (timedelta(minutes=12, seconds=30), 12),
        (timedelta(hours=3), 180),
    ],
)
def test_minutes_since_counts_whole_minutes(passed, minutes):
    assert minutes_since(NOON, NOON + passed) == minutes


@pytest.mark.parametrize(
    "passed",
    [timedelta(seconds=-1), timedelta(days=-3650), timedelta(hours=3, seconds=1), timedelta(9999)],
)
def test_minutes_since_says_nothing_when_the_clock_was_set(passed):
    assert minutes_since(NOON, NOON + passed) is None


@pytest.mark.parametrize(
    ("elapsed", "behind", "ahead"),
    [(0, 0, 3), (2, 0, 1), (3, 0, 0), (6, 0, 0), (7, 1, 0), (40, 34, 0)],
)
def test_timing_is_with_the_plan_while_its_slide_is_planned(elapsed, behind, ahead):
    timing = timing_of(PLAN, 0, 2, elapsed)

    assert (timing.begins, timing.ends, timing.total) == (3, 6, 16)
    assert (timing.behind, timing.ahead) == (behind, ahead)


def test_timing_of_a_short_lesson_leaves_its_slides_out():
    timing = timing_of([1, 2, 0, 4, 0], 0, 3, 3)

    assert (timing.begins, timing.ends, timing.total) == (3, 7, 7)


def test_timing_of_a_second_sitting_begins_on_its_first_slide():
    timing = timing_of(PLAN, 3, 4, 5)

    assert (timing.begins, timing.ends, timing.total) == (4, 10, 10)
    assert (timing.behind, timing.ahead) == (0, 0)


def test_timing_of_a_slide_before_the_sitting_begins_there():
    timing = timing_of(PLAN, 3, 1, 0)

    assert (timing.begins, timing.ends, timing.total) == (0, 2, 15)
