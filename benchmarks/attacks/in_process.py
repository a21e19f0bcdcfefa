"""The part of the attacks that plays the engine in this process; `bench_privacy` starts it.

    python -m benchmarks.attacks.in_process OUTPUT PLAYS YEARS SEED

Writes its figures to OUTPUT as JSON.
"""

import json
import random
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import django

# How many plays decide about a mistake of the store.
STORE_PLAYS = 2000
# Bands by play: enough for a figure beside the exact one.
BANDS_PLAYED = 2000


def figures(plays: int, years: int, seed: int) -> dict[str, Any]:
    """All of it."""
    from benchmarks.attacks import baselines, usefulness

    chance = random.Random(seed)  # noqa: S311  # true answers only
    return {
        "useful": usefulness.figures(BANDS_PLAYED, chance),
        "mutants": _mutants(),
        "baselines": baselines.figures(years, seed),
        "years": _years(years, seed),
        "game": _game(plays),
    }


def _mutants() -> dict[str, bool]:
    """Whether each mistake was caught and the product was not."""
    from benchmarks.attacks.judges import IN_ENGINE, IN_STORE
    from quizzes.live import MemoryLiveStore

    found = {}
    for judge in IN_STORE:
        passes = not judge.catches(STORE_PLAYS, MemoryLiveStore)
        found[judge.name] = passes and judge.catches(STORE_PLAYS, judge.mistake)
    for case in IN_ENGINE:
        passes = not case.catches(nullcontext)
        with case.mistake():
            found[case.name] = passes and case.catches(nullcontext)
    return found


def _years(years: int, seed: int) -> dict[str, Any]:
    from benchmarks.attacks.years import SIZES, played

    found = {}
    for size in SIZES:
        named = played(size, years, seed)
        found[str(size)] = {
            "attitudes": named.attitudes.figures(),
            "profile": named.profile.figures(),
            "stolen": named.stolen.figures(),
        }
    return found


def _game(plays: int) -> dict[str, Any]:
    from dataclasses import asdict

    from benchmarks.attacks import ballots, engine, game, questions

    found: dict[str, Any] = {}
    played = engine.samples(plays, nullcontext)
    ballots.samples(plays, nullcontext, played)
    for (attacker, group), samples in played.items():
        verdict = game.verdict(*game.halves(samples), questions.EPSILON[group])
        found.setdefault(attacker, {})[group] = asdict(verdict)
    return found


if __name__ == "__main__":
    django.setup()
    output, *numbers = sys.argv[1:]
    Path(output).write_text(json.dumps(figures(*map(int, numbers))), "utf-8")
