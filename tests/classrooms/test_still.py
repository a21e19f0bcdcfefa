"""A poll of board or desk that was told "nothing new" is told so again for one query, and no longer
than it is true."""

import pytest
from django.urls import reverse

from classrooms import actions
from classrooms.views import still
from tests.classrooms.plays import HTMX
from tests.quizzes.plays import restart

pytestmark = pytest.mark.django_db

SEATS = 3
CHEAP = 1


@pytest.fixture
def play(begin):
    play = begin("quiz-after")
    play.open_quiz()
    play.join(SEATS)
    play.ask()
    play.seats.poll(0)
    return play


@pytest.fixture
def client(teacher, as_user):
    return as_user(teacher)


def address(play, name="pulse"):
    board = play.board
    query = f"mark={board.mark}&seen={board.seen}"
    return f"{reverse(f'teach:{name}', args=[play.taught.pk])}?{query}"


@pytest.fixture
def polled(play, client):
    """Polls the address that the board had at first; it was told 204 once."""
    url = address(play)

    def poll():
        return client.get(url, headers=HTMX)

    assert poll().status_code == 204
    return poll


def test_the_same_poll_costs_one_query(polled, django_assert_num_queries):
    for _ in range(3):
        with django_assert_num_queries(CHEAP):
            reply = polled()
        assert (reply.status_code, reply.headers["Cache-Control"]) == (204, "no-store")


def test_slides_without_a_quiz_cost_one_query_too(begin, client, django_assert_num_queries):
    url = address(begin("four-things"))
    assert client.get(url, headers=HTMX).status_code == 204

    with django_assert_num_queries(CHEAP):
        assert client.get(url, headers=HTMX).status_code == 204


CHANGES = {
    "answer": lambda play: play.answer(["a"]),
    "close": lambda play: play.close_question(),
    "join": lambda play: play.seats.join(),
    "dark": lambda play: actions.set_blank(taught=play.taught, is_blank=True, step=play.step),
    "end": lambda play: play.close_quiz(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_at_once(play, polled, change):
    CHANGES[change](play)

    assert polled().status_code == 200


def test_another_address_is_told_at_once(polled, monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://10.1.2.3:8000")

    assert polled().status_code == 200


def test_a_restart_is_told_at_once(polled):
    restart()

    assert polled().status_code == 200


def test_what_was_told_to_one_is_told_to_nobody_else(play, polled, client):
    client.logout()
    client.cookies.clear()

    assert client.get(address(play), headers=HTMX).status_code != 204


def test_after_some_seconds_the_login_is_asked_again(play, client, teacher, monkeypatch):
    monkeypatch.setattr(still, "SECONDS", 0.0)
    url = address(play)
    assert client.get(url, headers=HTMX).status_code == 204
    teacher.is_active = False
    teacher.save()

    assert client.get(url, headers=HTMX).status_code != 204


def test_no_more_than_some_polls_are_kept(play, client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(still, "_MOST", 2)
    for number in range(5):
        url = f"{address(play)}&n={number}"
        assert client.get(url, headers=HTMX).status_code == 204

    with django_assert_num_queries(CHEAP):
        client.get(url, headers=HTMX)


@pytest.mark.parametrize("name", ["-" * 36, "f" * 36, "0" * 8 + "-" * 28])
def test_what_is_no_lesson_is_not_found(name, client):
    assert client.get(f"/teach/lesson/{name}/pulse/", headers=HTMX).status_code == 404
