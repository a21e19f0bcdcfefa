"""A poll of board or desk is told "nothing new", or the new counts, for one query where nothing
else has changed; and no longer than that is true."""

import html
import re
from contextlib import nullcontext

import pytest
from django.urls import reverse

from classrooms import actions
from classrooms.views import board, still
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


PREFIXES = {"board": "", "desk": "desk_"}


def pressed(client, play, control, **said):
    """The address of the next poll of the screen that was drawn after the press."""
    client.get(reverse("teach:lesson", args=[play.taught.pk]))  # forms have their token from here
    url = reverse(f"teach:{control}", args=[play.taught.pk])
    drawn = client.post(url, said, headers=HTMX)
    found = re.search(r'hx-get="([^"]*pulse[^"]*)"', drawn.content.decode())
    return html.unescape(found[1])


@pytest.mark.parametrize("screen", PREFIXES)
def test_who_has_moved_on_polls_for_one_query_from_the_first_time(
    begin, client, screen, django_assert_num_queries
):
    play = begin("four-things")
    url = pressed(client, play, f"{PREFIXES[screen]}move", step=play.step, to=1)

    with django_assert_num_queries(CHEAP):
        assert client.get(url, headers=HTMX).status_code == 204


@pytest.fixture
def asked_after_a_press(play, client):
    """The press comes too late: nothing is changed, and the quiz is drawn as it is."""
    return pressed(client, play, "quiz_next", step=0)


def test_a_press_in_a_quiz_spares_the_first_poll_too(
    asked_after_a_press, client, django_assert_num_queries
):
    with django_assert_num_queries(CHEAP):
        assert client.get(asked_after_a_press, headers=HTMX).status_code == 204


def test_a_change_after_the_press_is_told_at_once(asked_after_a_press, play, client):
    play.close_question()

    assert client.get(asked_after_a_press, headers=HTMX).headers["HX-Trigger"] == "moved"


def test_after_a_press_nobody_else_is_told(asked_after_a_press, client):
    client.logout()
    client.cookies.clear()

    assert client.get(asked_after_a_press, headers=HTMX).status_code != 204


SCREENS = ["pulse", "desk_pulse"]


@pytest.mark.parametrize("name", SCREENS)
def test_new_counts_cost_one_query_too(play, client, name, django_assert_num_queries):
    url = address(play, name)
    for seat in range(SEATS):
        play.seats.answer(seat, "a")
        with nullcontext() if seat == 0 else django_assert_num_queries(CHEAP):
            line = client.get(url, headers=HTMX).content.decode()
        assert f">Жөнөтүлдү: {seat + 1} / {SEATS}<" in line


@pytest.mark.parametrize("name", SCREENS)
def test_the_counts_are_those_of_the_normal_way(play, client, name, monkeypatch):
    url = address(play, name)
    play.answer(["a"])
    client.get(url, headers=HTMX)
    play.seats.answer(1, "a")
    quick = client.get(url, headers=HTMX)

    monkeypatch.setattr(still, "SECONDS", 0.0)
    client.get(f"{url}&another=1", headers=HTMX)
    slow = client.get(f"{url}&another=1", headers=HTMX)

    assert not isinstance(quick, board.Told)
    assert isinstance(slow, board.Told)
    assert quick.content == slow.content
    assert said(quick) == said(slow)


def said(reply):
    """All headers but one that names the second."""
    return {name: value for name, value in reply.items() if name != "Expires"}


def test_what_can_be_pressed_in_the_counts_is_drawn_anew(play, client, monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://10.1.2.3:8000")
    url = address(play)
    lines = [client.get(f"{url}0", headers=HTMX) for _ in range(2)]

    assert all(isinstance(line, board.Told) for line in lines)
    assert b"csrfmiddlewaretoken" in lines[1].content


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
