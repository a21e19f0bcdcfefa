"""The real server: how it starts, stops, and is killed."""

import re
import sqlite3
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from benchmarks import hour
from tests.server import Server, is_free, manage, wait_until


def test_healthz_is_well_after_a_start(server):
    reply = server.client().get("/healthz")
    assert reply.status == 200
    body = reply.json()
    assert body["disk_free_mb"] > 0
    assert {body[part] for part in ("status", "database", "migrations", "disk")} == {"ok"}
    assert "Set-Cookie" not in reply.headers


def test_healthz_names_a_missing_migration(make_server):
    server = make_server()
    with sqlite3.connect(server.data / "birge.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    database.close()
    server.start()
    reply = server.client().get("/healthz")
    assert (reply.status, reply.json()["migrations"]) == (503, "1 are missing")


def test_a_school_of_tablets_keeps_its_connections(server):
    """Granian takes 1,024 by itself, and keeps who comes later waiting; each is an open file, of
    which it takes as many as it may."""
    hour.allow_connections()
    with ExitStack() as stack:
        for _ in range(1200):
            line = HTTPConnection("127.0.0.1", server.port, timeout=20)
            stack.callback(line.close)
            line.request("GET", "/play/here")
            assert line.getresponse().status == 204

    limits = Path(f"/proc/{server.worker()}/limits").read_text()
    assert len(set(re.search(r"Max open files +(\w+) +(\w+)", limits).groups())) == 1


def test_sigterm_ends_it_with_0(server):
    assert server.stop() == 0
    assert is_free(server.port)


def test_kill_9_leaves_no_worker_behind(server):
    server.kill9()
    wait_until(lambda: is_free(server.port), 1)
    server.start()
    assert server.client().get("/healthz").status == 200


def test_second_server_on_the_same_folder_is_refused(server):
    second = Server(server.data)
    with pytest.raises(AssertionError, match="ended with 1"):
        second.start()
    assert f"Birge is already running on the folder {server.data}." in second.log.read_text()
    assert server.client().get("/healthz").status == 200


def test_commands_that_write_are_refused_beside_a_server(server):
    refused = manage(server.data, "clearsessions")
    assert refused.returncode == 1
    assert "already running" in refused.stderr
    assert manage(server.data, "showmigrations", "cms").returncode == 0


def test_the_log_holds_no_address_of_a_visitor(server):
    server.client().get("/nowhere", **{"User-Agent": "canary-agent"})
    server.client().get("/play/canary-path")
    server.stop()
    log = server.log.read_text()
    assert "Not Found: /nowhere" in log
    for trace in ("canary-agent", "canary-path", "127.0.0.1 ", "127.0.0.1:5"):
        assert trace not in log.split("Ctrl+C", 1)[1]
