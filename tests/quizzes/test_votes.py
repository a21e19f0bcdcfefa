"""A choice of the class by report noisy max: the arithmetic, exactly and by the game."""

import secrets
from fractions import Fraction
from itertools import product
from math import log

import pytest

from benchmarks.attacks import game
from quizzes import votes
from quizzes.votes import ALPHA, Ballot

# So far the noise is looked at; what lies beyond is rarer than one in a million.
REACH = 40
PLAYS = 40_000


def noise_law(reach: int = REACH) -> dict[int, Fraction]:
    """P(z) = (1-α)/(1+α)·α^|z|."""
    return {z: (1 - ALPHA) / (1 + ALPHA) * ALPHA ** abs(z) for z in range(-reach, reach + 1)}


def chances(counts: list[int]) -> list[float]:
    """How likely each option wins, from the law of the noise: the sum over all counts that it can
    have of its chance to be ahead of the others, ties shared."""
    law = {z: float(p) for z, p in noise_law().items()}
    span = range(min(counts) - REACH, max(counts) + REACH + 1)
    exact = [{v: law.get(v - own, 0.0) for v in span} for own in counts]
    below = [{v: sum(p for w, p in one.items() if w < v) for v in span} for one in exact]
    won = []
    for own in range(len(counts)):
        others = [k for k in range(len(counts)) if k != own]
        total = 0.0
        for v in span:
            for ties in product((False, True), repeat=len(others)):
                share = 1 / (1 + sum(ties))
                for k, tied in zip(others, ties, strict=True):
                    share *= exact[k][v] if tied else below[k][v]
                total += exact[own][v] * share
        won.append(total)
    return won


def played(cast: list[str], options: str) -> str:
    ballot = Ballot.opened(options)
    for option in cast:
        ballot.add(option)
    return ballot.winner()


def test_one_pupil_changes_the_odds_of_nothing_by_more_than_two():
    assert 2 * log(1 / ALPHA) <= log(2)
    assert (1 / ALPHA) ** 2 <= 2


@pytest.mark.parametrize("counts", [[3, 2], [0, 0, 0], [5, 5, 1], [1, 0, 0, 0]])
def test_the_winner_follows_the_exact_distribution(counts):
    options = "abcd"[: len(counts)]
    cast = [option for option, n in zip(options, counts, strict=True) for _ in range(n)]
    expected = chances(counts)
    assert sum(expected) == pytest.approx(1, abs=1e-4)

    found = [played(cast, options) for _ in range(PLAYS)]

    squares = sum(
        (found.count(option) - PLAYS * p) ** 2 / (PLAYS * p)
        for option, p in zip(options, expected, strict=True)
    )
    assert squares < 30  # χ² with at most 3 degrees of freedom: one in a million


@pytest.mark.parametrize(("before", "after"), [([3, 2], [2, 3]), ([1, 0, 4], [0, 0, 5])])
def test_no_outcome_is_twice_as_likely_for_one_changed_vote(before, after):
    for was, now in zip(chances(before), chances(after), strict=True):
        assert was <= 2 * now
        assert now <= 2 * was


def test_what_is_for_no_option_moves_nothing():
    ballot = Ballot({"a": 1, "b": 0})
    for option in ("skip", "not-sure", ""):
        ballot.add(option)

    assert ballot.counts == {"a": 1, "b": 0}


def test_ties_are_broken_by_the_draw():
    ballot = Ballot({"a": 2, "b": 1, "c": 2})

    assert [ballot.winner(lambda n, k=k: k) for k in (0, 1)] == ["a", "c"]


@pytest.mark.parametrize("others", [[], ["a", "b"], ["a", "a", "b", "b", "b"]])
def test_the_distinguishing_game(others):
    """Who knows all other votes learns from the winner no more than ε = ln 2 of the last one."""

    def play(coin):
        return played([*others, "a" if coin else "b"], "ab")

    samples = [(coin, play(coin)) for coin in map(bool, map(secrets.randbelow, [2] * PLAYS))]
    assert game.is_within(*game.halves(samples), log(2))


@pytest.mark.parametrize("others", [[], ["a", "b"]])
def test_the_game_over_the_open_counters(others):
    """One look into the memory while the vote is open."""

    def play(coin):
        ballot = Ballot.opened("ab")
        for option in [*others, "a" if coin else "b"]:
            ballot.add(option)
        return tuple(ballot.counts.values())

    samples = [(coin, play(coin)) for coin in map(bool, map(secrets.randbelow, [2] * PLAYS))]
    assert game.is_within(*game.halves(samples), log(2))


def test_the_game_catches_a_vote_without_noise(monkeypatch):
    monkeypatch.setattr(votes, "noise", lambda *_: 0)

    def play(coin):
        return played(["a", "b", "a" if coin else "b"], "ab")

    samples = [(coin, play(coin)) for coin in map(bool, map(secrets.randbelow, [2] * 4000))]
    assert not game.is_within(*game.halves(samples), log(2))
