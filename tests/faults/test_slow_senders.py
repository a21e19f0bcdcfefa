"""Big uploads over a weak Wi-Fi, and forms that never come to their end: nobody else waits."""

import socket
import time
from contextlib import ExitStack, contextmanager

import pytest

from cms import places
from tests.faults.lessons import ask
from tests.faults.test_cut_connections import form_of

AT_ONCE = 2.0  # seconds, on a machine that runs tests
LONG = places.SHORT + 1


@pytest.fixture
def asked(server):
    return ask(server, answered=0)


@contextmanager
def half_sent(asked, path, length):
    """A form of so many bytes of which one was sent, from a browser that has the token."""
    client = asked.teacher.client
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {client.host}\r\nOrigin: http://{client.host}\r\n"
        f"Cookie: {cookie}\r\nContent-Length: {length}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\na"
    )
    with socket.create_connection(("127.0.0.1", client.port)) as line:
        line.sendall(head.encode())
        yield line


@contextmanager
def many(asked, count, path, length):
    with ExitStack() as lines:
        yield [lines.enter_context(half_sent(asked, path, length)) for _ in range(count)]
        time.sleep(0.5)


def seconds(act):
    began = time.monotonic()
    act()
    return time.monotonic() - began


@pytest.fixture
def send(asked):
    """Sends the next tablet's answer, as its script does; whether it was acknowledged."""
    forms = [(seat, form_of(seat, 0)) for seat in asked.seats]

    def send_one():
        seat, form = forms.pop()
        assert seat.client.post("/play/answer", form, HX_Request="true").status == 204

    return send_one


def has_answered(line):
    line.settimeout(0.2)
    try:
        return bool(line.recv(1))
    except TimeoutError:
        return False


def test_uploads_to_the_cms_keep_neither_tablets_nor_boards_waiting(asked, send):
    path = "/cms/login/"
    with many(asked, places.THREADS - 1, path, LONG) as lines:
        assert seconds(send) < AT_ONCE
        assert seconds(asked.teacher.refresh) < AT_ONCE
        assert not any(map(has_answered, lines))


def test_long_forms_to_pages_keep_no_tablet_waiting(asked, send):
    with many(asked, places.THREADS - 1, "/login/", LONG) as lines:
        assert seconds(send) < AT_ONCE
        assert not any(map(has_answered, lines))


def test_short_forms_that_come_slowly_keep_no_board_waiting(asked, send):
    with many(asked, places.THREADS - 1, "/login/", places.SHORT) as lines:
        assert seconds(asked.teacher.refresh) < AT_ONCE
        assert seconds(send) < AT_ONCE
        assert not any(map(has_answered, lines))
