"""A tablet that goes round by the plan: whom it calls, and what it says in between."""

import re

import pytest

from quizzes import actions, animals
from quizzes.states import Pace, Sharing
from tests.quizzes.plays import opened, quiz, restart
from tests.quizzes.test_tablet import HTMX, Tablet
from tests.quizzes.test_tablet_own_pace import OwnTablet

PLACE = re.compile(r'class="screen__place">\D*(\d)\D+(\d)')


@pytest.fixture
def passing(commit):
    return opened(
        commit, questions=quiz(3), present=9, sharing=Sharing.PASSING, at_a_tablet=3
    )  # fmt: skip


@pytest.fixture
def whole(commit):
    return opened(
        commit,
        questions=quiz(2),
        present=9,
        pace=Pace.OWN,
        sharing=Sharing.WHOLE,
        at_a_tablet=2,
    )


@pytest.fixture
def groups(commit):
    return opened(commit, questions=quiz(2), present=2, sharing=Sharing.GROUPS)


def seated(commit, play, seats, kind=Tablet):
    tablet = kind(commit)
    tablet.join(play)
    for _ in range(seats - 1):
        tablet.post("done")
        tablet.post("join")
    return tablet


def shown(play, tablet, seats=3):
    """The seats whose animals are on the screen."""
    page = tablet.page()
    return [seat for seat in range(seats) if animals.of_seat(play.run_id, seat)[0].picture in page]


def test_in_the_lobby_a_tablet_leads_through_its_seats(commit, passing):
    tablet = Tablet(commit)
    tablet.join(passing)
    places = []
    for _ in range(2):
        places.append(PLACE.search(tablet.page()).groups())
        assert "button--big" in tablet.page().split('action="/play/done"')[1]
        tablet.post("done")
        assert shown(passing, tablet) == []
        tablet.post("join")

    places.append(PLACE.search(tablet.page()).groups())
    assert places == [("1", "3"), ("2", "3"), ("3", "3")]
    assert "button--big" not in tablet.page().split('action="/play/done"')[1]


def test_every_question_begins_with_a_call_whoever_held_the_tablet_last(commit, passing):
    tablet = seated(commit, passing, 3)
    for _ in range(3):
        passing.ask()
        called = []
        assert tablet.screen() == "next"
        for nth in range(3):
            called.append(shown(passing, tablet))
            tablet.post("next")
            assert (tablet.screen(), shown(passing, tablet)[0]) == ("question", nth)
            tablet.answer()
            assert tablet.screen() == "sent"
        assert called == [[0], [1], [2]]
        assert shown(passing, tablet) == []
        assert actions.progress(passing.run).submitted == 3
        passing.close_question()
        assert tablet.screen() == "explained"


def test_what_is_sent_names_the_next_pupil_and_nobody_else(commit, passing):
    tablet = seated(commit, passing, 3)
    passing.ask()
    tablet.post("next", slot="1")
    tablet.answer()

    assert shown(passing, tablet) == [2]
    tablet.post("next", slot="2")
    tablet.answer()
    assert shown(passing, tablet) == [0]


def test_who_is_not_there_comes_again_at_the_end_of_the_round(commit, passing):
    tablet = seated(commit, passing, 3)
    passing.ask()
    called = []
    for absent in (True, False, False):
        called += shown(passing, tablet)
        if absent:
            assert tablet.post("next", absent=str(called[-1])).status_code == 303
            assert tablet.screen() == "next"
        else:
            tablet.post("next")
            tablet.answer()
    called += shown(passing, tablet)

    assert called == [0, 1, 2, 0]
    assert 'name="absent"' not in tablet.page()
    assert actions.progress(passing.run).submitted == 2
    passing.close_question()
    passing.ask()
    assert shown(passing, tablet) == [0]


def test_nothing_is_kept_of_who_was_not_there(commit, passing):
    tablet = seated(commit, passing, 3)
    passing.ask()
    before = {name: one.value for name, one in tablet.client.cookies.items()}
    row = passing.run.__dict__ | {"_state": None}

    reply = tablet.post("next", absent="0")

    assert list(reply.cookies) == ["seat"]
    after = {name: one.value for name, one in tablet.client.cookies.items()}
    assert {name for name in after if after[name] != before[name]} == {"seat"}
    assert passing.run.__dict__ | {"_state": None} == row


def test_a_tablet_of_one_seat_calls_nobody(commit, passing):
    tablet = seated(commit, passing, 1)
    passing.ask()

    assert tablet.screen() == "question"
    tablet.answer()
    assert (tablet.screen(), 'action="/play/next"' in tablet.page()) == ("sent", False)


def test_the_pulse_brings_the_call_once(commit, passing):
    tablet = seated(commit, passing, 2)
    passing.ask()
    drawn = re.search(r"/play/pulse\?step=(\d+)&amp;turn=(.)", tablet.page()).groups()
    assert drawn == ("1", "-")
    assert tablet.client.get("/play/pulse?step=1&turn=-").status_code == 204

    tablet.post("next")
    assert tablet.client.get("/play/pulse?step=1&turn=-").status_code == 200
    assert tablet.client.get("/play/pulse?step=1&turn=0").status_code == 204


def test_after_a_restart_the_round_goes_on(commit, passing):
    tablet = seated(commit, passing, 3)
    passing.ask()
    tablet.post("next")
    tablet.answer()
    restart()

    assert (tablet.screen(), shown(passing, tablet)) == ("sent", [1])
    assert actions.progress(passing.run).submitted == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_calls_cost_no_database(commit, passing, headers, django_assert_num_queries):
    tablet = seated(commit, passing, 3)
    passing.ask()
    tablet.page()
    tablet.headers |= headers

    with django_assert_num_queries(0):
        for data in ({"absent": "0"}, {"slot": "1"}):
            tablet.client.post("/play/next", data, **tablet.headers)
            tablet.client.get("/play/")
            tablet.client.get("/play/pulse?step=1&turn=-")


def test_the_whole_quiz_first_then_the_next(commit, whole):
    tablet = seated(commit, whole, 2, OwnTablet)
    whole.ask()
    assert (tablet.screen(), shown(whole, tablet)) == ("next", [0])
    tablet.post("next")
    tablet.send(0, 1)
    assert (tablet.screen(), shown(whole, tablet)) == ("sent", [1])
    tablet.post("next")
    tablet.send(0)
    assert (tablet.screen(), shown(whole, tablet)[0]) == ("question", 1)
    tablet.send(1)

    assert (tablet.screen(), shown(whole, tablet)) == ("sent", [])
    assert actions.progress(whole.run).submitted == 2
    tablet.post("done")
    assert 'action="/play/join"' in tablet.page()


def test_a_group_has_one_seat_and_is_told_to_talk(commit, groups):
    tablet = Tablet(commit)
    tablet.join(groups)
    assert 'action="/play/done"' not in tablet.page()
    for code in (groups.run.code, ""):
        assert tablet.post("join", code=code).status_code == 303
    assert groups.run.seats_given == 1
    groups.ask()

    assert tablet.page().count("question__together") == 1
    tablet.answer()
    assert 'action="/play/done"' not in tablet.page()
    assert Tablet(commit).join(groups).status_code == 303
    assert Tablet(commit).join(groups).status_code == 409


def test_more_or_fewer_seats_while_it_goes_on(commit, passing):
    tablet = seated(commit, passing, 3)
    passing.ask()
    step = passing.run.step

    def plan(present, at_a_tablet):
        with commit(execute=True):
            return actions.plan_seats(passing.run_id, present=present, at_a_tablet=at_a_tablet)

    assert not plan(2, 1)
    assert (passing.run.present, passing.run.step) == (9, step)
    assert plan(12, 4)
    assert (passing.run.present, passing.run.at_a_tablet, passing.run.step) == (12, 4, step + 1)
    assert tablet.client.get(f"/play/pulse?step={step}").status_code == 200
    tablet.post("next")
    tablet.answer()
    assert actions.progress(passing.run).submitted == 1
    passing.close()
    assert not plan(13, 4)
