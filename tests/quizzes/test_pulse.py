import pytest

from tests.quizzes.plays import opened, quiz, restart
from tests.quizzes.test_tablet import Tablet


@pytest.fixture
def play(commit):
    return opened(commit, questions=quiz(2))


@pytest.fixture
def seated(commit, play):
    tablet = Tablet(commit)
    tablet.join(play)
    return tablet


def pulse(tablet, step):
    reply = tablet.client.get(f"/play/pulse?step={step}")
    return reply.status_code, reply.headers.get("HX-Trigger")


def test_nothing_new(seated):
    assert pulse(seated, 0) == (204, None)


def test_a_step_later(seated, play):
    play.ask()

    assert pulse(seated, 0) == (200, "step")
    assert pulse(seated, 1) == (204, None)


def test_the_end_stops_the_polling(seated, play):
    play.close()

    assert pulse(seated, 0) == (286, "step")


def test_without_a_seat_the_polling_stops(client, db):
    assert client.get("/play/pulse").status_code == 286


def test_the_step_survives_a_restart(seated, play):
    play.ask()
    restart()

    assert pulse(seated, 1) == (204, None)


def test_the_pulse_says_nothing_more(seated):
    reply = seated.client.get("/play/pulse?step=0")

    assert reply.content == b""
    assert not reply.cookies
    assert reply["Cache-Control"] == "no-store"


def test_a_tablet_that_was_replaced_learns_of_it_at_its_next_pulse(commit, seated, play):
    assert seated.client.get("/play/pulse?step=0&turn=0").status_code == 204
    play.papers[0] = seated.client.cookies["p0"].value
    play.replace(0)

    reply = seated.client.get("/play/pulse?step=0&turn=0")

    assert (reply.status_code, reply.headers["HX-Trigger"]) == (200, "step")
    assert "screen--join" in seated.page()


def test_a_shared_tablet_that_lost_one_seat_is_told_once(commit, seated, play):
    """It comes to the screen between two pupils, and stays there quietly."""
    seated.post("done")
    seated.post("join")
    play.replace(1)
    assert seated.client.get("/play/pulse?step=0&turn=1").status_code == 200

    page = seated.page()

    assert "screen--next" in page
    assert "step=0&amp;turn=-" in page
    assert seated.client.get("/play/pulse?step=0&turn=-").status_code == 204
