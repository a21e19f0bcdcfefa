"""Rule 5: before the close nobody learns from a reply, a request or a screen what was chosen."""

import re
import socket
from urllib.parse import urlencode

import pytest

from quizzes.animals import ANIMALS
from quizzes.states import Pace
from tests.actors import Seat, Teacher
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import HTMX, ORIGIN
from tests.quizzes.test_tablet_own_pace import OwnTablet

OPTIONS = 5
PACES = ["led", "own"]


class Wire:
    """What goes over the cable, byte for byte."""

    def __init__(self, server, seat, htmx):
        self.server, self.cookies, self.htmx = server, seat.client.cookies, htmx

    def send(self, form):
        """The request and the reply as they were."""
        body = urlencode(form)
        more = ["HX-Request: true"] if self.htmx else []
        lines = [
            "POST /play/answer HTTP/1.1", f"Host: {self.server.host}",
            f"Origin: {self.server.url}", "Connection: close",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            *more,
        ]  # fmt: skip
        request = "\r\n".join([*lines, "", body]).encode()
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=20) as link:
            link.sendall(request)
            reply = b"".join(iter(lambda: link.recv(65536), b""))
        return request, reply


def forms(seat, pace):
    """A form for each option of the seat's first question, in the order of its screen."""
    page = seat.page()
    if pace == "own":
        name = re.findall(r'name="(option-[^"]+)"', page)[0]
        return [{name: token} for token in re.findall(rf'{name}" value="([0-9a-f]+)"', page)]
    question = re.findall(r'name="question" value="([^"]+)"', page)[0]
    tokens = re.findall(r'name="option" value="([0-9a-f]+)"', page)
    return [{"question": question, "option": token} for token in tokens]


def masked(reply):
    """Without the paper, the moment and the cookie's end: these differ, by no length."""
    text = re.sub(rb"p0=[\w-]{48}", b"p0=", reply)
    return re.sub(rb"(?i)(date: |expires=)[^;\r]{29}", b"", text)


@pytest.mark.parametrize("pace", PACES)
def test_on_the_wire_all_options_are_one(server, pace):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 24, present=OPTIONS * 2)
    code = teacher.open_last_quiz(pace=pace)
    seats = [Seat.join(server, code) for _ in range(OPTIONS * 2)]
    teacher.press("quiz/next/")

    for htmx, group in ((False, seats[:OPTIONS]), (True, seats[OPTIONS:])):
        sent, got = [], []
        for nth, seat in enumerate(group):
            chosen = forms(seat, pace)
            assert len(chosen) == OPTIONS
            request, reply = Wire(server, seat, htmx).send(chosen[nth])
            sent.append(request)
            got.append(reply)
        assert {reply.split(b"\r\n")[0] for reply in got} == {
            b"HTTP/1.1 204 No Content" if htmx else b"HTTP/1.1 303 See Other"
        }
        assert len({len(request) for request in sent}) == 1
        assert len({len(reply) for reply in got}) == 1
        assert len({masked(reply) for reply in got}) == 1
        assert b"p0=" in got[0]
    cookies_are_strict(got[0])
    assert teacher.sent()[0] == (OPTIONS * 2 if pace == "led" else 0)


def cookies_are_strict(reply):
    (cookie,) = re.findall(rb"(?i)\r\nset-cookie: ([^\r]*)", reply)
    parts = {part.strip().lower() for part in cookie.decode().split(";")}
    assert {"httponly", "samesite=strict", "path=/play", "max-age=5400"} <= parts


@pytest.fixture(params=PACES)
def play(request, commit):
    return opened(commit, questions=quiz(3), present=9, pace=Pace(request.param))


@pytest.fixture
def seats(commit, play):
    made = [OwnTablet(commit) for _ in range(3)]
    for one in made:
        one.join(play)
    play.ask()
    return made


def tiles(page):
    """Every option as its tile, without what is said in it and sent by it."""
    found = re.findall(r'<div class="option">.*?</label>.*?</div>', page, re.DOTALL)
    bare = (re.sub(r'(value|name)="[^"]*"', "", tile) for tile in found)
    return {re.sub(r"(<span[^>]*>)[^<]*", r"\1", tile) for tile in bare}


def test_options_have_one_neutral_look(seats):
    assert {len(tiles(seat.page())) for seat in seats} == {1}


def test_options_come_in_another_order_for_each_seat(commit, play, seats):
    def order(page):
        return tuple(re.findall(r"q0 ([abc]) кы<", page))

    more = [OwnTablet(commit) for _ in range(6)]
    for one in more:
        one.join(play)

    assert len({order(seat.page()) for seat in [*seats, *more]}) > 2


def test_a_token_fits_one_seat_and_one_question(seats):
    pages = [set(re.findall(r'value="([0-9a-f]{16})"', seat.page())) for seat in seats]

    assert not pages[0] & pages[1] | pages[1] & pages[2]
    assert all(len(page) % OPTIONS == 0 for page in pages)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "http://evil.test"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://testserver"},
        {"HTTP_ORIGIN": "http://testserver:81"},
        {"HTTP_REFERER": "http://evil.test/play/"},
        {"HTTP_ORIGIN": "null", "HTTP_REFERER": "http://testserver/play/"},
        {**ORIGIN, "HTTP_SEC_FETCH_SITE": "cross-site"},
        {**ORIGIN, "HTTP_SEC_FETCH_SITE": "same-site"},
        {},
    ],
)
def test_posts_from_elsewhere_count_nothing(play, seats, headers, htmx):
    from quizzes import actions, live

    seat = seats[0]
    form = {"question": "", **seat.choose(0)} if play.run.pace == Pace.OWN else {
        "question": seat.question(), "option": seat.options()[0]}  # fmt: skip
    form.pop("question") if not form.get("question") else None
    extra = headers | (HTMX if htmx else {})

    reply = seat.client.post("/play/answer", form, **extra)

    assert reply.status_code == 403
    assert not reply.cookies
    asked = [question.id for _, question in play.run.open_questions]
    assert not any(live.store().has_submitted(play.run_id, one, 0) for one in asked)
    # The same from our own page is taken: what was sent is good.
    assert seat.client.post("/play/answer", form, **ORIGIN).status_code == 303
    assert any(live.store().has_submitted(play.run_id, one, 0) for one in asked)
    assert actions.progress(play.run).seats == 3


NAMES = re.compile("|".join(f"animals/{animal.id}" for animal in ANIMALS))


@pytest.mark.parametrize("pace", PACES)
def test_no_screen_of_others_names_an_animal_or_follows_what_was_chosen(server, pace):
    """Two pupils swap their answers between two quizzes; board, desk and their polls say the same,
    and other tablets too."""
    seen = [watched(server, pace, swap) for swap in (False, True)]

    assert seen[0] == seen[1]
    assert len(seen[0]) >= 20


def watched(server, pace, swap):
    teacher = Teacher.of(server, "teacher")
    teacher.start("тамаша", 9 if swap else 24, present=3)
    code = teacher.open_last_quiz(pace=pace)
    seats = [Seat.join(server, code) for _ in range(3)]
    teacher.press("quiz/next/")
    board = teacher.path
    seen = []
    for number, seat in enumerate(seats[:2]):
        nth = 4 if (number == 0) != swap else 0
        assert seat.answer_own(nth=nth) if pace == "own" else seat.answer(nth)
        for path in (board, f"{board}pulse/", f"{board}desk/notes/", f"{board}desk/notes/pulse/"):
            for htmx in ({}, {"HX-Request": "true"}):
                reply = teacher.client.get(path, **htmx)
                text = reply.text
                assert not NAMES.search(text)
                seen.append((reply.status, shape(text)))
        seen += [(seats[2].screen, seat.screen), seats[2].pulse()]
    return seen


def shape(text):
    """Without ids, tokens, the time and the name of the class: another lesson has others."""
    bare = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)
    bare = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", bare)
    # The desk tells the time, in its words and in what it asks for; the counts stand in the words.
    bare = re.sub(r'mark=[^"]*', "MARK", bare)
    bare = re.sub(r'(?s)<p class="desk-counts__time">.*?</div>', "TIME", bare)
    return re.sub(r"\b\d+-[А-ЯA-Z]\b", "CLASS", bare)
