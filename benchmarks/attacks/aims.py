"""The aims of a year and of usefulness (PRIVACY.md and issue 4), as figures and nothing else: no
settings are needed to look at them.

What PRIVACY.md admits of a year is a share.  It is exceeded when so many hits or more would come
less than once in a thousand times, were the share as admitted (a binomial tail): a few years are
no proof.  Where PRIVACY.md admits none, one is too many.
"""

from collections.abc import Mapping
from math import comb, exp, log
from typing import Any

PROFILE_ACCURACY, PROFILE_CERTAIN = 0.81, 0.04
ATTITUDE_ACCURACY = 0.69
ATTITUDES = 4
_SELDOM = 0.001
# How often the band shown is the true one, by number of answers; of a lesson from eight on.
BAND_RIGHT = {"10": 0.78, "25": 0.90}
LESSON_RIGHT = 0.83


def missed(years: Mapping[str, Any], useful: Mapping[str, Any], count: int) -> list[str]:
    """The aims that are not reached, in words; `count` years of each size."""
    found = [fault for size, row in years.items() for fault in _year(size, row, count)]
    for size, aim in BAND_RIGHT.items():
        if round(useful["question"][size]["exact"], 2) < aim:
            found.append(f"the band is too seldom right at {size}")
    for size, row in useful["lesson"].items():
        if round(row["exact"], 2) < LESSON_RIGHT:
            found.append(f"the lesson's band is too seldom right at {size}")
    return found


def _year(size: str, row: Mapping[str, Any], count: int) -> list[str]:
    attitudes, profile = row["attitudes"], row["profile"]
    faults = {
        "an attitude is certain": attitudes["certain"] > 0,
        "attitudes are guessed": exceeds(
            attitudes["accuracy"], ATTITUDE_ACCURACY, ATTITUDES * count
        ),
        "the profile is guessed": exceeds(profile["accuracy"], PROFILE_ACCURACY, count),
        "the profile is certain": exceeds(profile["certain"], PROFILE_CERTAIN, count),
    }
    return [f"{fault} in a class of {size}" for fault, is_so in faults.items() if is_so]


def exceeds(share: float, admitted: float, tries: int) -> bool:
    """Whether a share of so many tries is more than chance makes of what is admitted."""
    yes, no = log(admitted), log(1 - admitted)
    tail = sum(
        exp(log(comb(tries, n)) + n * yes + (tries - n) * no)
        for n in range(round(share * tries), tries + 1)
    )
    return share > admitted and tail < _SELDOM
