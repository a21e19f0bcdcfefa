"""Whether an answer costs the same wherever it is sent: a server with one seat, one with fifty, one
with a whole school, and one with many earlier runs behind it.

They run side by side and answer in turns, so that whatever else the machine does meets all alike,
and each turn is compared with the others of its round.
"""

import shutil
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks import figures, process
from benchmarks.hour import LED, Plan, at_once, opened
from benchmarks.process import Usage
from benchmarks.tablets import Book
from benchmarks.wire import run

# Rounds, and how many answers, one after the other, each server takes in a round.
ROUNDS, TURN = 60, 50


@dataclass(frozen=True)
class Place:
    """A server of its own, and what its classes are to be."""

    port: int
    usage: Usage
    logins: Path
    plan: Plan


def measure(data: Path, plan: Plan) -> dict[str, float]:
    """CPU seconds for a thousand answers, one after the other from all seats in turn, by place: the
    middle one of all rounds.  `data`: a folder that no server owns."""
    with _places(data, plan) as places:
        return run(_costs(places))


@contextmanager
def _places(data: Path, plan: Plan) -> Iterator[dict[str, Place]]:
    one_class = replace(plan, classes=1)
    plans = {
        "1": replace(one_class, seats=1),
        f"{plan.seats}": one_class,
        f"{plan.classes * plan.seats}": plan,
        f"after {plan.runs} runs": one_class,
    }
    folders = [data.with_name(f"place-{number}") for number in range(len(plans))]
    for folder in folders:
        shutil.copytree(data, folder)
    process.manage(folders[-1], "benchmarks.past", str(plan.runs))
    with ExitStack() as running:
        yield {
            name: Place(
                *running.enter_context(process.running("cms.serve", folder)),
                folder / "first-logins.json",
                each,
            )
            for (name, each), folder in zip(plans.items(), folders, strict=True)
        }


async def _costs(places: dict[str, Place]) -> dict[str, float]:
    senders = {name: cycle(await _asked(each)) for name, each in places.items()}
    spent: dict[str, list[float]] = {name: [] for name in places}
    order = deque(places)
    for _ in range(ROUNDS):
        for name in order:
            before = places[name].usage.cpu()
            for send in islice(senders[name], TURN):
                await send()
            spent[name].append(places[name].usage.cpu() - before)
        order.rotate()
    return {name: figures.per_1000(median(turns), TURN) for name, turns in spent.items()}


async def _asked(place: Place) -> list[Callable[[], Awaitable[object]]]:
    """What lets each tablet there send an answer, the first question being asked everywhere."""
    names = [f"F{number:03}" for number in range(place.plan.classes)]
    classes = await opened(place.port, place.logins, Book(), place.plan, names, paces=(LED,))
    await at_once(2, (each.begin() for each in classes))
    for each in classes:
        await each.ask()
    return [send for each in classes for send in each.senders()]


def off(costs: dict[str, float]) -> float:
    """The farthest from the middle between the least and the most, as a share of it."""
    least, most = min(costs.values()), max(costs.values())
    return round((most - least) / (most + least), 3)
