import random
from collections import Counter
from fractions import Fraction

import pytest

from quizzes import disclosure
from quizzes.disclosure import Band, Candidate, Spent, Sum
from quizzes.states import Kind

HALF, ATTITUDE = disclosure.ALPHA[Kind.KNOWLEDGE], disclosure.ALPHA[Kind.ATTITUDE]


def chi_square(alpha: Fraction, draws: int) -> tuple[float, int]:
    """The statistic of `draws` draws against the exact distribution, and its degrees."""
    seen = Counter(disclosure.noise(alpha) for _ in range(draws))
    mass = {z: float((1 - alpha) / (1 + alpha) * alpha ** abs(z)) for z in range(-40, 41)}
    cells = [z for z, p in mass.items() if p * draws >= 20]
    rest = 1 - sum(mass[z] for z in cells)
    statistic = sum((seen[z] - mass[z] * draws) ** 2 / (mass[z] * draws) for z in cells)
    others = draws - sum(seen[z] for z in cells)
    return statistic + (others - rest * draws) ** 2 / (rest * draws), len(cells)


@pytest.mark.parametrize("alpha", [HALF, ATTITUDE])
def test_noise_follows_the_exact_distribution(alpha):
    statistic, degrees = chi_square(alpha, 60_000)

    # Six standard deviations above the mean of χ²: wrong once in many million runs.
    assert statistic < degrees + 6 * (2 * degrees) ** 0.5


def test_chi_square_sees_a_wrong_ratio():
    """The test above can fail: draws of another ratio are found out."""
    draws = [disclosure.noise(Fraction(11, 20)) for _ in range(60_000)]
    share_of_zero = draws.count(0) / len(draws)

    assert abs(share_of_zero - 1 / 3) > 0.02


def test_noise_draws_whole_numbers_only_from_the_given_source():
    asked = []

    def source(n):
        asked.append(n)
        return random.Random(len(asked)).randrange(n)

    drawn = disclosure.noise(ATTITUDE, source)

    assert isinstance(drawn, int)
    assert set(asked) == {5}


@pytest.mark.parametrize(
    ("yes", "submitted", "expected"),
    [
        (-4, 12, Band.FEW),
        (3, 10, Band.FEW),
        (4, 12, Band.SOME),
        (7, 12, Band.SOME),
        (8, 12, Band.MOST),
        (19, 12, Band.MOST),
    ],
)
def test_band_edges(yes, submitted, expected):
    assert disclosure.band(yes, submitted) is expected


@pytest.mark.parametrize(
    ("kind", "threshold"), [(Kind.KNOWLEDGE, 10), (Kind.SCENARIO, 10), (Kind.ATTITUDE, 20)]
)
def test_question_band_needs_its_threshold(kind, threshold):
    assert disclosure.question_band(kind, threshold, threshold - 1) is None
    assert disclosure.question_band(kind, threshold, threshold) is Band.MOST


def test_lesson_band_needs_four_questions_with_five_answers_each():
    three = Sum().plus(5, 5).plus(5, 5).plus(5, 5)

    assert disclosure.lesson_band(three) is None
    assert disclosure.lesson_band(three.plus(5, 5)) is Band.MOST
    assert disclosure.lesson_band(three.plus(4, 4)) is None


def known(name, **fields):
    return Candidate(
        **({"lineage": name, "kind": Kind.KNOWLEDGE, "wants": True, "norm": False} | fields)
    )


def test_counted_stops_at_five_in_a_lesson():
    verdicts = disclosure.counted([known(str(i)) for i in range(7)], "post", Spent())

    assert verdicts == (True,) * 5 + (False,) * 2


def test_counted_leaves_out_what_was_released_in_this_wave():
    spent = Spent(released=frozenset({("a", "pre"), ("b", "post")}), releases=2)

    assert disclosure.counted([known("a"), known("b")], "post", spent) == (True, False)


def test_counted_stops_at_a_hundred_in_the_year():
    verdicts = disclosure.counted([known("a"), known("b")], "pre", Spent(releases=99))

    assert verdicts == (True, False)


def test_counted_takes_a_text_once_in_a_run():
    assert disclosure.counted([known("a"), known("a")], "post", Spent()) == (True, False)


def test_attitudes_count_only_as_norm_and_only_four_in_a_year():
    asked = [known(n, kind=Kind.ATTITUDE, norm=True) for n in "abc"]
    spent = Spent(attitudes=frozenset({"a", "x", "y"}))

    assert disclosure.counted(asked, "post", spent) == (True, True, False)
    assert disclosure.counted([known("z", kind=Kind.ATTITUDE)], "post", Spent()) == (False,)
