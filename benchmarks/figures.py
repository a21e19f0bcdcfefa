"""What all benchmarks of speed measure alike: quantiles, CPU per answer, and the yardstick."""

import argparse
import asyncio
import shutil
import statistics
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from benchmarks import process
from benchmarks.process import Usage
from benchmarks.tablets import HOST
from benchmarks.wire import Wire, run

# The cheapest burst is taken: what else runs on the machine can only add to what a processor seems
# to spend.
BURST, BURSTS = 50, 10


def quantiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and max, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    shown = {"p50": statistics.median(seconds), "p95": cuts[18], "max": max(seconds)}
    return {name: round(value * 1000, 1) for name, value in shown.items()}


def per_1000(seconds: float, answers: int) -> float:
    """CPU seconds for a thousand answers."""
    return round(seconds / max(answers, 1) * 1000, 3)


async def bursts(usage: Usage, senders: Sequence[Callable[[], Awaitable[object]]]) -> float:
    """CPU seconds for a thousand answers that fifty tablets send at the same instant."""
    costs = []
    for _ in range(BURSTS):
        before = usage.cpu()
        await asyncio.gather(*(send() for send in senders))
        costs.append(usage.cpu() - before)
    return per_1000(min(costs), len(senders))


def bare(data: Path) -> float:
    """The same for a view that does nothing, on the same server."""
    with process.running("benchmarks.bare", data) as (port, usage):
        return run(_bare(port, usage))


async def _bare(port: int, usage: Usage) -> float:
    form = {"question": "0" * 36, "option": "0" * 16}
    wires = [Wire(HOST, port) for _ in range(BURST)]
    senders = [lambda wire=wire: wire.post("/", form) for wire in wires]
    await asyncio.gather(*(send() for send in senders))
    return await bursts(usage, senders)


def parser(name: str, doc: str | None) -> argparse.ArgumentParser:
    """The options that all have."""
    made = argparse.ArgumentParser(prog=f"run.py bench {name}", description=doc)
    made.add_argument("--json", action="store_true", help="one JSON object as the last line")
    made.add_argument(
        "--prepared", type=Path, help="a data folder as a first start makes it, to be copied"
    )
    return made


def prepare(data: Path, prepared: Path | None) -> None:
    """A data folder: a copy of that one, else a new one."""
    if prepared:
        shutil.copytree(prepared, data)
    else:
        process.prepare(data)
