"""What the fast lane answers is what the normal way would have answered."""

import re
from dataclasses import replace

import pytest
from django.test import RequestFactory

from cms.places import FORM
from quizzes import frames
from quizzes.questions import Option, Text
from quizzes.states import Kind, Pace
from quizzes.views import lane
from tests.quizzes.plays import opened, question, quiz, restart
from tests.quizzes.test_tablet import HTMX, ORIGIN, Tablet

# Which no part of the site knows: it makes the lane leave a request to the normal way.
OTHER_COOKIE = "other"


def asked():
    """Questions of every kind, with signs that must be escaped and with pictures."""
    odd = Text({"ky": "<b>«Ө» & 'Ү'</b>", "ru": "a < b"})
    pictured = replace(Option("p", odd, odd), picture="/media/a.png", alt=odd)
    kinds = [question(kind, kind) for kind in Kind]
    return [*kinds, replace(kinds[0], id=question("odd").id, options=(pictured, Option("q", odd)))]


@pytest.fixture(params=Pace)
def play(commit, request):
    return opened(commit, questions=asked(), pace=request.param)


@pytest.fixture
def tablets(commit, play):
    made = [Tablet(commit) for _ in range(4)]
    for tablet in made:
        tablet.join(play)
    return made


def fetched(tablet, language, **cookies):
    """Status, headers and text of the screen as htmx fetches it; the pulse's interval is drawn."""
    tablet.client.cookies.load({"birge-language": language, **cookies})
    reply = tablet.client.get("/play/", **HTMX)
    for name in cookies:
        del tablet.client.cookies[name]
    text = re.sub(r"every \d+ms", "every …ms", reply.content.decode())
    headers = {name: value for name, value in reply.items() if name != "Content-Length"}
    assert int(reply["Content-Length"]) == len(reply.content)
    return reply.status_code, headers, text


def assert_both_ways_alike(tablets):
    for language in ("ky", "ru", "en"):
        for tablet in tablets:
            normal = fetched(tablet, language, **{OTHER_COOKIE: "1"})
            assert fetched(tablet, language) == normal
            assert fetched(tablet, language) == normal


def is_drawn_once(play):
    return len(frames.of(play.run_id).drawn)


def test_every_screen_is_the_same_both_ways(play, tablets):
    assert_both_ways_alike(tablets)
    assert is_drawn_once(play) == 3
    while play.ask():
        assert_both_ways_alike(tablets)
        assert is_drawn_once(play) == 3
        play.close_questions()
        assert_both_ways_alike(tablets)
        assert is_drawn_once(play) == 3


def test_a_seat_that_has_sent_is_drawn_the_normal_way(play, tablets):
    play.ask()
    tablet = tablets[0]
    name, value = re.search(r'name="(option[^"]*)" value="(\w+)"', tablet.page()).groups()
    form = {name: value} if "-" in name else {name: value, "question": tablet.question()}
    tablet.post("answer", **form)
    before = is_drawn_once(play)

    assert_both_ways_alike([tablet])
    assert is_drawn_once(play) == before


def test_a_tablet_with_two_seats_is_drawn_the_normal_way(play, tablets):
    tablets[0].post("done")
    tablets[0].join(play)

    assert_both_ways_alike([tablets[0]])
    assert not is_drawn_once(play)


def test_the_interval_of_the_pulse_is_drawn_for_each_fetch(tablets):
    pages = [tablets[0].client.get("/play/", **HTMX).content for _ in range(12)]

    assert len({re.search(rb"every (\d+)ms", page)[1] for page in pages}) > 1


class Behind:
    """A site that says that it was asked."""

    def __call__(self, environ, start_response):
        self.body = environ["wsgi.input"].read()
        start_response("200 OK", [])
        return [b"the site"]


def sent(tablet, method, path, data="", **headers):
    """The reply of the door: status, headers without cookies, text, and the cookies' names."""
    header = "; ".join(f"{name}={one.value}" for name, one in tablet.client.cookies.items())
    factory = RequestFactory(HTTP_COOKIE=header, **ORIGIN, **HTMX, **headers)
    environ = factory.generic(method, path, data, FORM if data else "").environ
    got = []
    text = b"".join(lane.Door(Behind())(environ, lambda *said: got.extend(said)))
    names = [value.partition("=")[0] for name, value in got[1] if name == "Set-Cookie"]
    plain = {name: value for name, value in got[1] if name != "Set-Cookie"}
    return got[0], plain, text, names


@pytest.fixture
def led(commit):
    return opened(commit, questions=quiz(2))


@pytest.fixture
def seated(commit, led):
    tablet = Tablet(commit)
    tablet.join(led)
    return tablet


@pytest.mark.parametrize("query", ["step=0&turn=0", "step=0", "step=1&turn=0", "step=0&turn=-", ""])
def test_the_door_says_of_the_pulse_what_the_middleware_says(seated, query):
    normal = seated.client.get(f"/play/pulse?{query}")

    status, headers, text, names = sent(seated, "GET", f"/play/pulse?{query}")

    assert status == f"{normal.status_code} {normal.reason_phrase}"
    assert (headers, text, names) == (dict(normal.items()), normal.content, [])


def test_the_door_takes_an_answer_and_a_fetch_without_the_database(
    seated, led, django_assert_num_queries
):
    led.ask()
    seated.page()
    fetched(seated, "ky")
    form = f"question={seated.question()}&option={seated.options()[0]}"

    with django_assert_num_queries(0):
        screen = sent(seated, "GET", "/play/")
        answer = sent(seated, "POST", "/play/answer", form)

    assert screen[0] == "200 OK"
    assert b"screen--question" in screen[2]
    assert (answer[0], answer[2], answer[3]) == ("204 No Content", b"", ["p0"])
    assert seated.screen() == "sent"


def test_an_answer_that_is_refused_comes_whole_to_the_site(seated, led):
    led.ask()
    form = f"question={seated.question()}&option=nothing"
    site = Behind()
    header = "; ".join(f"{name}={one.value}" for name, one in seated.client.cookies.items())
    factory = RequestFactory(HTTP_COOKIE=header, **ORIGIN, **HTMX)

    lane.Door(site)(factory.generic("POST", "/play/answer", form, FORM).environ, lambda *_: None)

    assert site.body == form.encode()


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/teach/"), ("GET", "/play/"), ("GET", "/play/pulse?step=0"), ("POST", "/play/join")],
)
def test_after_a_restart_everything_goes_to_the_site(seated, method, path):
    restart()

    assert sent(seated, method, path)[2] == b"the site"


def test_a_run_that_is_counted_again_goes_to_the_site(seated, led):
    led.ask()
    restart()
    frames.of(led.run_id)

    assert sent(seated, "GET", "/play/pulse?step=1&turn=0")[2] == b"the site"
