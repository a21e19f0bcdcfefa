"""A large pack comes in within the time and memory that issue 6 sets: a quarter of one is brought
in here, the whole by `python3 run.py bench packs`."""

import json
import subprocess
import sys

import pytest

from benchmarks import bench_packs
from tests.server import ROOT, environment

# A quarter of 40 lessons with 200 pictures.  Of the 60 seconds that the whole may take it may take
# a quarter, and five more for what does not grow with a pack: Birge's start, and what others do on
# the machine, which disturbs seconds of a processor less than those of a clock.
LESSONS, PICTURES, MOST_CPU_SECONDS = 10, 50, 20.0

WHOLE = {"lessons": 40, "seconds": 60.0, "peak_mb": 300}


@pytest.mark.parametrize(
    ("changed", "is_within"),
    [
        ({}, True),
        ({"seconds": 60.1}, False),
        ({"peak_mb": 301}, False),
        ({"lessons": 39}, False),
    ],
)
def test_the_whole_measure_fails_beyond_each_aim(changed, is_within):
    assert bench_packs.is_within(WHOLE | changed, lessons=40) is is_within


@pytest.mark.alone
def test_a_quarter_of_a_large_pack_takes_no_more_than_its_part(prepared_data, tmp_path):
    """Its memory is held to the 300 MB of the whole, by the measure itself."""
    size = ("--lessons", str(LESSONS), "--pictures", str(PICTURES))
    done = subprocess.run(
        [sys.executable, "benchmarks/bench_packs.py", *size,
         "--prepared", prepared_data, "--json"],
        cwd=ROOT, env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["lessons"], figures["pictures"]) == (LESSONS, PICTURES)
    assert figures["cpu_seconds"] <= MOST_CPU_SECONDS
    assert figures["peak_mb"] > 0
