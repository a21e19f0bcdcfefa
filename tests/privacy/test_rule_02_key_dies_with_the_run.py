"""Rule 2 on the real server: the run's key has a file of its own, which dies with the run."""

import stat
from uuid import uuid4

import pytest

from tests.actors import Seat, Teacher
from tests.faults.lessons import ANSWERED, SEATS, ask


@pytest.fixture
def asked(server):
    return ask(server)


def key_files(server):
    return list((server.data / "keys").iterdir())


def test_the_file_is_for_its_owner_alone_then_overwritten_and_gone(server, asked):
    (path,) = key_files(server)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    twin = server.data / "twin"
    twin.hardlink_to(path)
    secret = twin.read_bytes()
    assert asked.code.encode() in secret

    asked.teacher.close_question()
    assert path.exists()
    asked.teacher.press("quiz/end/")

    assert key_files(server) == []
    assert len(twin.read_bytes()) == len(secret)
    assert not any(secret[at : at + 4] in twin.read_bytes() for at in range(0, len(secret), 4))


def test_a_start_sweeps_what_has_no_open_run_and_keeps_what_has(server, asked):
    (kept,) = key_files(server)
    server.kill9()
    stray = kept.with_name(uuid4().hex)
    stray.write_bytes(b"\x07" * 32 + b"123456")

    server.start()

    assert key_files(server) == [kept]
    asked.come_back()
    assert asked.teacher.sent() == (ANSWERED, SEATS)


def test_a_lost_key_closes_the_run_and_its_open_question_is_void(server, asked):
    """The wave is not used up: the quiz opened anew asks the question again, counted."""
    server.kill9()
    (path,) = key_files(server)
    path.unlink()
    server.start()

    assert asked.rows("select phase from quizzes_run") == [("closed",)]
    assert asked.released() == asked.pooled() == []
    assert {seat.screen for seat in asked.seats} == {"finished"}
    assert not asked.seats[0].client.get("/play/").headers.get_all("Set-Cookie", [])

    teacher = Teacher(asked.teacher.client)
    teacher.open(asked.teacher.path)
    code = teacher.open_last_quiz()
    seats = [Seat.join(server, code) for _ in range(2)]
    teacher.press("quiz/next/")
    assert all(seat.answer() for seat in seats)
    teacher.refresh()
    teacher.close_question()
    assert asked.released() == [(2,)]
    assert asked.pooled() == [(2, 1)]
