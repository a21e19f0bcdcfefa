"""How many seats one server bears: ever more classes of fifty, all polling each second and
answering inside five seconds, until the 95th percentile of the acknowledgement passes half a second
or anything fails.  Prints each step and the last good number.
"""

import asyncio
import gc
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import figures, process
from benchmarks.hour import (
    LED,
    Class,
    OwnShare,
    Plan,
    after,
    allow_connections,
    at_once,
    opened,
)
from benchmarks.process import Usage
from benchmarks.tablets import Book
from benchmarks.wire import run

MOST_ACK_MS = 500.0
AIM = 3000


async def grow(
    port: int, logins: Path, usage: Usage, plan: Plan, *, most: int
) -> list[dict[str, Any]]:
    """One row for each number of seats, more by a `plan` each time, up to the first that is not
    good."""
    allow_connections()
    rows: list[dict[str, Any]] = []
    crowd: list[Class] = []
    while not rows or (_is_good(rows[-1]) and rows[-1]["seats"] < most):
        names = [f"C{len(crowd) + number:03}" for number in range(plan.classes)]
        new = await opened(port, logins, Book(), plan, names, paces=(LED,))
        await at_once(2, (each.begin() for each in new))
        for each in new:
            each.poll()
        crowd += new
        gc.freeze()
        rows.append(await _round(crowd, usage))
        print(_line(rows[-1]), flush=True)
        await at_once(2, (_ready(each) for each in crowd))
    return rows


async def _round(crowd: list[Class], usage: Usage) -> dict[str, Any]:
    """One question in every class, asked at some moment of five seconds and then answered."""
    book = Book()
    for each in crowd:
        each.keep_in(book)
    before, share = usage.cpu(), OwnShare()
    await asyncio.gather(*(_question(each) for each in crowd))
    load, server = share(), round((usage.cpu() - before) / share.seconds, 2)
    await at_once(2, (each.close() for each in crowd))
    return {
        "seats": sum(len(each.tablets) for each in crowd),
        "errors": book.errors.total(),
        "error_kinds": dict(book.errors),
        "ack_ms": figures.quantiles(book.acks),
        "next_ms": figures.quantiles(book.nexts),
        "acknowledged": book.acknowledged,
        "counted": book.counted,
        "server_cpu": server,
        "load_cpu": load,
        "rss_mb": round(usage.peak_mb(), 1),
    }


async def _question(one: Class) -> None:
    await after(random.uniform(0, one.within), one.ask)  # noqa: S311  # no secret
    await one.answer()


async def _ready(one: Class) -> None:
    """With another question to ask, if this quiz has none: both of a lesson have more than steps
    are ever needed."""
    if not one.has_next:
        await one.end()
        await one.open_quiz()
        one.poll()


def _is_good(row: dict[str, Any]) -> bool:
    all_counted = row["acknowledged"] == row["counted"] == row["seats"]
    return row["ack_ms"]["p95"] <= MOST_ACK_MS and not row["errors"] and all_counted


def _line(row: dict[str, Any]) -> str:
    ack, shown = row["ack_ms"], row["error_kinds"] or "no errors"
    return (
        f"{row['seats']:>5} seats: acknowledged p50 {ack['p50']} p95 {ack['p95']} ms,"
        f" next p95 {row['next_ms']['p95']} ms, counted {row['counted']}, {shown},"
        f" server {row['server_cpu']} + load {row['load_cpu']} processors, {row['rss_mb']} MB"
    )


def measure(plan: Plan, most: int, prepared: Path | None = None) -> dict[str, Any]:
    """All figures, under the names that `--json` prints; those of the last good number of seats."""
    with tempfile.TemporaryDirectory(prefix="birge-bench-") as folder:
        data = Path(folder) / "data"
        figures.prepare(data, prepared)
        with process.running("cms.serve", data) as (port, usage):
            logins = data / "first-logins.json"
            rows = run(grow(port, logins, usage, plan, most=most))
    good = [row for row in rows if _is_good(row)]
    return (good[-1] if good else {"seats": 0}) | {"steps": rows}


def main() -> int:
    """Exit code 1 when fewer than 3,000 seats, or than were to be tried, were good."""
    parser = figures.parser("crowd", __doc__)
    parser.add_argument("--classes", type=int, default=10, help="classes more each time (10)")
    parser.add_argument("--seats", type=int, default=Plan.seats, help="seats of each (50)")
    parser.add_argument("--within", type=float, default=Plan.within, help="seconds to answer (5)")
    parser.add_argument("--most", type=int, default=6000, help="seats to stop at (6,000)")
    options = parser.parse_args()
    plan = Plan(options.classes, options.seats, options.within)
    shown = measure(plan, options.most, options.prepared)
    print(f"last good number of seats: {shown['seats']}")
    if options.json:
        print(json.dumps(shown))
    return 0 if shown["seats"] >= min(AIM, options.most) else 1


if __name__ == "__main__":
    raise SystemExit(main())
