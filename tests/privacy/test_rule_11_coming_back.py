"""Rule 11 after the router gave this computer a new address: a seat is taken up again once, by
whoever names its animal, and nothing else changes.  The reasons are in docs/adr/0019."""

import re

import pytest

from quizzes import actions, animals, entries, joining, keys, papers
from quizzes.papers import Paper
from quizzes.states import Pace
from tests.classrooms.conftest import NEW, OLD
from tests.quizzes.plays import opened, quiz, restart
from tests.quizzes.test_tablet import HTMX, Tablet

NEWER = "http://192.168.1.77:8000"


@pytest.fixture
def play(commit, router):
    return opened(commit, questions=quiz(2), present=4)


def who(play, seat):
    animal, colour = animals.of_seat(play.run_id, seat)
    return f"{animal.id}.{colour.id}"


def come_back(commit, play, seat, ticket=None, tablet=None):
    """A tablet that has opened the new address, typed the code and pressed an animal."""
    one = tablet or Tablet(commit)
    assert one.join(play).status_code == 200
    one.last = one.post(
        "join", code=play.run.code, who=who(play, seat), ticket=ticket or entries.new_ticket()
    )
    return one


def submitted(play):
    return actions.progress(play.run).submitted


def seat_of(play, tablet):
    return papers.unseal(
        tablet.client.cookies["p0"].value, key=keys.of(play.run_id).key, run_id=play.run_id
    )


def test_nothing_can_be_taken_while_the_address_is_good(commit, play, class_of):
    """Naming an animal gives nothing at all, not even a new seat."""
    (mine,) = class_of(1)
    thief = Tablet(commit)

    reply = thief.post("join", code=play.run.code, who=who(play, 0), ticket=entries.new_ticket())

    assert reply.status_code == 409
    assert not thief.client.cookies
    assert mine.screen() == "lobby"
    assert (play.run.seats_given, play.run.turns) == (1, {})


def test_one_press_after_the_code_takes_the_seat_up(commit, play, class_of, router):
    class_of(2)
    router(NEW)

    tablet = come_back(commit, play, 1)

    assert tablet.last.status_code == 303
    assert tablet.screen() == "lobby"
    assert animals.of_seat(play.run_id, 1)[0].picture in tablet.page()
    assert seat_of(play, tablet) == Paper(1, turn=1)
    assert play.run.seats_given == 2


def test_a_seat_that_is_back_cannot_be_taken_a_second_time(commit, play, class_of, router):
    class_of(2)
    play.ask()
    router(NEW)
    mine = come_back(commit, play, 0)
    before = mine.client.cookies["p0"].value

    thief = come_back(commit, play, 0)

    assert thief.last.status_code == 409
    assert "screen--back" in thief.last.content.decode()
    assert 'role="alert"' in thief.last.content.decode()
    assert not thief.client.cookies
    assert (mine.screen(), mine.client.cookies["p0"].value) == ("question", before)
    assert play.run.turns == {"0": 1}


def test_a_restart_does_not_open_it_a_second_time(commit, play, class_of, router):
    class_of(2)
    router(NEW)
    come_back(commit, play, 0)
    restart()

    assert come_back(commit, play, 0).last.status_code == 409
    assert come_back(commit, play, 1).last.status_code == 303


def test_who_was_too_late_gets_the_seat_from_the_teacher(commit, play, class_of, router):
    """The wrong pick of another pupil is mended with a one-time code; then it is safe."""
    class_of(2)
    router(NEW)
    wrong = come_back(commit, play, 0)
    animal, colour = animals.of_seat(play.run_id, 0)
    code = joining.offer_seat(play.run, animal=animal.id, colour=colour.id)
    right = Tablet(commit)

    assert right.post("join", code=code).status_code == 303

    assert right.screen() == "lobby"
    assert wrong.client.get("/play/").status_code == 409
    assert come_back(commit, play, 0).last.status_code == 409
    assert play.run.seats_given == 2


def test_what_is_counted_stays_counted_and_n_does_not_change(commit, play, class_of, router):
    one, two = class_of(2)
    play.ask()
    one.answer()
    router(NEW)

    back = [come_back(commit, play, seat) for seat in (0, 1)]

    assert [tablet.screen() for tablet in back] == ["sent", "question"]
    assert submitted(play) == 1
    assert two.client.get("/play/").status_code == 409
    back[1].answer()
    assert play.close_question().submitted == 2


def test_the_page_says_nothing_of_who_is_back_or_has_sent(commit, play, class_of, router):
    """The same tiles before and after a pupil came back, whoever has answered."""
    one, *_ = class_of(3)
    play.ask()
    router(NEW)

    def page():
        said = Tablet(commit).join(play).content.decode()
        return re.sub(r'name="ticket" value="[0-9a-f]{16}"', "", said)

    router(OLD)
    router(NEW)
    first = page()
    come_back(commit, play, 2)
    assert page() == first
    come_back(commit, play, 0).answer()
    assert page() == first
    shown = re.findall(r'name="who" value="([a-z.-]+)"', first)
    assert set(shown) == {who(play, seat) for seat in range(3)}
    in_order = [animal.id for animal in animals.ANIMALS]
    assert shown == sorted(shown, key=lambda one: in_order.index(one.split(".")[0]))


def test_nobody_else_can_be_named(commit, play, class_of, router):
    class_of(2)
    router(NEW)
    for made_up in (who(play, 3), who(play, 40), "horse", "horse.madder.x", "dragon.madder", "."):
        tablet = Tablet(commit)
        reply = tablet.post("join", code=play.run.code, who=made_up, ticket=entries.new_ticket())
        assert (reply.status_code, len(tablet.client.cookies)) == (409, 0)
    assert play.run.seats_given == 2
    assert play.run.turns == {}


def test_without_the_class_code_nothing_is_offered(commit, play, class_of, router):
    class_of(1)
    router(NEW)
    for code in ("", "123", "000000"):
        reply = Tablet(commit).post("join", code=code, who=who(play, 0))
        assert reply.status_code == 404
    assert play.run.turns == {}


def test_a_lost_reply_and_a_second_press_are_one_seat(commit, play, class_of, router):
    class_of(1)
    router(NEW)
    ticket = entries.new_ticket()
    come_back(commit, play, 0, ticket)
    again = Tablet(commit)

    reply = again.post("join", code=play.run.code, who=who(play, 0), ticket=ticket)

    assert reply.status_code == 303
    assert seat_of(play, again) == Paper(0, turn=1)
    assert play.run.turns == {"0": 1}


def test_a_new_pupil_gets_a_new_seat_that_nobody_can_take(commit, play, class_of, router):
    class_of(1)
    router(NEW)
    late = Tablet(commit)
    late.post("join", code=play.run.code, new="1", ticket=entries.new_ticket())

    assert seat_of(play, late) == Paper(1)
    assert come_back(commit, play, 1).last.status_code == 409
    assert late.screen() == "lobby"


def test_each_change_of_address_opens_each_seat_once(commit, play, class_of, router):
    class_of(2)
    router(NEW)
    come_back(commit, play, 0)
    router(NEWER)

    assert come_back(commit, play, 0).last.status_code == 303
    assert come_back(commit, play, 0).last.status_code == 409
    assert play.run.turns == {"0": 2}


def test_when_all_are_back_nothing_is_offered(commit, play, class_of, router):
    class_of(2)
    router(NEW)
    for seat in (0, 1):
        come_back(commit, play, seat)

    late = Tablet(commit)

    assert late.join(play).status_code == 303
    assert seat_of(play, late) == Paper(2)
    assert late.post("join", code=play.run.code, who=who(play, 0)).status_code == 409


def test_several_seats_come_back_to_one_tablet(commit, play, class_of, router):
    class_of(3)
    router(NEW)
    tablet = come_back(commit, play, 0)
    tablet.post("done")

    again = tablet.post("join", ticket=entries.new_ticket())
    assert "screen--back" in again.content.decode()
    tablet.post("join", who=who(play, 2), ticket=entries.new_ticket())

    assert set(tablet.client.cookies) == {"seat", "p0", "p1"}
    assert play.run.turns == {"0": 1, "2": 1}
    assert play.run.seats_given == 3


def test_the_old_address_back_again_closes_the_door(commit, play, class_of, router):
    """The router was only slow: cookies are good again, and nothing can be taken."""
    (mine,) = class_of(1)
    router(NEW)
    router(OLD)

    assert Tablet(commit).post("join", code=play.run.code, who=who(play, 0)).status_code == 409
    assert mine.screen() == "lobby"


def test_nothing_of_it_outlives_the_run(commit, play, class_of, router):
    class_of(1)
    router(NEW)
    come_back(commit, play, 0)
    assert play.run.returned == [0]
    play.close()

    assert (play.run.returned, play.run.moved_to, play.run.turns) == ([], [], {})


def test_at_own_pace_what_was_sent_is_not_asked_again(commit, router):
    play = opened(commit, questions=quiz(3), present=2, pace=Pace.OWN)
    play.join()
    play.ask()
    play.answer_each(0, "ab")
    router(NEW)

    assert come_back(commit, play, 0).page().count("data-part") == 1


def test_htmx_gets_the_animals_in_the_place_of_the_screen(commit, play, class_of, router):
    class_of(1)
    router(NEW)

    reply = Tablet(commit, **HTMX).join(play)

    assert reply.status_code == 200
    assert reply.content.decode().strip().startswith('<div id="screen" class="screen screen--back"')
