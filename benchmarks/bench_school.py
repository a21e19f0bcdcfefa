"""A school at once: twenty classes of fifty seats, half of them led and half at their own pace,
every class answering inside five seconds, all tablets and boards polling each second.

Prints how long an acknowledgement takes, how long "next" takes to reach the tablets, whether all
acknowledged answers were counted, what the server used, and whether an answer costs the same from 1
seat, 50 and 1,000, and after ten thousand earlier runs.
"""

import asyncio
import gc
import json
import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import figures, flat, process
from benchmarks.hour import Class, OwnShare, Plan, after, allow_connections, at_once, opened
from benchmarks.process import Usage
from benchmarks.tablets import Book
from benchmarks.wire import run

AIMS: dict[str, float] = {
    "ack_ms": 200, "next_ms": 1200, "rss_mb": 300, "cpu_ratio": 3.0, "flat_off": 0.2
}  # fmt: skip


@dataclass
class Result:
    """CPU figures are seconds for a thousand answers; `load` is a share of one processor, as are
    `server` and the seconds that the hour took."""

    book: Book = field(default_factory=Book)
    flat: dict[str, float] = field(default_factory=dict)
    burst: float = 0.0
    bare: float = 0.0
    load: float = 0.0
    server: float = 0.0
    peak_mb: float = 0.0


async def play(port: int, logins: Path, usage: Usage, plan: Plan) -> Result:
    """Set up, measure what answers at once cost, then the hour of all."""
    allow_connections()
    result = Result()
    names = [f"B{number:03}" for number in range(plan.classes)]
    school = await opened(port, logins, result.book, plan, names)
    result.burst = await _burst(school[0], usage)
    await at_once(2, (each.begin() for each in school[1:]))
    gc.freeze()
    before, share = usage.cpu(), OwnShare()
    await asyncio.gather(*(_hour(each) for each in school))
    result.load, result.server = share(), round((usage.cpu() - before) / share.seconds, 2)
    result.peak_mb = usage.peak_mb()
    return result


async def _burst(one: Class, usage: Usage) -> float:
    """Sent again by all tablets of a class; an answer is counted once all the same."""
    await one.begin()
    await one.ask()
    spent = await figures.bursts(usage, one.senders())
    await one.close()
    one.book.counted = 0
    return spent


async def _hour(one: Class) -> None:
    """Led, one question after the other; at own pace all are asked at once."""
    one.poll()
    while one.has_next:
        await after(random.uniform(0, one.within), one.ask)  # noqa: S311  # no secret
        await one.answer()
        await one.close()
    await one.end()


def measure(plan: Plan, prepared: Path | None = None) -> dict[str, Any]:
    """All figures, under the names that `--json` prints."""
    with tempfile.TemporaryDirectory(prefix="birge-bench-") as folder:
        data = Path(folder) / "data"
        logins = data / "first-logins.json"
        figures.prepare(data, prepared)
        with process.running("cms.serve", data) as (port, usage):
            result = run(play(port, logins, usage, plan))
        result.bare = figures.bare(data)
        result.flat = flat.measure(data, plan)
    return _shown(result, plan.classes * plan.seats)


def _shown(result: Result, seats: int) -> dict[str, Any]:
    book = result.book
    return {
        "seats": seats,
        "errors": book.errors.total(),
        "error_kinds": dict(book.errors),
        "ack_ms": figures.quantiles(book.acks),
        "next_ms": figures.quantiles(book.nexts),
        "acknowledged": book.acknowledged,
        "counted": book.counted,
        "cpu_s_per_1000": result.burst,
        "bare_cpu_s_per_1000": result.bare,
        "cpu_ratio": round(result.burst / result.bare, 2),
        "flat": result.flat,
        "flat_off": flat.off(result.flat),
        "server_cpu": result.server,
        "load_cpu": result.load,
        "rss_mb": round(result.peak_mb, 1),
    }


def missed(shown: dict[str, Any]) -> list[str]:
    """The aims that were not reached."""
    p95 = {name: shown[name]["p95"] for name in ("ack_ms", "next_ms")}
    reached = shown | p95
    late = [f"{n} {reached[n]} > {aim}" for n, aim in AIMS.items() if reached[n] > aim]
    if shown["errors"]:
        late.append(f"errors {shown['error_kinds']}")
    if shown["acknowledged"] != shown["counted"]:
        late.append("an acknowledged answer was not counted")
    return late


def _table(shown: dict[str, Any]) -> str:
    lines = [f"{shown['seats']} seats                  p50      p95      max"]
    for name, row in (
        ("acknowledged, ms", shown["ack_ms"]),
        ("next on the tablets, ms", shown["next_ms"]),
    ):
        lines.append(f"{name:24}{row['p50']:>8}{row['p95']:>9}{row['max']:>9}")
    counted = f"acknowledged {shown['acknowledged']}, counted {shown['counted']}"
    ratio = f"{shown['cpu_ratio']} x a bare view ({shown['bare_cpu_s_per_1000']})"
    flat = ", ".join(f"{name}: {cost}" for name, cost in shown["flat"].items())
    return "\n".join(
        [
            *lines,
            f"answers {counted}, errors {shown['errors']}",
            f"CPU s per 1,000 answers at once {shown['cpu_s_per_1000']} = {ratio}",
            f"CPU s per 1,000 answers one by one, seats {flat} (± {shown['flat_off']:.0%})",
            f"of one processor: server {shown['server_cpu']}, load {shown['load_cpu']}",
            f"peak memory {shown['rss_mb']} MB",
        ]
    )


def main() -> int:
    """Exit code 1 when an aim is missed."""
    parser = figures.parser("school", __doc__)
    parser.add_argument("--classes", type=int, default=Plan.classes, help="classes (20)")
    parser.add_argument("--seats", type=int, default=Plan.seats, help="seats of each (50)")
    parser.add_argument("--within", type=float, default=Plan.within, help="seconds to answer (5)")
    parser.add_argument("--runs", type=int, default=Plan.runs, help="earlier runs (10,000)")
    options = parser.parse_args()
    plan = Plan(options.classes, options.seats, options.within, options.runs)
    shown = measure(plan, options.prepared)
    print(_table(shown))
    late = missed(shown)
    print("\n".join(f"missed: {each}" for each in late))
    if options.json:
        print(json.dumps(shown))
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
