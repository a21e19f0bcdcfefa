"""The benchmark of packs runs, brings everything in and says so as JSON."""

import json
import subprocess
import sys

from tests.server import ROOT, environment


def test_a_small_pack_comes_in_with_its_pictures(prepared_data, tmp_path):
    small = ("--lessons", "2", "--pictures", "6", "--prepared", prepared_data, "--json")
    done = subprocess.run(
        [sys.executable, "benchmarks/bench_packs.py", *small],
        cwd=ROOT, env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["lessons"], figures["pictures"]) == (2, 6)
    assert 0 < figures["peak_mb"] <= 300
