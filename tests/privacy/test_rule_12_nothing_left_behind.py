"""Rules 1, 2 and 12 on the real server: no byte on the disk points at a pupil.

Canaries that could leak are planted: a browser's name, the tablets' cookies, option tokens, join
codes, the run's key raw and in base64.  Every file of the data folder and the server's whole
output are read, during the run and after it.
"""

import base64
import re

import pytest

from quizzes.views.cookies import TURN
from tests.actors import Seat, Teacher

SEATS = 6
AGENT = "Canary-Browser/41.7"
KEY_BYTES = 32


def everything(server):
    """Every file but those collected from the project, and the log, by name."""
    files = [path for path in server.data.rglob("*") if path.is_file()]
    own = [path for path in files if server.data / "static" not in path.parents]
    return {path.relative_to(server.data.parent): path.read_bytes() for path in [*own, server.log]}


def where(files, canary: bytes):
    return {
        name.as_posix().split("/", 1)[-1] for name, content in files.items() if canary in content
    }


def tablets_secrets(seats):
    """What the tablets hold and sent: papers and option tokens."""
    for seat in seats:
        cookies = seat.client.cookies.items()
        # The turn is the run's id and a digit: the id may stand on the disk, and what follows it
        # there may by chance be that digit.
        yield from (value for name, value in cookies if len(value) > 8 and name != TURN)
        yield from seat.tokens


class CanarySeat(Seat):
    """Says who it is as loudly as a browser can, and remembers what it sent."""

    def __init__(self, client):
        super().__init__(client)
        self.tokens = []
        plain = client._send

        def loudly(method, path, body, headers):
            if body:
                self.tokens += re.findall(r"option=([0-9a-f]{16})", body)
            return plain(
                method, path, body, {"User-Agent": AGENT, "X-Forwarded-For": "10.9.8.7", **headers}
            )

        client._send = loudly


@pytest.fixture
def lesson(server):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=SEATS)
    code = teacher.open_last_quiz()
    CanarySeat(server.client()).client.get("/play/here")
    seats = [CanarySeat.join(server, code) for _ in range(SEATS)]
    seats[0].client.post("/play/join", {"code": "000001"})
    teacher.press("quiz/next/")
    for number, seat in enumerate(seats):
        assert seat.answer(nth=number % 3)
    seats[0].client.post("/play/answer", {"question": "x", "option": "y"})
    return teacher, seats, code


def key_of(server):
    (path,) = (server.data / "keys").iterdir()
    return path.read_bytes()[:KEY_BYTES]


def test_no_byte_points_at_a_pupil(server, lesson):
    teacher, seats, code = lesson
    key = key_of(server)
    keys = [key, base64.b64encode(key), base64.urlsafe_b64encode(key), key.hex().encode()]
    canaries = [*(c.encode() for c in tablets_secrets(seats)), AGENT.encode(), b"10.9.8.7"]
    assert len(canaries) > SEATS * 2

    during = everything(server)
    assert {c: where(during, c) for c in canaries if where(during, c)} == {}
    assert {name for c in (code.encode(), keys[0]) for name in where(during, c)} == {
        next(iter(where(during, keys[0])))
    }
    assert not any(where(during, other) for other in keys[1:])

    teacher.refresh()
    teacher.close_question()
    teacher.press("quiz/end/")
    if 'name="confirmed"' in teacher.page:
        teacher.press("quiz/end/", confirmed="1")

    after = everything(server)
    assert list((server.data / "keys").iterdir()) == []
    assert {c: where(after, c) for c in [*canaries, *keys] if where(after, c)} == {}
    assert not [
        n for n, text in after.items() if re.search(rb"(?<!\w)%b(?!\w)" % code.encode(), text)
    ]


def test_the_log_names_no_pupils_path_even_when_things_go_wrong(server, lesson):
    _, seats, _ = lesson
    seats[0].client.get("/play/nowhere/at/all")
    seats[0].client.post("/play/answer", {}, Origin="http://evil.test")

    server.stop()

    log = server.log.read_text()
    assert "nowhere" not in log
    assert "/play/answer" not in log
    assert "/play/here" not in log
    # The greeting names the address that tablets open; nothing else names any.
    assert "127.0.0.1" not in log.replace(f"http://127.0.0.1:{server.port}/play/", "")
