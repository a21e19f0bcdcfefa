"""A full disk, in a data folder on a small disk of its own."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from benchmarks.classroom import form, token
from tests.actors import Adult, Seat, Teacher
from tests.faults.lessons import ANSWERED, SEATS, ask, rows
from tests.server import Server

SIZE = "24m"
HTMX = {"HX-Request": "true"}
FULL = {
    "ky": "Диск толуп калды",
    "ru": "Диск заполнен",
}


@pytest.fixture(scope="module")
def small_disk():
    """A disk of a few megabytes.  Mounting needs root, which the tests in the pipeline are."""
    disk = Path(tempfile.mkdtemp(prefix="birge-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)
    disk.rmdir()


@pytest.fixture(scope="module")
def server(small_disk, prepared_data, tmp_path_factory):
    data = small_disk / "data"
    shutil.copytree(prepared_data, data, ignore=shutil.ignore_patterns("static"))
    (data / "static").symlink_to(prepared_data / "static")
    one = Server(data)
    one.log = tmp_path_factory.mktemp("log") / "server.log"
    one.start()
    yield one
    one.stop()


class Ballast:
    """Takes the last byte of the disk."""

    def __init__(self, disk: Path) -> None:
        self.file = disk / "ballast"

    def __enter__(self) -> None:
        with self.file.open("wb", buffering=0) as file:
            for size in (2**16, 2**12, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def __exit__(self, *error: object) -> None:
        self.file.unlink()


def press(adult, action, **chosen):
    """Press without following anywhere: the reply itself."""
    path, hidden = form(adult.page, action)
    headers = HTMX if chosen.pop("htmx", False) else {}
    return adult.client.post(path, hidden | chosen, **headers)


def test_a_full_disk_at_the_close(server, small_disk):
    """Board and desk, plain and htmx, say why; nothing is half-released; after room is made the
    same press closes, with every answer that was acknowledged."""
    asked = ask(server)
    board, desk = asked.teacher, Adult(asked.teacher.client)
    desk.open(f"{board.path}desk/notes/")

    with Ballast(small_disk):
        for screen, region in ((board, "stage"), (desk, "desk")):
            for htmx in (False, True):
                reply = press(screen, "quiz/close-question/", confirmed="1", htmx=htmx)
                assert reply.status == 507
                assert FULL["ky"] in reply.text
                assert reply.text.count(f'id="{region}"') == 1
                assert reply.text.lstrip().startswith("<div" if htmx else "<!doctype")
                assert "quiz/close-question/" in reply.text
        assert asked.released() == asked.pooled() == []
        assert asked.rows("select count(*) from quizzes_lessonsum") == [(0,)]
        assert asked.teacher.sent() == (ANSWERED, SEATS)
        # The close came to nothing: answers go on being taken, and counted.
        assert asked.seats[-1].answer()
        assert asked.teacher.sent() == (ANSWERED + 1, SEATS)

    board.close_question()
    assert asked.released() == [(ANSWERED + 1,)]
    assert asked.pooled() == [(ANSWERED + 1, 1)]
    assert {seat.screen for seat in asked.seats} == {"explained"}
    board.press("quiz/end/")
    board.press("finish/")


def test_a_full_disk_at_other_writes(server, small_disk):
    """The next slide, a quiz, a seat, a lesson: each is refused with a sentence, and then goes."""
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24)
    teacher.speak("ru")
    with Ballast(small_disk):
        assert press(teacher, "move/", htmx=True).status == 507
    teacher.press("move/")
    teacher.to_last_slide()
    with Ballast(small_disk):
        assert press(teacher, "quiz/open/").status == 507
    assert rows(server, "select count(*) from quizzes_run where phase != 'closed'") == [(0,)]
    code = teacher.open_last_quiz()

    with Ballast(small_disk):
        refused = server.client().post("/play/join", {"code": code})
        assert refused.status == 503
        assert FULL["ky"] in refused.text
        assert "Set-Cookie" not in refused.headers
    assert Seat.join(server, code).screen == "lobby"
    teacher.refresh()
    teacher.press("quiz/end/")
    teacher.press("finish/")

    start, data = start_form(teacher)
    with Ballast(small_disk):
        refused = teacher.client.post(start, data)
        assert (refused.status, FULL["ru"] in refused.text) == (503, True)
    assert teacher.client.post(start, data).status == 303


def start_form(teacher):
    """What begins another lesson for the class."""
    teacher.open("/teach/")
    teacher.open(re.findall(r'href="([^"]+/start/)"', teacher.page)[0])
    key = re.findall(r'name="lesson" value="([0-9a-f-]{36})"', teacher.page)[0]
    sent = {"csrfmiddlewaretoken": token(teacher.page), "lesson": key, "present": "6"}
    return teacher.path, sent
