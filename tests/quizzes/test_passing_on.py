"""A tablet that goes from pupil to pupil, seen without a browser."""

import pytest

from quizzes import actions, animals, papers
from quizzes.states import Pace
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import HTMX, Tablet
from tests.quizzes.test_tablet_own_pace import OwnTablet


def picture(play, seat):
    return animals.of_seat(play.run_id, seat)[0].picture


@pytest.fixture
def own(commit):
    return opened(commit, questions=quiz(2), present=9, pace=Pace.OWN)


@pytest.fixture
def led(commit):
    return opened(commit, questions=quiz(2), present=9)


def test_at_own_pace_the_next_pupil_takes_a_seat_without_a_code(commit, own):
    tablet = OwnTablet(commit)
    tablet.join(own)
    own.ask()
    tablet.send(0, 1)
    assert 'action="/play/done"' in tablet.page()
    tablet.post("done")
    assert tablet.screen() == "next"
    assert picture(own, 0) not in tablet.page()

    assert tablet.post("join").status_code == 303

    assert (tablet.screen(), tablet.sent()) == ("question", (0, 2))
    assert own.run.seats_given == 2
    tablet.send(2, 2)
    assert actions.progress(own.run).submitted == 2


def test_seats_taken_in_the_lobby_come_one_after_the_other(commit, led):
    tablet = Tablet(commit)
    tablet.join(led)
    for _ in range(2):
        tablet.post("done")
        tablet.post("join")
    led.ask()
    seen = []
    for left in (2, 1, 0):
        seen.append(next(s for s in range(3) if picture(led, s) in tablet.page()))
        tablet.answer()
        assert tablet.screen() == "sent"
        tablet.post("done")
        assert ('action="/play/next"' in tablet.page()) == bool(left)
        tablet.post("next")

    assert seen == [2, 0, 1]
    assert actions.progress(led.run).submitted == 3


def test_a_tablet_of_one_pupil_led_has_nobody_to_go_to(commit, led):
    tablet = Tablet(commit)
    tablet.join(led)
    led.ask()
    tablet.answer()

    assert 'action="/play/done"' not in tablet.page()


def test_between_two_pupils_the_explanations_are_shown(commit, own):
    tablet = OwnTablet(commit)
    tablet.join(own)
    own.ask()
    tablet.send(0, 0)
    tablet.post("done")
    own.close_questions()

    assert tablet.screen() == "explained"
    assert picture(own, 0) not in tablet.page()


def test_a_ninth_pupil_is_sent_to_another_tablet(commit, own):
    tablet = Tablet(commit)
    tablet.join(own)
    for _ in range(papers.SEATS_PER_TABLET - 1):
        tablet.post("done")
        assert tablet.post("join").status_code == 303
    tablet.post("done")

    reply = tablet.post("join")

    assert reply.status_code == 409
    assert "screen--next" in reply.content.decode()
    assert 'class="notice notice--warn"' in reply.content.decode()
    assert own.run.seats_given == 8


def test_more_pupils_than_are_present_are_refused(commit):
    play = opened(commit, present=1, pace=Pace.OWN)
    tablet = Tablet(commit)
    tablet.join(play)
    tablet.post("done")

    assert tablet.post("join").status_code == 409
    assert play.run.seats_given == 1


def test_without_a_seat_nobody_joins_without_a_code(commit, own):
    stranger = Tablet(commit)
    assert stranger.post("join").status_code == 404
    stranger.client.cookies["seat"] = f"{own.run_id.hex}-"
    stranger.client.cookies["p0"] = "A" * papers.SEALED_LENGTH
    assert stranger.post("join").status_code == 404
    assert own.run.seats_given == 0


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_next_where_nobody_waits_changes_nothing(commit, led, headers):
    for tablet in (Tablet(commit, **headers), Tablet(commit, **headers)):
        assert tablet.post("next").status_code == 200
        assert not tablet.client.cookies
    tablet.join(led)
    before = tablet.client.cookies["seat"].value
    reply = tablet.post("next")

    assert (reply.status_code, reply.cookies.keys()) == (200, set())
    assert tablet.client.cookies["seat"].value == before


def test_the_pulse_sees_that_the_tablet_was_handed_on_in_another_tab(commit, own):
    tablet = Tablet(commit)
    tablet.join(own)
    assert "/play/pulse?step=0&amp;turn=0" in tablet.page()
    assert tablet.client.get("/play/pulse?step=0&turn=0").status_code == 204
    tablet.post("done")

    assert tablet.client.get("/play/pulse?step=0&turn=0").headers["HX-Trigger"] == "step"
    assert tablet.client.get("/play/pulse?step=0&turn=-").status_code == 204


def test_leaving_seals_the_paper_anew_and_changes_nothing_else(commit, led):
    tablet = Tablet(commit)
    assert tablet.client.get("/play/left").status_code == 204
    tablet.join(led)
    before = tablet.client.cookies["p0"].value

    reply = tablet.client.get("/play/left")

    assert (reply.status_code, reply.content, list(reply.cookies)) == (204, b"", ["p0"])
    assert reply["Cache-Control"] == "no-store"
    assert tablet.client.cookies["p0"].value != before
    assert tablet.screen() == "lobby"


def test_papers_of_a_full_tablet_are_checked_when_a_run_opens(commit, monkeypatch):
    monkeypatch.setattr(papers, "SEATS_PER_TABLET", 60)

    with pytest.raises(actions.PapersTooLarge):
        opened(commit)
