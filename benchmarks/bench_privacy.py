"""An attack on the product's promise that nobody can learn what one pupil answered.

A teacher who knows every other answer, a thief with the files, and a look into the counters play
the distinguishing game on the engine and through HTTP; a school year is guessed at beside three
platforms that show percentages; mistakes are planted and must be caught; and what all this costs
in use is printed next to it.  Who attacks how stands in benchmarks/README.md.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import process
from benchmarks.attacks import aims
from cms import folder

# The disk is not what is measured: the machine's memory where it can be had.
FAST = "/dev/shm"  # noqa: S108
# From here on a year through HTTP has all its lessons.
LONG = 500
YEAR, SHORT_YEAR = 20, 2
Figures = dict[str, Any]


def measure(options: argparse.Namespace) -> tuple[Figures, list[str]]:
    """All figures under the names that `--json` prints, and the aims that were missed."""
    with _workplace() as place:
        data = place / "data"
        _prepare(data, options.prepared)
        lessons = YEAR if options.http_plays >= LONG else SHORT_YEAR
        _say("making lessons")
        _run(data, "lessons", str(lessons))
        shutil.copytree(data, place / "engine-data")
        _say("attacking the engine and the server")
        engine, server = _attacks(place, options, lessons)
    return _joined(engine, server), _missed(engine, server, options.years)


@contextmanager
def _workplace() -> Iterator[Path]:
    where = FAST if os.access(FAST, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="birge-privacy-", dir=where) as name:
        yield Path(name)


def _prepare(data: Path, prepared: Path | None) -> None:
    if prepared:
        shutil.copytree(prepared, data)
        return
    _say("preparing a school")
    folder.make(data)
    process.prepare(data)


def _say(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


def _command(name: str, *words: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.attacks.{name}", *words]


def _run(data: Path, name: str, *words: str) -> None:
    command = _command(name, *words)
    subprocess.run(command, cwd=process.ROOT, env=process.environment(data, 0), check=True)


def _attacks(place: Path, options: argparse.Namespace, lessons: int) -> tuple[Figures, Figures]:
    """Both parts at the same time, each in a process and on a data folder of its own."""
    parts = {
        "in_process": ("engine-data", options.plays, options.years),
        "over_http": ("data", options.http_plays, lessons),
    }
    started = []
    for name, (data, *numbers) in parts.items():
        words = [str(place / name), *map(str, numbers), str(options.seed)]
        environment = process.environment(place / data, 0)
        started.append(subprocess.Popen(_command(name, *words), cwd=process.ROOT, env=environment))
    codes = [each.wait() for each in started]
    if any(codes):
        raise SystemExit("an attack could not be played")
    engine, server = [json.loads((place / name).read_text("utf-8")) for name in parts]
    return engine, server


def _joined(engine: Figures, server: Figures) -> Figures:
    games = {"engine": engine["game"], "http": server["game"]}
    caught = engine["mutants"] | server["mutants"]
    years = {size: _year(row) for size, row in engine["years"].items()}
    return {
        **{
            name: _picked(games, name)
            for name in ("plays", "accuracy", "bound", "epsilon_low", "epsilon_allowed")
        },
        "certain": {size: row["attitudes"]["certain"] for size, row in engine["years"].items()}
        | {"http": server["years"]["attitudes"]["certain"]},
        "profile": years | {"http": server["years"]},
        "baselines": engine["baselines"],
        "mutants": list(caught),
        "mutants_caught": [name for name, is_caught in caught.items() if is_caught],
        "band_right": engine["useful"],
    }


def _picked(games: Figures, name: str) -> Figures:
    """One figure of every game: by where it was played, attacker and group of kinds."""
    return {
        where: {
            attacker: {group: _short(row[name]) for group, row in groups.items()}
            for attacker, groups in attackers.items()
        }
        for where, attackers in games.items()
    }


def _short(number: float) -> float:
    return round(number, 4)


def _year(row: Figures) -> Figures:
    own = row["profile"] | {"attitudes": row["attitudes"]["accuracy"]}
    return own | {f"stolen_{name}": value for name, value in row["stolen"].items()}


def _missed(engine: Figures, server: Figures, years: int) -> list[str]:
    """Every aim that was not reached, in words."""
    found = [f"the product speaks: {where}" for where in server["findings"]]
    for where, attackers in (("engine", engine["game"]), ("http", server["game"])):
        for attacker, groups in attackers.items():
            found += [f"{attacker}, {where}, {g}" for g, row in groups.items() if not _holds(row)]
    caught = engine["mutants"] | server["mutants"]
    found += [f"not caught: {name}" for name, is_caught in caught.items() if not is_caught]
    if server["years"]["different"] or server["years"]["attitudes"]["certain"]:
        found.append("a year through HTTP")
    return found + aims.missed(engine["years"], engine["useful"], years)


def _holds(row: Figures) -> bool:
    is_accurate = row["accuracy"] <= row["bound"]
    return bool(is_accurate and row["epsilon_low"] <= row["epsilon_allowed"])


def _table(figures: Figures) -> str:
    lines = ["game                                 plays  accuracy   bound   ε low  allowed"]
    for where, attackers in figures["plays"].items():
        for attacker, groups in attackers.items():
            lines += [_game_row(figures, where, attacker, group) for group in groups]
    lines.append("\na year, class of      profile  certain  stolen   attitudes  certain")
    for size, row in figures["profile"].items():
        if size != "http":
            lines.append(_year_row(size, row, figures["certain"][size]))
    lines.append(f"through HTTP: {figures['profile']['http']}")
    lines.append("\nelsewhere: attitudes named for certain in a class of")
    for view, sizes in figures["baselines"].items():
        shares = "  ".join(f"{size}: {row['certain']:.0%}" for size, row in sizes.items())
        lines.append(f"{view:12}{shares}")
    lines.append(
        f"\nplanted mistakes {len(figures['mutants'])}, caught {len(figures['mutants_caught'])}"
    )
    lines += _useful_rows(figures["band_right"])
    return "\n".join(lines)


def _game_row(figures: Figures, where: str, attacker: str, group: str) -> str:
    def at(name: str) -> float:
        return float(figures[name][where][attacker][group])

    return (
        f"{where:8}{attacker:10}{group:20}{at('plays'):5.0f}{at('accuracy'):10.1%}"
        f"{at('bound'):8.1%}{at('epsilon_low'):8.3f}{at('epsilon_allowed'):9.3f}"
    )


def _year_row(size: str, row: Figures, certain: float) -> str:
    return (
        f"{size:20}{row['accuracy']:9.1%}{row['certain']:9.1%}{row['stolen_accuracy']:8.1%}"
        f"{row['attitudes']:12.1%}{certain:9.1%}"
    )


def _useful_rows(useful: Figures) -> list[str]:
    rows = ["\nthe true band is shown        exactly  by play  off by two"]
    for what, sizes in useful.items():
        rows += [
            f"{what:12}{size:>4} pupils {row['exact']:14.1%}{row['played']:9.1%}"
            f"{row['off_by_two']:12.3%}"
            for size, row in sizes.items()
        ]
    return rows


def main() -> int:
    """Exit code 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="run.py bench privacy", description=__doc__)
    option = parser.add_argument
    option("--plays", type=int, default=15000, help="of the game, on the engine, for each noise")
    option("--http-plays", type=int, default=1000, help="of the game, through HTTP")
    option("--years", type=int, default=400, help="school years of each size of class")
    option("--seed", type=int, default=1, help="of the made-up classes; noise is never seeded")
    option("--prepared", type=Path, help="a data folder as a first start makes it, to be copied")
    option("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args()
    figures, missed = measure(options)
    print(_table(figures))
    for aim in missed:
        print(f"MISSED: {aim}")
    if options.json:
        print(json.dumps(figures))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
