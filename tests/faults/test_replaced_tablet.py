"""A tablet is replaced in the middle of a question, and then the process is really killed."""

import re

import pytest

from quizzes.animals import ANIMALS, COLOURS
from tests.actors import Seat, Teacher


@pytest.fixture
def lesson(server):
    """Three seats, a question is asked, the first seat has sent."""
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=3)
    code = teacher.open_last_quiz()
    seats = [Seat.join(server, code) for _ in range(3)]
    animal = re.findall(r"animals/([a-z-]+)\.", seats[0].page())[0]
    teacher.press("quiz/next/")
    assert seats[0].answer()
    return teacher, seats, animal


def code_for(teacher, animal, colour):
    """What the board shows when the teacher names this animal; "" if nobody has it."""
    board = teacher.path
    teacher.open(f"{board}replace/")
    teacher.send(f"{board}replace/", animal=animal, colour=colour)
    found = re.search(r'replace__code"><span>(\d{3})</span> <span>(\d{3})<', teacher.page)
    teacher.open(board)
    return "".join(found.groups()) if found else ""


def test_the_old_tablet_stays_out_after_a_kill(server, lesson):
    teacher, (old, *others), animal = lesson
    assert animal in {one.id for one in ANIMALS}
    assert code_for(teacher, animal, COLOURS[2].id) == ""
    code = code_for(teacher, animal, COLOURS[0].id)
    new = Seat.join(server, code)
    assert new.screen == "sent"
    assert teacher.sent() == (1, 3)

    server.kill9()
    server.start()

    for seat in (old, new, *others):
        seat.pulse()
    assert old.client.get("/play/").status == 409
    assert teacher.sent() == (0, 3)
    assert new.screen == "question"
    assert new.answer()
    assert all(seat.answer() for seat in others)
    assert teacher.sent() == (3, 3)


def test_a_code_does_not_outlive_a_kill_and_is_in_no_file(server, lesson):
    teacher, _, animal = lesson
    code = code_for(teacher, animal, COLOURS[0].id)
    files = [path for path in server.data.rglob("*") if path.is_file()]
    own = [path for path in files if server.data / "static" not in path.parents]
    stored = b"".join(path.read_bytes() for path in [*own, server.log])
    assert not re.search(rb"(?<!\d)%b(?!\d)" % code.encode(), stored)

    server.kill9()
    server.start()

    assert server.client().post("/play/join", {"code": code}).status == 404
    assert Seat.join(server, code_for(teacher, animal, COLOURS[0].id)).screen == "question"
