"""What other platforms show of the same true answers, and what it names.

Three of them, attacked in the same way: every other answer is known, an attitude is asked before
and after, a guess without looking is right half of the time.

- `live`: exact percentages, also while answers come in; the attacker looks before and after the
  pupil's answer, which at the latest is the difference to the answers that are known.
- `minimum_5`: exact percentages after the close, none under five answers.
- `rounded`: percentages after the close, rounded to 10 points, none under five answers.
"""

import random
from collections.abc import Callable

from benchmarks.attacks.profiles import Guess
from benchmarks.attacks.pupils import ATTITUDES, SchoolClass, made
from benchmarks.attacks.years import SIZES, WAVES, Score

SMALLEST = 5
POINTS = 10
# (yes, submitted) → what is shown; a view that shows nothing gives None.
View = Callable[[int, int], object]


def live(yes: int, submitted: int) -> object:
    """The exact share, at any moment."""
    return yes * 100 / submitted


def minimum_5(yes: int, submitted: int) -> object:
    """The exact share from five answers on."""
    return live(yes, submitted) if submitted >= SMALLEST else None


def rounded(yes: int, submitted: int) -> object:
    """The share to the nearest ten points, from five answers on."""
    share = 100 * yes / submitted
    return POINTS * int(share / POINTS + 0.5) if submitted >= SMALLEST else None


VIEWS: dict[str, View] = {"live": live, "minimum_5": minimum_5, "rounded": rounded}


def named(view: View, known: int, submitted: int, truth: bool, tie: bool) -> Guess:
    """The guess at one attitude.  A platform without noise shows the same in both waves, so
    that it names the answer or says nothing."""
    shown = [view(known + truth, submitted) for _ in range(WAVES)]
    could_be = {answer: [view(known + answer, submitted)] * WAVES for answer in (True, False)}
    fitting = [answer for answer, looks in could_be.items() if looks == shown]
    return Guess(fitting[0], 1.0) if len(fitting) == 1 else Guess(tie, 0.5)


def figures(years: int, seed: int) -> dict[str, dict[str, dict[str, float]]]:
    """By view and size of the class: the share of attitudes named right, and named for certain."""
    return {
        name: {str(size): _score(view, size, years, seed).figures() for size in SIZES}
        for name, view in VIEWS.items()
    }


def _score(view: View, size: int, years: int, seed: int) -> Score:
    chance, score = random.Random(f"{seed}-{size}"), Score()  # noqa: S311  # true answers only
    for _ in range(years):
        _attack(made(size, chance), view, score, chance)
    return score


def _attack(school_class: SchoolClass, view: View, score: Score, chance: random.Random) -> None:
    for question in range(ATTITUDES):
        known, truth = school_class.others_agree(question), school_class.target.thinks[question]
        tie = chance.random() < 0.5
        score.add(named(view, known, school_class.size, truth, tie), truth)
