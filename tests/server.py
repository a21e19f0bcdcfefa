"""The real server as a process, for tests that need one: kill it, start it again."""

import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from cms import owner

ROOT = Path(__file__).resolve().parents[1]
HOST_NAME = "school.test"
SECONDS_TO_START = 30
# Below those that the system gives to connections; browsers open all of them.
PORTS = range(11_000, 31_000)


def free_port() -> int:
    """Nobody listens on it.  Processes that share a run of the tests get different ones: a server
    would not notice that another one listens where it does."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    mine = PORTS[worker :: int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))]
    port = secrets.choice(mine)
    while not is_free(port):
        port = secrets.choice(mine)
    return port


def is_free(port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a process of Birge needs to work on that data folder.

    As in a school it keeps what it compiled: to compile the house costs half a second each time.
    """
    ours = ("BIRGE_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    settings = {"BIRGE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "cms.settings.lan"}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), **settings, **more}


def manage(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs `manage.py` on the data folder, output and all."""
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment(data),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class Client:
    """A browser's cookies without a browser.  Follows no redirect.

    `source`: the loopback address that it comes from.
    """

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"

    def get(self, path: str, **headers: str) -> Reply:
        return self._send("GET", path, None, headers)

    def post(self, path: str, data: dict[str, str], **headers: str) -> Reply:
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{self.host}",
        }
        return self._send("POST", path, urlencode(data), form | headers)

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=20, source_address=(self.source, 0)
        )
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Host": self.host, **({"Cookie": cookie} if cookie else {}), **headers}
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            reply = Reply(response.status, response.headers, response.read())
        finally:
            connection.close()
        self._keep(reply)
        return reply

    def _keep(self, reply: Reply) -> None:
        for line in reply.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies.pop(name, None)
                if morsel.value and morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value


class Server:
    """A server on a data folder of its own; keeps its port when it is started again.

    `module` is started in `cwd` with `more` in its environment; all may change between two starts.
    """

    def __init__(self, data: Path, **more: str) -> None:
        self.data = data
        self.module = "cms.serve"
        self.cwd = ROOT
        self.port = free_port()
        self.host = f"{HOST_NAME}:{self.port}"
        self.url = f"http://{self.host}"
        self.more = more
        self.log = data.parent / f"{data.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers; fails with its log when it ends instead."""
        settings = {"BIRGE_HOST": "127.0.0.1", "BIRGE_HOST_NAMES": HOST_NAME} | self.more
        env = environment(self.data, BIRGE_PORT=str(self.port), **settings)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module], cwd=self.cwd, env=env, stdout=log, stderr=log
            )
        wait_until(self._answers, SECONDS_TO_START)

    def stop(self) -> int:
        """SIGTERM; returns the exit code.  Nothing happens when it is not running."""
        return self._end(signal.SIGTERM)

    def kill9(self) -> int:
        """Kills the main process as a power cut would; returns when its worker is gone too."""
        code = self._end(signal.SIGKILL)
        wait_until(lambda: not owner.is_owned(self.data), 2)
        return code

    def wait_for_death(self) -> None:
        """Returns when both processes have ended by themselves."""
        assert self.process is not None
        self.process.wait(20)
        self.process = None
        wait_until(lambda: not owner.is_owned(self.data), 2)

    def worker(self) -> int:
        """The process id of the one that holds the site (Linux)."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text().split()[0])

    def client(self) -> Client:
        """A visitor with cookies of its own."""
        return Client(self.port, self.host)

    def _end(self, number: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(number)
        code = self.process.wait(20)
        self.process = None
        return code

    def _answers(self) -> bool:
        assert self.process is not None
        code = self.process.poll()
        assert code is None, f"the server ended with {code}:\n{self.log.read_text()}"
        try:
            self.client().get("/healthz")
        except OSError:
            return False
        return True


def wait_until(holds, seconds: float) -> None:
    """Waits for the condition, and fails when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.02)


def copy_of(prepared: Path, folder: Path, *, static: Callable = shutil.copy2) -> Path:
    """A data folder of its own, as the prepared one is now; `static` copies a static file."""
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("static"))
    shutil.copytree(prepared / "static", folder / "static", copy_function=static)
    folder.chmod(0o700)
    return folder
