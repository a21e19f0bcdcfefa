"""How many tablets are on the join page, and that nothing but times is kept for it.

That no byte of it reaches the disk or the log of a real server is shown in
tests/privacy/test_rule_12_nothing_left_behind.py.
"""

import logging
import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from quizzes import waiting

HERE = "/play/here"
CANARIES = {
    "User-Agent": "Canary-Browser/41.7",
    "X-Forwarded-For": "10.9.8.7",
    "HX-Current-URL": "http://school.test/play/?canary",
    "Cookie": "seat=0c9e2c9e95f343f59d0e3a3f3d8f1c11-; p0=canarypaper",
}


@pytest.fixture(autouse=True)
def nobody_here():
    waiting.forget()
    yield
    waiting.forget()


@pytest.mark.parametrize(
    ("polls", "expected"),
    [
        ([], 0),
        ([100.0], 1),
        ([95.0, 100.0], 1),
        ([90.0, 95.0, 100.0], 1),
        ([96.0, 97.0, 98.0], 2),
        ([89.9, 90.0], 0),
        ([100.1, 3000.0], 0),
    ],
)
def test_tablets_from_the_polls_of_ten_seconds(polls, expected):
    assert waiting.tablets(polls, now=100.0) == expected


@given(
    starts=st.lists(st.floats(0, waiting.EVERY, exclude_max=True), max_size=60),
    now=st.floats(20, 600),
)
def test_tablets_that_poll_steadily_are_all_seen(starts, now):
    polls = [start + waiting.EVERY * i for start in starts for i in range(130)]

    assert abs(waiting.tablets(polls, now) - len(starts)) <= 1


def test_join_page_forgets_who_left():
    page = waiting.JoinPage()
    for now in range(0, 60, waiting.EVERY):
        page.polled(now)

    assert page.tablets(55) == 1
    assert page.tablets(66) == 0


def test_join_page_keeps_times_and_no_more_than_it_needs():
    page = waiting.JoinPage()
    for i in range(10_000):
        page.polled(i / 1000)
    assert len(page._polls) == 2000
    page.polled(1000.0)

    assert list(page._polls) == [1000.0]
    assert {type(value) for value in vars(page).values()} == {type(page._polls), type(page._lock)}


def test_join_page_asks_as_often_as_the_estimate_says(client, db):
    page = client.get("/play/").content.decode()

    (every,) = re.findall(r'hx-get="/play/here" hx-trigger="every (\d+)s"', page)
    assert int(every) == waiting.EVERY


def test_here_is_counted_by_its_time_alone(client, caplog, django_assert_num_queries, db):
    caplog.set_level(logging.DEBUG)

    with django_assert_num_queries(0):
        replies = [client.get(HERE, headers=CANARIES) for _ in range(4)]

    assert {reply.status_code for reply in replies} == {204}
    assert {reply.content for reply in replies} == {b""}
    assert not any(reply.cookies for reply in replies)
    assert replies[0].headers["Cache-Control"] == "no-store"
    assert waiting.tablets_now() == 2
    assert [type(at) for at in waiting._join_page._polls] == [float] * 4
    assert caplog.records == []


def test_here_reads_nothing_of_the_request(client, db):
    with_everything = client.get(HERE, headers=CANARIES)
    bare = client.get(HERE)

    assert with_everything.headers == bare.headers


@pytest.mark.parametrize("how", ["post", "put", "delete"])
def test_here_only_listens_to_get(how, client, db):
    assert getattr(client, how)(HERE).status_code == 404
    assert waiting.tablets_now() == 0


def test_here_is_only_asked_on_the_join_screen():
    screens = settings.BASE_DIR / "templates/quizzes"
    asking = [
        one for one in screens.rglob("*.html") for _ in range(one.read_text("utf-8").count(HERE))
    ]

    assert asking == [screens / "screens/join.html"]
