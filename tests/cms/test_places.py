"""No more requests are made at the same time than there are places, and the CMS has its own."""

import threading
from io import BytesIO

import pytest

from cms import places
from cms.places import Places
from quizzes.access import FORM_MAX

CMS = "/cms/"
SOON = 10


class Site:
    """Keeps everybody until `go`; `inside`: who is in it now, by path."""

    def __init__(self):
        self.inside, self.go, self.changed = [], threading.Event(), threading.Condition()

    def __call__(self, environ, start_response):
        with self.changed:
            self.inside.append(environ["PATH_INFO"])
            self.changed.notify_all()
        assert self.go.wait(SOON)
        return [environ["wsgi.input"].read()]

    def wait_for(self, count, seconds=SOON):
        with self.changed:
            return self.changed.wait_for(lambda: len(self.inside) >= count, seconds)


def request(path, **more):
    return {"PATH_INFO": path, "wsgi.input": BytesIO(b""), **more}


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def ask(site):
    """Asks for a path in a thread of its own."""
    door, threads = Places(site, CMS), []

    def start(path):
        threads.append(threading.Thread(target=door, args=(request(path), None)))
        threads[-1].start()

    yield start
    site.go.set()
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()


def test_so_many_pages_at_once_and_the_rest_after_them(site, ask):
    for _ in range(places.FOR_PAGES + 3):
        ask("/teach/")
    assert site.wait_for(places.FOR_PAGES)
    assert not site.wait_for(places.FOR_PAGES + 1, seconds=0.3)

    site.go.set()

    assert site.wait_for(places.FOR_PAGES + 3)


def test_the_cms_and_the_pages_keep_each_other_from_nothing(site, ask):
    for path, count in ((f"{CMS}pages/", places.FOR_THE_CMS), ("/play/", places.FOR_PAGES)):
        for _ in range(count):
            ask(path)

    assert site.wait_for(places.FOR_THE_CMS + places.FOR_PAGES)


def test_an_error_gives_its_place_back():
    def broken(environ, start_response):
        raise RuntimeError

    door = Places(broken, CMS)
    for _ in range(places.FOR_PAGES + 1):
        with pytest.raises(RuntimeError):
            door(request("/teach/"), None)


@pytest.mark.parametrize(
    ("length", "kind", "is_read"),
    [
        ("4", places.FORM, True),
        (str(places.SHORT), f"{places.FORM}; charset=utf-8", True),
        (str(places.SHORT + 1), places.FORM, False),
        ("", places.FORM, False),
        ("4", "multipart/form-data; boundary=x", False),
        ("4", "text/plain", False),
        ("4", "", False),
    ],
)
def test_a_short_form_is_read_before_it_takes_a_place(site, length, kind, is_read):
    site.go.set()
    body = BytesIO(b"name")
    said = request("/teach/", CONTENT_LENGTH=length, CONTENT_TYPE=kind) | {"wsgi.input": body}

    assert Places(site, CMS)(said, None) == [b"name"]
    assert (said["wsgi.input"] is not body) == is_read


@pytest.mark.parametrize("length", ["-1", "1e3", "x"])
def test_a_length_that_is_none_is_left_to_django(site, length):
    site.go.set()

    said = request("/teach/", CONTENT_LENGTH=length, CONTENT_TYPE=places.FORM)
    assert Places(site, CMS)(said, None) == [b""]


def test_what_a_tablet_may_not_send_is_not_read_here():
    assert places.SHORT <= FORM_MAX
