"""What Birge stands on: an environment of its own with the pinned packages, and the programs that
work on Birge needs.  Standard library only: `run.py` needs it before anything is installed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

from cms import console, folder

ROOT = folder.ROOT
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TO_RUN, FOR_WORK = "requirements.txt", "requirements-dev.txt"
QUIETLY = ("-qq", "--disable-pip-version-check")
OLDEST_PYTHON = (3, 11)
# program: (its other names, Debian's package)
TOOLS = {
    "chromium": (("chromium-browser", "google-chrome"), "chromium"),
    "xgettext": ((), "gettext"),
    "faketime": ((), "faketime"),
}
# Chromium without a window: what spares work, but is no reason to stop where it cannot be had.
SPARING = "chromium-headless-shell"


class Refusal(Exception):
    """Birge cannot go on; holds the name and the values of a sentence that says why."""

    def __init__(self, name: str, /, **values: object) -> None:
        super().__init__(name)
        self.name, self.values = name, values


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise Refusal("old_python", version=sys.version.split()[0])


def install(requirements: str) -> None:
    """Makes `.venv` and brings it to the pins of that file, when it is not there already."""
    if is_installed(requirements) or is_installed(FOR_WORK):
        return
    console.say("installing")
    make_venv()
    if call("-m", "pip", "install", *QUIETLY, "--require-hashes", "-r", requirements):
        raise Refusal("not_installed")
    (VENV / f"installed-{requirements}").write_text(pins(), "ascii")


def is_installed(requirements: str) -> bool:
    mark = VENV / f"installed-{requirements}"
    return PYTHON.exists() and mark.exists() and mark.read_text("ascii") == pins()


def pins() -> str:
    """What an environment is made of: the version of Python and every pin."""
    text = (ROOT / TO_RUN).read_bytes() + (ROOT / FOR_WORK).read_bytes()
    return f"{sys.version_info[:2]} {hashlib.sha256(text).hexdigest()}"


def make_venv() -> None:
    """A fresh `.venv`, unless there is one of this Python that holds pip."""
    same = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    if PYTHON.exists() and not subprocess.call([PYTHON, "-c", same], stderr=subprocess.DEVNULL):
        return
    if importlib.util.find_spec("ensurepip") is None:
        need_package("python3-venv", "ensurepip")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise Refusal("not_installed")


def call(*words: str) -> int:
    """Runs the environment's Python with these words in the project; returns its exit code."""
    return subprocess.call([str(PYTHON), *words], cwd=ROOT)


def need_package(package: str, name: str) -> None:
    """Installs a package of Debian's where that is possible, else says which one is missing."""
    if not install_package(package):
        raise Refusal("no_package", name=name, command=f"sudo apt-get install {package}")


def install_package(package: str) -> bool:
    """Whether the package of Debian's could be installed."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not may_install:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "--quiet"], env=environment)
    return not subprocess.call(command, env=environment)


def get_tools() -> None:
    """Everything that is needed for work on Birge, Chromium too."""
    install(FOR_WORK)
    for program, (others, package) in TOOLS.items():
        if not any(shutil.which(name) for name in (program, *others)):
            need_package(package, program)
    asked_for = VENV / f"asked-for-{SPARING}"
    if not shutil.which(SPARING) and not asked_for.exists():
        install_package(SPARING)
        asked_for.touch()
