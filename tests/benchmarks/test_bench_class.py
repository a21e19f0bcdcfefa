"""The benchmark of a class hour runs, counts every answer and says so as JSON."""

import json
import subprocess
import sys

from tests.server import ROOT, environment

QUANTILES = {"p50", "p95", "max"}
# As many seats and questions as ever; only the spread half of the answers comes faster.
SHORT = ("--within", "0.5", "--json")


def test_every_acknowledged_answer_is_counted(prepared_data, tmp_path):
    done = subprocess.run(
        [sys.executable, "benchmarks/bench_class.py", "--prepared", prepared_data, *SHORT],
        cwd=ROOT, env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["seats"], figures["errors"]) == (50, 0)
    assert figures["acknowledged"] == figures["counted"] == 500
    for times in (*figures["ack_ms"].values(), figures["next_ms"]):
        assert set(times) == QUANTILES
    # A clock may be slow on a busy machine; what is resident does not depend on that.
    assert figures["rss_mb"] <= 200
    assert 0 < figures["bare_cpu_s_per_1000"] < figures["cpu_s_per_1000"]
