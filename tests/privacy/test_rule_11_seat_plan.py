"""Rule 11 on seat plans: never more seats than pupils present, groups one each, and a seat that has
moved to another tablet is called no more."""

import pytest

from quizzes import actions, animals, joining
from quizzes.states import Sharing
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import Tablet
from tests.quizzes.test_turns import seated


@pytest.fixture
def play(commit):
    return opened(commit, questions=quiz(2), present=4, sharing=Sharing.PASSING, at_a_tablet=3)


def replaced(commit, play, seat):
    animal, colour = animals.of_seat(play.run_id, seat)
    code = joining.offer_seat(play.run, animal=animal.id, colour=colour.id)
    new = Tablet(commit)
    assert new.post("join", code=code).status_code == 303
    return new


def test_several_tablets_together_never_have_more_seats_than_pupils(commit, play):
    first, second = seated(commit, play, 3), seated(commit, play, 1)
    second.post("done")

    assert second.post("join").status_code == 409
    assert first.post("join").status_code == 409
    assert play.run.seats_given == 4


def test_a_seat_that_moved_is_called_no_more_and_n_stays(commit, play):
    old = seated(commit, play, 3)
    new = replaced(commit, play, 1)
    play.ask()
    for _ in range(2):
        old.post("next")
        old.answer()

    assert "screen--sent" in old.page()
    assert 'name="slot"' not in old.page()
    new.answer()
    assert (actions.progress(play.run).submitted, play.run.seats_given) == (3, 3)
    assert play.close_question().submitted == 3


def test_who_is_not_there_is_neither_counted_nor_missed(commit, play):
    tablet = seated(commit, play, 3)
    play.ask()
    for _ in range(7):
        tablet.post("next", absent="0")
        tablet.post("next", absent="1")
    assert actions.progress(play.run).submitted == 0
    tablet.post("next")
    tablet.answer()

    assert (actions.progress(play.run).submitted, actions.progress(play.run).seats) == (1, 3)
    assert play.close_question().submitted == 1


def test_a_group_takes_no_second_seat(commit):
    groups = opened(commit, questions=quiz(1), present=3, sharing=Sharing.GROUPS)
    tablet = Tablet(commit)
    for _ in range(4):
        tablet.join(groups)
        tablet.post("done")
        tablet.post("join")

    assert groups.run.seats_given == 1
    assert set(tablet.client.cookies) == {"seat", "p0"}


def test_a_plan_takes_no_seat_away(commit, play):
    seated(commit, play, 3)

    with commit(execute=True):
        assert not actions.plan_seats(play.run_id, present=2, at_a_tablet=1)
        assert actions.plan_seats(play.run_id, present=3, at_a_tablet=3)

    assert (play.run.seats_given, play.run.present) == (3, 3)
