"""The part of the attacks that plays a running server; `bench_privacy` starts it.

    python -m benchmarks.attacks.over_http OUTPUT PLAYS LESSONS SEED

Writes its figures to OUTPUT as JSON.  The data folder (BIRGE_DATA) is made and its lessons are in
it; a copy beside it is for the planted mistakes.
"""

import asyncio
import json
import os
import random
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

from benchmarks import process


def figures(data: Path, plays: int, lessons: int, seed: int) -> dict[str, Any]:
    """All of it; mistakes first, each on a server that has it."""
    planted = data.with_name("planted-data")
    shutil.copytree(data, planted)
    found = {"mutants": _planted(planted)}
    output = data.with_name("output.log")
    with process.running("cms.serve", data, output) as (port, _usage):
        return found | asyncio.run(_product(port, data, output, plays, lessons, seed))


def _planted(data: Path) -> dict[str, bool]:
    from benchmarks.attacks import planted

    switch, output = data.with_name("switch"), data.with_name("planted.log")
    switch.write_text("", "utf-8")
    os.environ[planted.VARIABLE] = str(switch)
    with process.running("benchmarks.attacks.planted", data, output) as (port, _usage):
        return asyncio.run(_watch(port, data, output, switch))


async def _watch(port: int, data: Path, output: Path, switch: Path) -> dict[str, bool]:
    """Whether each mistake was found; the product itself is watched on its own server, later."""
    from benchmarks.attacks import planted, watch
    from benchmarks.attacks.through_http import School

    school = await School.open(port, data, output)
    found = {}
    for number, mistake in enumerate(planted.MISTAKES):
        switch.write_text(mistake, "utf-8")
        found[mistake] = bool(await watch.findings(school, f"planted {number}"))
    await school.close()
    return found


async def _product(
    port: int, data: Path, output: Path, plays: int, lessons: int, seed: int
) -> dict[str, Any]:
    from benchmarks.attacks import through_http, watch
    from benchmarks.attacks.through_http import School

    school = await School.open(port, data, output)
    await through_http.check_roles(school)
    findings = sorted(await watch.findings(school, "product"))
    game = through_http.judged(await through_http.samples(school, plays))
    found: dict[str, Any] = {}
    for (attacker, group), verdict in game.items():
        found.setdefault(attacker, {})[group] = asdict(verdict)
    years = await _years(school, lessons, seed)
    await school.close()
    return {"findings": findings, "game": found, "years": years}


async def _years(school: Any, lessons: int, seed: int) -> dict[str, Any]:
    """A year of each size: what was named, and whether pages and engine agree."""
    from benchmarks.attacks import year_by_http
    from benchmarks.attacks.pupils import Model, made
    from benchmarks.attacks.years import SIZES, Named

    chance, named = random.Random(seed), Named()  # noqa: S311  # true answers only
    compared = different = 0
    for size in SIZES:
        school_class = made(size, chance)
        seen, followed = await year_by_http.live(school, school_class, lessons)
        named.judge(school_class, seen, Model(), chance)
        compared, different = compared + followed.compared, different + followed.different
    return {
        "classes": len(SIZES),
        "lessons": lessons,
        "compared": compared,
        "different": different,
        "attitudes": named.attitudes.figures(),
    }


if __name__ == "__main__":
    django.setup()
    output, *numbers = sys.argv[1:]
    found = figures(Path(os.environ["BIRGE_DATA"]), *map(int, numbers))
    Path(output).write_text(json.dumps(found), "utf-8")
