"""The benchmarks of a school and of a crowd run, count every answer and say so as JSON."""

import json
import subprocess
import sys

from benchmarks import bench_school
from tests.server import ROOT, environment

QUANTILES = {"p50", "p95", "max"}
SMALL = ("--seats", "4", "--within", "0.5", "--json")
REACHED = {
    "ack_ms": {"p95": 200.0}, "next_ms": {"p95": 1200.0}, "rss_mb": 300.0, "cpu_ratio": 3.0,
    "flat_off": 0.2, "errors": 0, "error_kinds": {}, "acknowledged": 9, "counted": 9,
}  # fmt: skip


def measured(prepared, tmp_path, name, *words):
    """What a small benchmark prints; on a busy machine it may miss an aim, which ends it with 1."""
    done = subprocess.run(
        [sys.executable, f"benchmarks/bench_{name}.py", "--prepared", prepared, *words, *SMALL],
        cwd=ROOT, env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_small_school_counts_every_answer(prepared_data, tmp_path):
    figures = measured(prepared_data, tmp_path, "school", "--classes", "2", "--runs", "5")

    assert (figures["seats"], figures["error_kinds"]) == (8, {})
    # The led class has answered one question before the hour; the other answers each of its own.
    assert figures["acknowledged"] == figures["counted"] > 20
    assert set(figures["ack_ms"]) == set(figures["next_ms"]) == QUANTILES
    assert list(figures["flat"]) == ["1", "4", "8", "after 5 runs"]
    assert all(cost > 0 for cost in figures["flat"].values())
    assert figures["bare_cpu_s_per_1000"] > 0
    # Also with the 2,000 connections of a whole school there is room up to 300.
    assert figures["rss_mb"] <= 200


def test_a_small_crowd_grows_and_says_how_far(prepared_data, tmp_path):
    figures = measured(prepared_data, tmp_path, "crowd", "--classes", "1", "--most", "8")

    # It ends early where even four seats wait for half a second.
    assert [row["seats"] for row in figures["steps"]] in ([4, 8], [4])
    for row in figures["steps"]:
        assert row["error_kinds"] == {}
        assert row["acknowledged"] == row["counted"] == row["seats"]


def test_an_aim_that_is_missed_is_named():
    assert bench_school.missed(REACHED) == []
    for name in ("rss_mb", "cpu_ratio", "flat_off"):
        assert len(bench_school.missed(REACHED | {name: 400.0})) == 1
    assert len(bench_school.missed(REACHED | {"ack_ms": {"p95": 200.1}})) == 1
    assert len(bench_school.missed(REACHED | {"next_ms": {"p95": 1200.1}})) == 1
    assert len(bench_school.missed(REACHED | {"counted": 8})) == 1
    assert len(bench_school.missed(REACHED | {"errors": 1, "error_kinds": {"/play/ 500": 1}})) == 1
