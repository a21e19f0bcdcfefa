"""One class hour: fifty seats, ten questions, half of them answered by all at the same instant and
half within three seconds, while every tablet polls each second.

Prints how long an acknowledgement takes, how long "next" takes to reach the tablets, whether all
acknowledged answers were counted, and what the server used; in the same run a bare Django view on
the same server is measured as the yardstick.
"""

import argparse
import asyncio
import json
import random
import re
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import process
from benchmarks.classroom import HOST, Adult, Tablet, Times, open_class, start_lesson, to_quiz
from benchmarks.process import Usage
from benchmarks.wire import Wire

SEATS = 50
QUESTIONS = 10
SPREAD_SECONDS = 3.0


@dataclass
class Result:
    """Times in seconds, counts in answers."""

    times: Times = field(default_factory=Times)
    acknowledged: int = 0
    counted: int = 0
    burst_cpu: float = 0.0
    spread_cpu: float = 0.0
    peak_mb: float = 0.0


async def play(port: int, logins: Path, usage: Usage) -> Result:
    """The whole hour."""
    await open_class(port, logins, SEATS)
    teacher = await start_lesson(port, logins, SEATS)
    result = Result()
    asked = 0
    while asked < QUESTIONS:
        asked = await _quiz(teacher, port, usage, result, asked)
    result.peak_mb = usage.peak_mb()
    return result


async def _quiz(teacher: Adult, port: int, usage: Usage, result: Result, asked: int) -> int:
    """One run, as far as ten questions go; how many were asked so far."""
    code = await to_quiz(teacher)
    tablets = [Tablet(Wire(HOST, port)) for _ in range(SEATS)]
    await asyncio.gather(*(tablet.join(code) for tablet in tablets))
    polls = [asyncio.create_task(tablet.poll()) for tablet in tablets]
    while asked < QUESTIONS and 'quiz/next/"' in teacher.page:
        await _ask(teacher, tablets, result)
        await _answer(tablets, usage, result, at_once=asked % 2 == 0)
        await _close(teacher, result)
        asked += 1
    await _end(teacher)
    await asyncio.gather(*polls)
    return asked


async def _ask(teacher: Adult, tablets: list[Tablet], result: Result) -> None:
    for tablet in tablets:
        tablet.changed.clear()
    began = time.perf_counter()
    await teacher.press("quiz/next/")
    await asyncio.gather(*(tablet.changed.wait() for tablet in tablets))
    result.times.next += [tablet.seen_at - began for tablet in tablets]


async def _answer(tablets: list[Tablet], usage: Usage, result: Result, *, at_once: bool) -> None:
    async def one(tablet: Tablet) -> float | None:
        if not at_once:
            await asyncio.sleep(random.uniform(0, SPREAD_SECONDS))  # noqa: S311  # no secret
        return await tablet.answer()

    before = usage.cpu()
    took = [seconds for seconds in await asyncio.gather(*map(one, tablets)) if seconds is not None]
    spent = usage.cpu() - before
    result.acknowledged += len(took)
    if at_once:
        result.burst_cpu += spent
        result.times.burst += took
    else:
        result.spread_cpu += spent
        result.times.spread += took


async def _close(teacher: Adult, result: Result) -> None:
    """Read "sent i of n" off the board, then close."""
    await teacher.open(teacher.path)
    caravan = re.findall(r'caravan__text">\D*(\d+)\D+(\d+)', teacher.page)
    result.counted += int(caravan[0][0]) if caravan else 0
    await teacher.press("quiz/close-question/")
    if 'name="confirmed"' in teacher.page:
        await teacher.press("quiz/close-question/", confirmed="1")


async def _end(teacher: Adult) -> None:
    await teacher.press("quiz/end/")


async def bare(port: int, usage: Usage) -> float:
    """CPU seconds per 1,000 posts to a view that does nothing."""
    wires = [Wire(HOST, port) for _ in range(SEATS)]
    form = {"question": "0" * 36, "option": "0" * 16}
    await asyncio.gather(*(wire.post("/", form) for wire in wires))
    before = usage.cpu()
    for _ in range(QUESTIONS):
        await asyncio.gather(*(wire.post("/", form) for wire in wires))
    return (usage.cpu() - before) / (SEATS * QUESTIONS) * 1000


def quantiles(seconds: list[float]) -> dict[str, float]:
    """p50, p95 and max, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    shown = {"p50": statistics.median(seconds), "p95": cuts[18], "max": max(seconds)}
    return {name: round(value * 1000, 1) for name, value in shown.items()}


def measure() -> dict[str, Any]:
    """All figures, under the names that `--json` prints."""
    with tempfile.TemporaryDirectory(prefix="birge-bench-") as folder:
        data = Path(folder) / "data"
        process.prepare(data)
        with process.running("cms.serve", data) as (port, usage):
            result = asyncio.run(play(port, data / "first-logins.json", usage))
        with process.running("benchmarks.bare", data) as (port, usage):
            bare_cpu = asyncio.run(bare(port, usage))
    return {
        "ack_ms": {
            "burst": quantiles(result.times.burst),
            "spread": quantiles(result.times.spread),
        },
        "next_ms": quantiles(result.times.next),
        "acknowledged": result.acknowledged,
        "counted": result.counted,
        # Of answers sent at once, when hardly a poll falls between; then of answers within 3 s,
        # with the polls of all tablets in that time (three for each answer).
        "cpu_s_per_1000": _per_1000(result.burst_cpu, result.times.burst),
        "cpu_s_per_1000_with_polls": _per_1000(result.spread_cpu, result.times.spread),
        "bare_cpu_s_per_1000": round(bare_cpu, 3),
        "rss_mb": round(result.peak_mb, 1),
    }


def _per_1000(seconds: float, answers: list[float]) -> float:
    return round(seconds / max(len(answers), 1) * 1000, 3)


def _table(figures: dict[str, Any]) -> str:
    lines = ["                                p50      p95      max"]
    rows = [
        ("all at once, acknowledged ms", figures["ack_ms"]["burst"]),
        ("within 3 s, acknowledged ms", figures["ack_ms"]["spread"]),
        ("next on the tablets, ms", figures["next_ms"]),
    ]
    for name, row in rows:
        lines.append(f"{name:28}{row['p50']:>8}{row['p95']:>9}{row['max']:>9}")
    ratio = figures["cpu_s_per_1000"] / figures["bare_cpu_s_per_1000"]
    lines.append(f"answers acknowledged {figures['acknowledged']}, counted {figures['counted']}")
    lines.append(
        f"CPU s per 1,000 answers {figures['cpu_s_per_1000']}"
        f" = {ratio:.1f} x a bare view ({figures['bare_cpu_s_per_1000']});"
        f" with all polls within 3 s {figures['cpu_s_per_1000_with_polls']}"
    )
    lines.append(f"peak memory {figures['rss_mb']} MB")
    return "\n".join(lines)


def main() -> int:
    """Exit code 1 when an acknowledged answer was not counted."""
    parser = argparse.ArgumentParser(prog="run.py bench class", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args()
    figures = measure()
    print(_table(figures))
    if options.json:
        print(json.dumps(figures))
    return 0 if figures["acknowledged"] == figures["counted"] == SEATS * QUESTIONS else 1


if __name__ == "__main__":
    raise SystemExit(main())
