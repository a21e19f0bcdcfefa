import random
from collections import Counter
from fractions import Fraction

import pytest

from quizzes import disclosure
from quizzes.disclosure import Band, Candidate, Spent, Sum
from quizzes.states import Kind, Practice

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


def judged(asked, wave="post", spent=None):
    return disclosure.verdicts(asked, wave, spent or Spent())


def test_five_of_a_lesson_count():
    verdicts = judged([known(str(i)) for i in range(7)])

    assert verdicts == (None,) * 5 + (Practice.LESSON_FULL,) * 2


def test_five_of_a_lesson_count_in_all_its_runs_and_waves_together():
    spent = Spent(lesson=frozenset("abcd"))

    verdicts = judged([known("d"), known("e"), known("f")], spent=spent)

    assert verdicts == (None, None, Practice.LESSON_FULL)


def test_what_was_released_in_this_wave_is_practice():
    spent = Spent(released=frozenset({("a", "pre"), ("b", "post")}), releases=2)

    assert judged([known("a"), known("b")], spent=spent) == (None, Practice.RELEASED)


def test_a_hundred_releases_fit_into_the_year():
    verdicts = judged([known("a"), known("b")], "pre", Spent(releases=99))

    assert verdicts == (None, Practice.YEAR_FULL)


def test_a_text_counts_once_in_a_run():
    assert judged([known("a"), known("a")]) == (None, Practice.TWICE)


def test_what_its_author_does_not_want_counted_is_for_talking():
    assert judged([known("a", wants=False)]) == (Practice.TALK,)


def test_attitudes_count_only_as_norm_and_only_four_in_a_year():
    asked = [known(n, kind=Kind.ATTITUDE, norm=True) for n in "abc"]
    spent = Spent(attitudes=frozenset({"a", "x", "y"}))

    assert judged(asked, spent=spent) == (None, None, Practice.ATTITUDES_FULL)
    assert judged([known("z", kind=Kind.ATTITUDE)]) == (Practice.NO_NORM,)


def test_attitudes_do_not_use_up_the_lesson():
    asked = [known(n, kind=Kind.ATTITUDE, norm=True) for n in "abcd"]

    assert judged([*asked, *(known(str(i)) for i in range(5))]) == (None,) * 9


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (Kind.KNOWLEDGE, None),
        (Kind.SCENARIO, Practice.BY_HANDS),
        (Kind.ATTITUDE, Practice.BY_HANDS),
    ],
)
def test_by_hands_only_knowledge_counts(kind, verdict):
    assert judged([known("a", kind=kind, norm=True, by_hands=True)]) == (verdict,)
