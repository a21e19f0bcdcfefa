"""Rule 2: the keys of open runs stay in memory, also when the server crashes (Linux)."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT

CRASHES = (signal.SIGSEGV, signal.SIGABRT)
ASK = "import ctypes; print(ctypes.CDLL(None).prctl(3))"


@pytest.fixture
def dumps_allowed():
    """As on a machine whose system keeps core dumps."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


def crash(folder: Path, first: str) -> list[Path]:
    """What a process leaves in the folder that does `first` and then crashes."""
    code = f"{first}; import os; os.abort()"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == -signal.SIGABRT
    return list(folder.iterdir())


def limit_of(pid: int) -> str:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line for line in lines if line.startswith("Max core file size")).split()[4]


def test_a_crash_of_the_server_leaves_no_file(make_server, tmp_path, dumps_allowed):
    server = make_server()
    server.cwd = tmp_path / "cwd"
    server.cwd.mkdir()
    for number in CRASHES:
        server.start()
        assert limit_of(server.worker()) == "0"
        os.kill(server.worker(), number)
        server.wait_for_death()
        assert list(server.cwd.iterdir()) == []


def test_both_ways_are_taken(tmp_path, dumps_allowed):
    """Where this machine writes dumps beside the process, one that has taken neither shows that the
    test can fail."""
    keep = "from cms import memory; memory.keep_off_the_disk()"
    can_dump = resource.getrlimit(resource.RLIMIT_CORE)[1] != 0
    if can_dump and Path("/proc/sys/kernel/core_pattern").read_text().startswith("core"):
        (dump,) = crash(tmp_path, "pass")
        dump.unlink()

    assert crash(tmp_path, keep) == []
    asked = subprocess.run(
        [sys.executable, "-c", f"{keep}; {ASK}"], cwd=ROOT, capture_output=True, text=True
    )
    assert asked.stdout == "0\n"
