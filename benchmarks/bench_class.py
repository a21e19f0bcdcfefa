"""One class hour: fifty seats, ten questions, half of them answered by all at the same instant and
half within three seconds, while every tablet polls each second.

Prints how long an acknowledgement takes, how long "next" takes to reach the tablets, whether all
acknowledged answers were counted, and what the server used; in the same run a bare Django view on
the same server is measured as the yardstick.
"""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import figures, process
from benchmarks.classroom import CLASS, Adult, open_class
from benchmarks.hour import LED, Class
from benchmarks.process import Usage
from benchmarks.tablets import HOST, Book
from benchmarks.wire import Wire, run

SEATS = 50
QUESTIONS = 10
SPREAD_SECONDS = 3.0


@dataclass
class Result:
    """Times in seconds, counts in answers.  `within`: how far answers are spread."""

    within: float = SPREAD_SECONDS
    book: Book = field(default_factory=Book)
    burst: list[float] = field(default_factory=list)
    spread: list[float] = field(default_factory=list)
    burst_cpu: float = 0.0
    spread_cpu: float = 0.0
    peak_mb: float = 0.0


async def play(port: int, logins: Path, usage: Usage, within: float) -> Result:
    """The whole hour."""
    await open_class(port, logins, SEATS)
    result = Result(within)
    teacher = await Adult(Wire(HOST, port)).log_in(logins, "teacher")
    classroom = Class(teacher, CLASS, LED, result.book, SEATS, within)
    await classroom.begin()
    asked = await _quiz(classroom, usage, result, 0)
    while asked < QUESTIONS:
        await classroom.open_quiz()
        asked = await _quiz(classroom, usage, result, asked)
    result.peak_mb = usage.peak_mb()
    return result


async def _quiz(classroom: Class, usage: Usage, result: Result, asked: int) -> int:
    """One run, as far as ten questions go; how many were asked so far."""
    classroom.poll()
    while asked < QUESTIONS and classroom.has_next:
        await classroom.ask()
        await _answer(classroom, usage, result, at_once=asked % 2 == 0)
        await classroom.close()
        asked += 1
    await classroom.end()
    return asked


async def _answer(classroom: Class, usage: Usage, result: Result, *, at_once: bool) -> None:
    known, before = len(result.book.acks), usage.cpu()
    classroom.within = 0.0 if at_once else result.within
    await classroom.answer()
    spent, took = usage.cpu() - before, result.book.acks[known:]
    if at_once:
        result.burst_cpu += spent
        result.burst += took
    else:
        result.spread_cpu += spent
        result.spread += took


def measure(prepared: Path | None = None, within: float = SPREAD_SECONDS) -> dict[str, Any]:
    """All figures, under the names that `--json` prints."""
    with tempfile.TemporaryDirectory(prefix="birge-bench-") as folder:
        data = Path(folder) / "data"
        figures.prepare(data, prepared)
        with process.running("cms.serve", data) as (port, usage):
            result = run(play(port, data / "first-logins.json", usage, within))
        bare_cpu = figures.bare(data)
    book = result.book
    return {
        "seats": SEATS,
        "errors": book.errors.total(),
        "ack_ms": {
            "burst": figures.quantiles(result.burst),
            "spread": figures.quantiles(result.spread),
        },
        "next_ms": figures.quantiles(book.nexts),
        "acknowledged": book.acknowledged,
        "counted": book.counted,
        # Of answers sent at once, when hardly a poll falls between; then of the spread answers,
        # with the polls of all tablets in that time (three for each answer).
        "cpu_s_per_1000": figures.per_1000(result.burst_cpu, len(result.burst)),
        "cpu_s_per_1000_with_polls": figures.per_1000(result.spread_cpu, len(result.spread)),
        "bare_cpu_s_per_1000": bare_cpu,
        "rss_mb": round(result.peak_mb, 1),
    }


def _table(shown: dict[str, Any], within: float) -> str:
    lines = ["                                p50      p95      max"]
    rows = [
        ("all at once, acknowledged ms", shown["ack_ms"]["burst"]),
        (f"within {within:g} s, acknowledged ms", shown["ack_ms"]["spread"]),
        ("next on the tablets, ms", shown["next_ms"]),
    ]
    for name, row in rows:
        lines.append(f"{name:28}{row['p50']:>8}{row['p95']:>9}{row['max']:>9}")
    ratio = shown["cpu_s_per_1000"] / shown["bare_cpu_s_per_1000"]
    lines.append(
        f"answers acknowledged {shown['acknowledged']}, counted {shown['counted']},"
        f" errors {shown['errors']}"
    )
    lines.append(
        f"CPU s per 1,000 answers {shown['cpu_s_per_1000']}"
        f" = {ratio:.1f} x a bare view ({shown['bare_cpu_s_per_1000']});"
        f" with all polls within {within:g} s {shown['cpu_s_per_1000_with_polls']}"
    )
    lines.append(f"peak memory {shown['rss_mb']} MB")
    return "\n".join(lines)


def main() -> int:
    """Exit code 1 when an acknowledged answer was not counted, or anything failed."""
    parser = figures.parser("class", __doc__)
    parser.add_argument("--within", type=float, default=SPREAD_SECONDS, help="seconds (3)")
    options = parser.parse_args()
    shown = measure(options.prepared, options.within)
    print(_table(shown, options.within))
    if options.json:
        print(json.dumps(shown))
    all_counted = shown["acknowledged"] == shown["counted"] == SEATS * QUESTIONS
    return 0 if all_counted and not shown["errors"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
