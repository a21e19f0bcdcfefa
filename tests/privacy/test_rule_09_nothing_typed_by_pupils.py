"""Rule 9: a pupil can type a code and nothing else, and nothing else that is sent is kept."""

import re
import socket
from html.parser import HTMLParser

import pytest

from quizzes.access import FORM_MAX
from quizzes.states import Pace
from tests.actors import Seat
from tests.faults.lessons import ask
from tests.privacy.canaries import everything, where
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import Tablet

TYPED = "canary-typed-by-a-pupil"
UPLOAD = "multipart/form-data; boundary=b"
SCREENS = {"join", "lobby", "question", "sent", "explained", "finished"}


class Fields(HTMLParser):
    """What a page lets somebody fill in."""

    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "input":
            self.found.add((named.get("type", "text"), named.get("name")))
        if (
            tag in ("textarea", "select", "datalist", "audio", "video")
            or "contenteditable" in named
        ):
            self.found.add((tag, named.get("name")))


def screens(commit, pace):
    """Every screen of a pupil in a run of that pace, by name, with what each may send wrong."""
    play = opened(commit, questions=quiz(2), pace=pace)
    tablet = Tablet(commit)
    pages = [tablet.page(), tablet.post("join", code="000000").text]
    tablet.join(play)
    pages.append(tablet.page())
    play.ask()
    pages += [tablet.page(), tablet.post("answer", question="x", option="y").text]
    names = re.findall(r'name="(?:option|option-[^"]+)" value="([0-9a-f]{16})"', pages[-1])
    fields = re.findall(r'name="(option[^"]*)" value="[0-9a-f]{16}"', pages[-2])
    assert names
    chosen = dict(zip(fields, names, strict=False))
    if pace is Pace.LED:
        chosen["question"] = tablet.question()
    tablet.post("answer", **chosen)
    pages.append(tablet.page())
    play.close_question()
    pages.append(tablet.page())
    play.close()
    pages.append(tablet.page())
    return pages


@pytest.mark.parametrize("pace", Pace)
def test_the_only_free_field_is_the_code(commit, pace):
    pages = screens(commit, pace)

    assert {re.search(r"screen--([a-z]+)", page)[1] for page in pages} == SCREENS
    fields = set().union(*(Fields(page).found for page in pages))
    free = {field for field in fields if field[0] not in ("hidden", "radio")}
    assert free == {("text", "code")}
    assert not any("enctype" in page for page in pages)


@pytest.fixture(scope="module")
def lesson(shared_server):
    return ask(shared_server)


def test_more_than_the_form_changes_nothing_and_is_kept_nowhere(lesson):
    seat, late = lesson.seats[-1], Seat(lesson.server.client())
    more = {"text": TYPED, "name": TYPED, "nickname": TYPED, "photo": TYPED}
    asked = re.findall(r'name="question" value="([^"]+)"', seat.page())[0]
    tokens = re.findall(r'name="option" value="([0-9a-f]+)"', seat.page())

    for headers in ({}, {"HX-Request": "true"}):
        sent = {"question": asked, "option": tokens[0]} | more
        assert seat.client.post("/play/answer", sent, **headers).status in (303, 204)
    assert seat.client.post("/play/language", {"language": "ru"} | more).status == 303
    assert seat.client.post("/play/done", more).status == 303
    assert late.client.post("/play/join", {"code": TYPED} | more).status == 404

    assert lesson.teacher.sent() == (5, 6)
    assert where(everything(lesson.server), TYPED.encode()) == []


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("path", ["join", "answer", "done", "language", "nowhere", "pulse"])
def test_uploads_and_long_posts_are_refused_unread(lesson, path, htmx):
    """The reply comes while most of the body is still to be sent."""
    for kind, length, status in (
        (UPLOAD, 5_000_000, 413),
        (UPLOAD, 4_000, 415),
        ("text/plain", 30, 415),
        ("application/x-www-form-urlencoded", FORM_MAX + 1, 413),
    ):
        with socket.create_connection(("127.0.0.1", lesson.server.port), timeout=5) as tablet:
            tablet.sendall(head(lesson.server, path, kind, length, htmx) + TYPED.encode())
            reply = tablet.recv(4096).decode()
            found = int(reply.split()[1])
            assert found == status if path not in ("nowhere", "pulse") else found in (286, 404)
            assert where(everything(lesson.server), TYPED.encode()) == []


def head(server, path, kind, length, htmx):
    lines = [
        f"POST /play/{path} HTTP/1.1",
        f"Host: {server.host}",
        f"Origin: http://{server.host}",
        f"Content-Type: {kind}",
        f"Content-Length: {length}",
        *(["HX-Request: true"] if htmx else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def test_the_page_that_refuses_is_plain_and_leads_back(lesson):
    seat = lesson.seats[0]
    seat.client.cookies["birge-language"] = "ru"
    reply = seat.client._send(
        "POST",
        "/play/answer",
        "x",
        {"Content-Type": UPLOAD, "Origin": f"http://{seat.client.host}"},
    )

    assert reply.status == 415
    assert "Это не принято" in reply.text
    assert 'href="/play/"' in reply.text
    assert TYPED not in reply.text
    assert reply.headers["Cache-Control"] == "no-store"
