"""A server as a process of its own, on a free loopback port, and what it uses."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    """What a process of Birge needs to know."""
    own = {
        "BIRGE_DATA": str(data),
        "BIRGE_HOST": "127.0.0.1",
        "BIRGE_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "cms.settings.lan",
    }
    return {**os.environ, **own}


def prepare(data: Path) -> None:
    """A new data folder, as the first start makes it."""
    subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment(data, 0), check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def manage(data: Path, module: str, *words: str) -> None:
    """`python -m module` to its end, on a data folder that no server owns."""
    subprocess.run(
        [sys.executable, "-m", module, *words], cwd=ROOT, env=environment(data, 0), check=True
    )


@contextmanager
def running(module: str, data: Path, output: Path | None = None) -> Iterator[tuple[int, "Usage"]]:
    """`python -m module`, answering; its port and what it uses.  All that it says goes to `output`,
    where that is given."""
    port = free_port()
    with ExitStack() as open_files:
        said = open_files.enter_context(output.open("ab")) if output else None
        process = subprocess.Popen(
            [sys.executable, "-m", module], cwd=ROOT, env=environment(data, port),
            stdout=said or subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
    try:
        _wait_for(port, process)
        yield port, Usage(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"the server did not start (exit code {process.poll()})")


class Usage:
    """CPU time and memory of a process and its children, read from /proc (Linux)."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def _pids(self) -> list[int]:
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text().split()
        return [self._pid, *map(int, children)]

    def cpu(self) -> float:
        """Seconds on a processor so far, all threads."""
        spent = 0
        for pid in self._pids():
            for task in Path(f"/proc/{pid}/task").iterdir():
                try:
                    spent += int((task / "schedstat").read_text().split()[0])
                except (FileNotFoundError, ProcessLookupError):
                    continue
        return spent / 1e9

    def peak_mb(self) -> float:
        """Most memory resident at once, both processes added, in MB."""
        kilobytes = 0
        for pid in self._pids():
            status = Path(f"/proc/{pid}/status").read_text()
            line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
            kilobytes += int(line.split()[1])
        return kilobytes / 1024
