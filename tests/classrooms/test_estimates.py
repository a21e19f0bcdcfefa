"""Shares, margins and changes, at their edges."""

from fractions import Fraction

import pytest

from classrooms.figures.estimates import (
    Change,
    Count,
    Estimate,
    Obstacle,
    change,
    estimate,
    obstacle,
)
from tests.classrooms.pooling import ATTITUDE, HALF


def half(total, submitted, runs=3):
    return Count.of(total, submitted, runs, HALF)


def test_variance_is_that_of_the_mechanism():
    assert Count.of(0, 10, 1, HALF).variance == 4
    assert Count.of(0, 10, 3, ATTITUDE).variance == Fraction(45, 2)


def test_variances_of_different_noise_add():
    both = half(10, 40).plus(Count.of(20, 50, 4, ATTITUDE))

    assert both == Count(30, 90, 7, Fraction(3 * 4) + 4 * Fraction(15, 2))


def test_obstacle_two_runs_are_few_however_many_answered():
    assert obstacle(half(500, 1000, runs=2)) is Obstacle.FEW_RUNS
    assert obstacle(half(500, 1000, runs=3)) is None


@pytest.mark.parametrize(
    ("runs", "alpha", "enough"),
    # The smallest N with 1.645·√(m·2α/(1−α)²) / N ≤ 0.1: the root of 16.45²·variance, up.
    [(3, HALF, 57), (4, HALF, 66), (3, ATTITUDE, 79), (10, HALF, 105)],
)
def test_obstacle_wide_just_under_enough_answers(runs, alpha, enough):
    assert obstacle(Count.of(10, enough - 1, runs, alpha)) is Obstacle.WIDE
    assert obstacle(Count.of(10, enough, runs, alpha)) is None


def test_obstacle_a_margin_of_exactly_ten_points_is_shown():
    # 1.645² · variance / N² = 0.1² exactly.
    edge = Count(50, 329, 3, Fraction(20) ** 2)
    a_hair_more = Count(50, 329, 3, Fraction(20) ** 2 + Fraction(1, 10**12))

    assert edge.margin_squared == Fraction(1, 100)
    assert obstacle(edge) is None
    assert obstacle(a_hair_more) is Obstacle.WIDE
    assert estimate(a_hair_more) is None


@pytest.mark.parametrize(
    ("total", "submitted", "share"),
    [(624, 1000, 60), (625, 1000, 65), (674, 1000, 65), (675, 1000, 70), (0, 1000, 0)],
)
def test_estimate_share_to_the_nearest_five(total, submitted, share):
    assert estimate(half(total, submitted)).share == share


@pytest.mark.parametrize(("total", "share"), [(-40, 0), (-1, 0), (999, 100), (1200, 100)])
def test_estimate_is_clipped_for_the_screen(total, share):
    assert estimate(half(total, 1000)).share == share


@pytest.mark.parametrize(
    ("count", "margin"),
    [
        (half(300, 1000), 1),  # 0.57 points
        (half(30, 57), 10),
        (half(60, 120), 5),  # 4.75
        (Count(50, 329, 3, Fraction(16) ** 2), 8),  # exactly 8: not one more
        (Count(50, 329, 3, Fraction(16) ** 2 + Fraction(1, 10**9)), 9),
    ],
)
def test_estimate_margin_is_rounded_up(count, margin):
    assert estimate(count).margin == margin


def test_estimate_band_stays_on_the_scale():
    assert (Estimate(5, 9).low, Estimate(5, 9).width) == (0, 14)
    assert (Estimate(95, 9).low, Estimate(95, 9).width) == (86, 14)
    assert (Estimate(50, 6).low, Estimate(50, 6).width) == (44, 12)


def test_estimate_of_huge_sums():
    count = half(1_999_999_999, 2_000_000_000, runs=90_000_000)

    assert estimate(count) == Estimate(100, 1)


def test_change_needs_more_than_the_noise():
    # 1.645·sd(Δ) is exactly 10 points.
    before = Count(0, 329, 3, Fraction(12) ** 2)
    at_the_edge = Count.of(0, 1, 3, HALF)
    variance = Fraction(16) ** 2
    at_the_edge = Count(Fraction(329, 10), 329, 3, variance)
    beyond = Count(33, 329, 3, variance)

    assert before.margin_squared + at_the_edge.margin_squared == Fraction(1, 100)
    assert change(before, at_the_edge) is None
    assert change(before, beyond) == Change(10, is_rise=True)
    assert change(beyond, before) == Change(10, is_rise=False)


def test_change_is_not_clipped_before_it_is_weighed():
    assert change(half(1000, 1000), half(1100, 1000)) == Change(10, is_rise=True)


def test_change_that_is_small_and_sure():
    before, after = half(500_000, 1_000_000), half(520_000, 1_000_000)

    assert change(before, after) == Change(0, is_rise=True)
    assert change(before, half(500_000, 1_000_000)) is None
