"""The server: `python -m cms.serve`, started by run.py with everything in the environment.

Granian is two processes.  This one only binds the port and waits; the worker loads the site.
There is one worker, never respawned: the live counters are in its memory, and a second one
would have its own.
"""

import os
import sys
from typing import Any

if sys.platform != "win32":
    import resource

import segno
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from cms import addresses, console, folder, owner, places

# No access log.  What is left is errors, on standard error; none of them holds an address.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"_granian": {"handlers": ["console"], "propagate": False}},
}
# Connections that may wait to be taken: a school whose tablets all come at the same instant.
BACKLOG = 4096
# Connections that are kept.  Each tablet keeps one or two all the time, so these are tablets, not
# requests: whoever comes after the last one would wait until somebody goes.
CONNECTIONS = 16_384
SECONDS_TO_FINISH = 10


def make_server(host: str, port: int, target: str = "cms.wsgi:application") -> MPServer:
    """The server, not started yet."""
    return MPServer(
        target, address=host, port=port, interface=Interfaces.WSGI,
        workers=1, respawn_failed_workers=False, workers_kill_timeout=SECONDS_TO_FINISH,
        blocking_threads=places.THREADS, backlog=BACKLOG,
        backpressure=CONNECTIONS, http=HTTPModes.http1, websockets=False,
        log_access=False, log_level=LogLevels.error, log_dictconfig=LOGGING,
    )  # fmt: skip


def allow_connections() -> None:
    """As many open files as the system lets this process have: each connection is one, and many
    systems begin with 1,024."""
    if sys.platform == "win32":  # knows no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def greet(port: int) -> None:
    """Prints where the teacher and the tablets go, and a QR code for the tablets."""
    console.say("teacher", url=addresses.url_of("localhost", port) + "/")
    urls = addresses.tablet_urls(port)
    if not urls:
        console.say("no_network")
        return
    console.say("tablets")
    for url in urls:
        print(f"  {url}", flush=True)
    segno.make(urls[0], error="m", micro=False).terminal(compact=True)


def main() -> None:
    """Serves until SIGTERM or Ctrl+C, then ends with 0 when running requests are answered."""
    host = os.environ.get("BIRGE_HOST", "0.0.0.0")  # noqa: S104  # the school's own network
    port = int(os.environ.get("BIRGE_PORT", addresses.DEFAULT_PORT))
    os.environ[owner.PARENT_VARIABLE] = str(os.getpid())
    if owner.is_owned(folder.path()):
        sys.exit(console.sentence("owned", folder=folder.path()))
    allow_connections()
    greet(port)
    console.say("stop")
    make_server(host, port).serve()


if __name__ == "__main__":
    main()
