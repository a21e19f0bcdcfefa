"""The one door, as a process of its own."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from cms import fingerprint
from tests.server import ROOT, Client, copy_of, environment, free_port, wait_until

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1


def run(*words, language="C.UTF-8", env=None, **options):
    return subprocess.run(
        [sys.executable, "run.py", *map(str, words)], cwd=ROOT, text=True, capture_output=True,
        env=environment("") | {"LC_ALL": language} | (env or {}), timeout=60, check=False,
        **options,
    )  # fmt: skip


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("C.UTF-8", "Port {port} is in use. Choose another one with --port."),
        ("ru_RU.UTF-8", "Порт {port} занят. Выберите другой через --port."),
        ("ky_KG.UTF-8", "{port} порту бош эмес. --port менен башкасын тандаңыз."),
    ],
)
def test_port_in_use(tmp_path, taken_port, language, sentence):
    done = run("--data", tmp_path, "--port", taken_port, language=language)
    assert (done.returncode, done.stderr) == (1, sentence.format(port=taken_port) + "\n")


def test_address_that_is_not_this_machines(tmp_path):
    done = run("--data", tmp_path, "--host", "192.0.2.1", "--port", free_port())
    assert done.returncode == 1
    assert "192.0.2.1" in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1"])
def test_port_out_of_range(tmp_path, port):
    assert run("--data", tmp_path, f"--port={port}").returncode == 2


def test_data_folder_that_is_a_file(tmp_path):
    file = tmp_path / "file"
    file.write_text("kept")
    done = run("--data", file, "--port", free_port())
    assert done.returncode == 1
    assert f"The folder {file} cannot be written" in done.stderr
    assert file.read_text() == "kept"


def test_data_folder_that_is_read_only(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    done = run("--data", folder, "--port", free_port(), preexec_fn=obey_permissions)
    assert (done.returncode, list(folder.iterdir())) == (1, [])
    assert f"The folder {folder} cannot be written: Permission denied." in done.stderr


def obey_permissions():
    """Takes from root, before it becomes another program, the right to write everywhere."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)


def test_data_folder_that_a_server_owns(server):
    done = run("--data", server.data, "--port", free_port())
    assert done.returncode == 1
    assert done.stderr == f"Birge is already running on the folder {server.data}. Stop it first.\n"
    assert server.client().get("/healthz").status == 200


def test_unknown_benchmark_is_named():
    done = run("bench", "nothing")
    assert done.returncode == 1
    assert "There is no benchmark nothing." in done.stderr


def test_lint_without_chromium_and_without_a_way_to_install_it(tmp_path):
    done = run("lint", env={"PATH": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr == "chromium is missing. Install it: sudo apt-get install chromium\n"


def test_starts_with_nothing_but_the_standard_library(tmp_path, taken_port):
    """`-S` hides every installed package."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", "run.py", "--data", tmp_path, "--port", str(taken_port)],
        cwd=ROOT, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


@pytest.fixture
def start(tmp_path):
    """Starts run.py on the folder; returns the process, its output and its seconds to answer."""
    started = []

    def start_one(data):
        port = free_port()
        log = tmp_path / f"run{len(started)}.log"
        began = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "run.py", "--data", str(data), "--host", "127.0.0.1",
                 "--port", str(port)],
                cwd=ROOT, env=environment(""), stdout=output, stderr=output,
            )  # fmt: skip
        started.append(process)
        wait_until(lambda: answers(process, port, log), 120)
        return process, log, time.monotonic() - began

    yield start_one
    for process in started:
        process.kill()
        process.wait()


def answers(process, port, log):
    assert process.poll() is None, log.read_text()
    try:
        return Client(port, f"localhost:{port}").get("/healthz").status == 200
    except OSError:
        return False


@pytest.mark.alone
def test_second_start_prepares_nothing_and_answers_within_five_seconds(
    start, prepared_data, tmp_path
):
    data = copy_of(prepared_data, tmp_path / "data")
    first, first_log, _ = start(data)
    assert "Preparing the data folder" in first_log.read_text()
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0

    _, second_log, seconds = start(data)
    assert "Preparing" not in second_log.read_text()
    assert "/play/" in second_log.read_text()
    assert seconds <= 5


def test_a_changed_file_changes_the_fingerprint(tmp_path):
    (tmp_path / "cms").mkdir()
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "cms" / "a.py").write_text("1")
    before = fingerprint.of_code(tmp_path)
    (tmp_path / "cms" / "a.pyc").write_text("made from it")
    assert fingerprint.of_code(tmp_path) == before
    (tmp_path / "cms" / "a.py").write_text("2")
    assert fingerprint.of_code(tmp_path) != before


def test_a_folder_is_prepared_only_while_its_database_is_there(tmp_path):
    fingerprint.keep(tmp_path)
    assert not fingerprint.is_prepared(tmp_path)
