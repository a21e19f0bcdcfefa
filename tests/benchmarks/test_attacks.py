"""The attackers' tools do what they say: an attack that sees nothing would prove nothing."""

import random
import sqlite3
from fractions import Fraction
from itertools import product

import pytest

from benchmarks.attacks import aims, baselines, game, noise, pages, profiles, thief, usefulness
from benchmarks.attacks.profiles import AttitudeSeen, LessonSeen
from benchmarks.attacks.pupils import made
from quizzes import disclosure
from quizzes.disclosure import Band
from quizzes.states import Kind


def coins(count):
    chance = random.Random(7)
    return [chance.random() < 0.5 for _ in range(count)]


def test_telling_finds_the_one_column_that_speaks():
    said = [(coin, ("same", n % 3, coin, not coin)) for n, coin in enumerate(coins(400))]

    assert game.telling(said) == [(coin, (coin,)) for coin, _ in said]


def test_telling_keeps_nothing_where_nothing_speaks():
    said = [(coin, ("same", n % 2)) for n, coin in enumerate(coins(400))]

    assert {columns for _, columns in game.telling(said)} == {()}


def test_telling_finds_a_blurred_count_among_pages():
    chance = random.Random(7)
    counts = [
        (coin, 6 + coin + disclosure.noise(Fraction(1, 2), chance.randrange)) for coin in coins(800)
    ]
    said = [(coin, ("same", chance.randrange(3), count)) for coin, count in counts]

    found = game.halves(game.telling(said))

    # The most that can be reached is two of three, less what is not learnt yet.
    assert 0.6 < game.accuracy(*found) < 0.72


def test_a_page_is_cut_at_the_prompts():
    found = pages.parts("top A? 1 B? 2 A? 3", {"a": "A?", "b": "B?"})

    assert found == {"": "top ", "a": "A? 1 A? 3", "b": "B? 2 "}
    assert pages.parts("nothing", {"a": "A?"}) == {"": "nothing"}


def test_pages_differ_in_what_is_not_drawn_anew():
    page = '<input name="csrfmiddlewaretoken" value="{}"> {} Sent: 3 of 4'
    one = page.format("a" * 64, "1986a1bf-f1ef-43e4-a43d-5189ff175015")
    two = page.format("b" * 64, "00000000-f1ef-43e4-a43d-5189ff175015")

    assert pages.normal(one) == pages.normal(two)
    assert pages.normal(one) != pages.normal(two.replace("Sent: 3", "Sent: 4"))


def test_the_noise_is_a_distribution():
    for kind in Kind:
        assert sum(noise.of(kind).values()) == pytest.approx(1, abs=1e-5)
    assert sum(noise.of_lesson(5).values()) == pytest.approx(1, abs=1e-5)


def brute_force(seen, share):
    """The likelihood of what a lesson of two questions showed, counted out."""
    total, draw = 0.0, noise.of(Kind.KNOWLEDGE)
    for rights, z in product(product((0, 1), repeat=2), product(range(-8, 9), repeat=2)):
        v = [k + r + x for k, r, x in zip(seen.known, rights, z, strict=True)]
        bands = tuple(disclosure.band(one, seen.submitted) for one in v)
        if seen.bands[0] and bands != seen.bands:
            continue
        if disclosure.band(sum(v), 2 * seen.submitted) is seen.lesson_band:
            chance = [share if r else 1 - share for r in rights]
            total += chance[0] * chance[1] * draw[z[0]] * draw[z[1]]
    return total


@pytest.mark.parametrize("bands", [(Band.SOME, Band.FEW), (None, None)])
@pytest.mark.parametrize("share", [0.5, 0.85])
def test_the_likelihood_of_a_lesson_is_exact(bands, share):
    seen = LessonSeen((4, 2), 12, bands, Band.FEW)

    assert profiles.likelihood(seen, share) == pytest.approx(brute_force(seen, share), rel=0.02)


def test_an_attitude_without_a_band_is_a_coin():
    guess = profiles.agrees(AttitudeSeen(3, 12, (None, None)), tie=True)

    assert (guess.posterior, guess.says) == (0.5, True)


def test_two_bands_of_an_attitude_name_nobody():
    """The most that a year shows: both waves, the known answers on the border."""
    posteriors = [
        profiles.agrees(AttitudeSeen(known, 25, bands), tie=True).posterior
        for known in range(25)
        for bands in product(Band, repeat=2)
    ]

    # α² of α = 3/5 against 1: the most that two looks can give (PRIVACY.md: 73.5 %).
    assert max(posteriors) <= 1 / (1 + 0.6**2) + 1e-6
    assert max(posteriors) > 0.7


@pytest.mark.parametrize("view", ["live", "minimum_5"])
def test_exact_percentages_name_every_answer(view):
    figures = baselines.figures(20, seed=3)

    assert {row["certain"] for row in figures[view].values()} == {1.0}


def test_rounded_percentages_name_some():
    certain = [row["certain"] for row in baselines.figures(50, seed=3)["rounded"].values()]

    assert certain == sorted(certain, reverse=True)
    assert 0 < certain[-1] < 1


def test_a_band_without_noise_is_always_the_true_one():
    assert usefulness.exact(10, {0: 1.0}) == 1
    assert usefulness.exact(10, {100: 1.0}) == pytest.approx(4 / 11)


def test_an_aim_that_is_missed_is_named():
    row = {"accuracy": 0.5, "certain": 0.0}
    useful = {"question": {n: {"exact": 0.9} for n in ("10", "25")}, "lesson": {}}
    year = {"attitudes": row, "profile": row}

    assert aims.missed({"25": year}, useful, 400) == []
    sure = {"attitudes": row | {"certain": 0.001}, "profile": row | {"accuracy": 0.9}}
    assert aims.missed({"25": sure}, useful, 400) == [
        "an attitude is certain in a class of 25",
        "the profile is guessed in a class of 25",
    ]


def test_a_share_is_exceeded_when_chance_does_not_explain_it():
    assert not aims.exceeds(0.25, 0.04, 4)
    assert not aims.exceeds(0.84, 0.81, 400)
    assert aims.exceeds(0.88, 0.81, 400)
    assert aims.exceeds(0.08, 0.04, 400)
    assert not aims.exceeds(0.5, 0.81, 400)


def test_a_class_is_the_same_for_the_same_seed():
    assert made(6, random.Random(1)) == made(6, random.Random(1))
    assert made(6, random.Random(1)) != made(6, random.Random(2))


@pytest.fixture
def running_database(tmp_path):
    """A database in use, with several commits in its write-ahead log."""
    data = tmp_path / "data"
    data.mkdir()
    writer = sqlite3.connect(data / "birge.sqlite3", isolation_level=None)
    writer.execute("CREATE TABLE quizzes_lessonsum (run_id, yes, submitted)")
    writer.execute("CREATE TABLE classrooms_pool (lineage, wave, total, runs)")
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("INSERT INTO classrooms_pool VALUES ('q', 'post', 0, 0)")
    for gained in (3, 1, 5):
        writer.execute("UPDATE classrooms_pool SET total = total + ?, runs = runs + 1", [gained])
    yield data
    writer.close()


@pytest.mark.parametrize(("runs", "totals"), [(0, [9, 4, 3]), (1, [9, 4]), (3, [])])
def test_the_thief_reads_every_later_state_that_the_log_holds(
    running_database, tmp_path, runs, totals
):
    loot = thief.take(running_database, tmp_path / "no.log", tmp_path)

    assert [state.pools["q", "post"] for state in thief.states(loot, runs)] == totals
    assert thief.counts(loot.database).pools == {("q", "post"): 9}
    assert thief.counts(thief.backup(running_database, tmp_path)).pools == {("q", "post"): 9}


def test_the_thief_reads_tables_that_nobody_has_heard_of(running_database, tmp_path):
    before = thief.rows(thief.take(running_database, tmp_path / "no.log", tmp_path).database)
    writer = sqlite3.connect(running_database / "birge.sqlite3", isolation_level=None)
    writer.execute("CREATE TABLE quizzes_seat (seat, yes)")
    writer.execute("INSERT INTO quizzes_seat VALUES (3, 1)")
    writer.close()

    after = thief.rows(thief.take(running_database, tmp_path / "no.log", tmp_path).database)

    assert "quizzes_seat" not in before
    assert after["quizzes_seat"] == [(3, 1)]
