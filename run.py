#!/usr/bin/env python3
"""The one door to Birge: sets everything up and starts it.

    python3 run.py                   start (see --help)
    python3 run.py manage COMMAND    a management command, in Birge's environment
    python3 run.py lint              every check but the tests
    python3 run.py test [ARGS]       every check and the tests, on all cores; or pytest with ARGS
    python3 run.py bench NAME [ARGS] one benchmark
    python3 run.py pictures [NAMES]  takes the pictures of all screens in docs/screens anew

Standard library only: it works before anything is installed.
"""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from cms import console, fingerprint, folder, owner
from cms.environment import (
    FOR_WORK,
    PYTHON,
    TO_RUN,
    Refusal,
    call,
    check_python,
    get_tools,
    install,
)
from cms.folder import ROOT

ON_ALL_CORES = ("-n", "auto")
CODE = ("run.py", "manage.py", "cms", "quizzes", "curriculum", "classrooms")
CHECKS = (
    ("ruff check", ("-m", "ruff", "check")),
    ("ruff format", ("-m", "ruff", "format", "--check")),
    ("mypy", ("-m", "mypy", *CODE)),
    ("makemigrations", ("manage.py", "makemigrations", "--check", "--dry-run")),
    ("messages", ("manage.py", "messages", "--check")),
)


def main() -> int:
    commands = {
        "manage": manage, "bench": bench, "pictures": pictures, "lint": check, "test": check,
        None: start,
    }  # fmt: skip
    arguments = parse(sys.argv[1:])
    try:
        check_python()
        return commands[arguments.command](arguments)
    except Refusal as refusal:
        console.complain(refusal.name, **refusal.values)
        return 1
    except KeyboardInterrupt:
        return 130


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    option = parser.add_argument
    option("--data", type=Path, default=folder.path(), help="the data folder (./var)")
    option("--host", default="0.0.0.0", help="the address to listen on")  # noqa: S104
    option("--port", type=port_number, default=8000, help="the port to listen on (8000)")
    option(
        "--public-url",
        default=os.environ.get("BIRGE_PUBLIC_URL", ""),
        help="what tablets open, where it is no LAN address",
    )
    option("--host-name", action="append", default=[], help="one more name to answer to")
    option("command", nargs="?", choices=("manage", "lint", "test", "bench", "pictures"))
    option("rest", nargs=argparse.REMAINDER)
    return parser.parse_args(words)


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("1-65535")
    return int(text)


def start(arguments: argparse.Namespace) -> int:
    """Checks what can be checked, prepares what is not prepared, becomes the server."""
    data = open_data(arguments.data)
    check_free(data, arguments.host, arguments.port)
    install(TO_RUN)
    prepare(data)
    os.environ.update(
        BIRGE_HOST=arguments.host, BIRGE_PORT=str(arguments.port),
        BIRGE_PUBLIC_URL=arguments.public_url, BIRGE_HOST_NAMES=",".join(arguments.host_name),
        DJANGO_SETTINGS_MODULE="cms.settings.lan",
    )  # fmt: skip
    command = [str(PYTHON), "-m", "cms.serve"]
    os.chdir(ROOT)
    if os.name == "nt":  # there exec would leave the console behind
        return subprocess.call(command)
    return os.execv(PYTHON, command)


def open_data(data: Path) -> Path:
    """Makes the data folder and names it to every process that is started from here."""
    data = data.expanduser().resolve()
    try:
        folder.make(data)
    except OSError as error:
        raise Refusal("unwritable", folder=data, reason=error.strerror or error) from None
    os.environ["BIRGE_DATA"] = str(data)
    return data


def check_free(data: Path, host: str, port: int) -> None:
    """Refuses a folder that a server owns and a port that somebody listens on.

    The server shares its port between processes and so would not notice.
    """
    if owner.is_owned(data):
        raise Refusal("owned", folder=data)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            if os.name != "nt":  # there the option means the opposite
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal("port_taken", port=port) from None
        reason = error.strerror or error
        raise Refusal("port_refused", host=host, port=port, reason=reason) from None


def prepare(data: Path) -> None:
    """Runs the one step that costs seconds, and only when something it depends on has changed."""
    if fingerprint.is_prepared(data):
        return
    console.say("preparing", folder=data)
    if call("manage.py", "prepare"):
        raise Refusal("not_prepared")
    fingerprint.keep(data)


def manage(arguments: argparse.Namespace) -> int:
    open_data(arguments.data)
    install(TO_RUN)
    return call("manage.py", *arguments.rest)


def check(arguments: argparse.Namespace) -> int:
    """Runs the checks one after the other; returns the code of the first that fails."""
    get_tools()
    tests = (("pytest", ("-m", "pytest", *(arguments.rest or ON_ALL_CORES))),)
    # Hundreds of servers and commands are started: they share what the first one has compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="birge-test-") as data:
        os.environ.update(BIRGE_DATA=data, DJANGO_SETTINGS_MODULE="cms.settings.test")
        for step, words in CHECKS + (tests if arguments.command == "test" else ()):
            code = call(*words)
            if code:
                console.complain("failed", step=step)
                return code
    return 0


def pictures(arguments: argparse.Namespace) -> int:
    """Takes the pictures of `docs/screens`, all or those whose names begin so."""
    get_tools()
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    with tempfile.TemporaryDirectory(prefix="birge-pictures-") as data:
        os.environ["BIRGE_DATA"] = data
        return call("-m", "tests.pictures", *arguments.rest)


def bench(arguments: argparse.Namespace) -> int:
    """Runs `benchmarks/bench_NAME.py` with the words that follow the name."""
    known = sorted(path.stem[6:] for path in (ROOT / "benchmarks").glob("bench_*.py"))
    name, *words = arguments.rest or [""]
    if name not in known:
        raise Refusal("no_benchmark", name=name, known=", ".join(known))
    install(FOR_WORK)
    os.environ["PYTHONPATH"] = str(ROOT)
    return call(f"benchmarks/bench_{name}.py", *words)


if __name__ == "__main__":
    sys.exit(main())
