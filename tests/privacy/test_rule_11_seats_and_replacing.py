"""Rule 11: no more seats than pupils, none taken away, a close that is final; and a tablet that is
replaced: the same seat, an empty paper, the old one refused, nothing counted twice or lost."""

import threading
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from quizzes import actions, animals, closing, entries, joining, keys, live, papers, tablets
from quizzes.animals import ANIMALS, COLOURS
from quizzes.entries import GUESSES, OFFER_SECONDS, Offers
from quizzes.models import Release
from quizzes.papers import Paper
from quizzes.states import Pace, Phase
from quizzes.tablets import Refused, Trouble
from tests.quizzes.plays import opened, quiz, restart
from tests.quizzes.test_tablet import HTMX, ORIGIN, Tablet


@pytest.fixture
def play(commit):
    return opened(commit, questions=quiz(2), present=4)


def offer(play, seat):
    animal, colour = animals.of_seat(play.run_id, seat)
    return joining.offer_seat(play.run, animal=animal.id, colour=colour.id)


def replaced(commit, play, seat):
    """A new tablet in the place of the seat's old one."""
    new = Tablet(commit)
    assert new.post("join", code=offer(play, seat)).status_code == 303
    return new


def submitted(play):
    return actions.progress(play.run).submitted


def test_seats_are_never_more_than_pupils(commit, play, class_of):
    class_of(4)

    assert Tablet(commit).join(play).status_code == 409
    assert play.run.seats_given == 4


def test_no_seat_is_taken_away_after_its_answer(commit, play, class_of):
    """Not by handing the tablet on, not by a lost paper, not by a new tablet."""
    one, other = class_of(2)
    play.ask()
    one.answer()
    one.post("done")
    one.client.cookies["p0"] = "damaged"
    one.page()
    replaced(commit, play, 0)

    assert play.run.seats_given == 2
    assert submitted(play) == 1
    other.answer()
    assert play.close_question().submitted == 2


def test_closing_is_final_and_repeats_nothing(play, class_of):
    class_of(2)
    play.ask()
    step = play.run.step
    assert closing.close_questions(play.run_id, step=step) == ()
    assert closing.close_questions(play.run_id, step=step) == ()
    assert play.run.phase == Phase.EXPLAINED
    play.close()
    assert not closing.close_run(play.run_id, step=play.run.step)
    assert not play.ask()
    assert actions.replace_seat(play.run_id, 0) is None
    assert play.run.turns == {}


def test_the_new_tablet_has_the_same_animal_and_an_empty_paper(commit, play, class_of):
    (old,) = class_of(1)
    picture = animals.of_seat(play.run_id, 0)[0].picture
    assert picture in old.page()

    new = replaced(commit, play, 0)

    assert picture in new.page()
    sealed = new.client.cookies["p0"].value
    key = keys.of(play.run_id).key
    assert papers.unseal(sealed, key=key, run_id=play.run_id) == Paper(0, turn=1)
    assert play.run.seats_given == 1


def test_the_old_tablet_is_refused_and_told_gently(commit, play, class_of):
    old, _ = class_of(2)
    play.ask()
    asked, option = old.question(), old.options()[0]
    replaced(commit, play, 0)

    for headers in (HTMX, {}):
        old.headers = ORIGIN | headers
        reply = old.post("answer", question=asked, option=option)
        assert reply.status_code == 409
        assert "screen--join" in reply.content.decode()
        assert 'role="alert"' in reply.content.decode()
        assert play.run.code not in reply.content.decode()
    assert submitted(play) == 0
    assert old.join(play).status_code == 303
    assert play.run.seats_given == 3
    assert set(old.client.cookies) == {"seat", "p0"}


def test_what_was_counted_stays_counted_once(commit, play, class_of):
    (old,) = class_of(1)
    play.ask()
    old.answer(nth=0)

    new = replaced(commit, play, 0)

    assert new.screen() == "sent"
    assert submitted(play) == 1
    assert play.close_question().submitted == 1
    assert Release.objects.get().submitted == 1


def test_the_old_paper_is_not_counted_again_after_a_restart(commit, play, class_of):
    old, _ = class_of(2)
    play.ask()
    old.answer()
    new = replaced(commit, play, 0)

    restart()
    old.client.get("/play/pulse?step=1")

    assert actions.progress(play.run).back == 0
    assert submitted(play) == 0
    assert new.screen() == "question"
    new.answer()
    assert (actions.progress(play.run).back, submitted(play)) == (1, 1)
    restart()
    for tablet in (old, new):
        tablet.client.get("/play/pulse?step=1")
    assert (actions.progress(play.run).back, submitted(play)) == (1, 1)


def test_turns_go_up_and_are_kept_by_the_database(commit, play, class_of):
    class_of(2)
    second = [replaced(commit, play, 1) for _ in range(2)]
    restart()

    assert play.run.turns == {"1": 2}
    assert second[0].client.get("/play/").status_code == 409
    assert second[1].screen() == "lobby"


def test_a_tablet_that_answers_while_it_is_replaced_counts_once(commit, play, class_of):
    """The old tablet was let in just before; its answer comes just after."""
    play.join()
    play.ask()
    before = tablets.seat_in_turn(play.tablet(0), tablets.welcome(play.tablet(0)))
    new = replaced(commit, play, 0)
    asked = play.run.current_question
    new.answer()
    tablets.submit(before, asked.id, before.token(asked, "b"))

    assert submitted(play) == 1
    assert play.close_question().submitted == 1


def test_one_animal_more_is_nobodys(commit, play, class_of):
    class_of(2)
    seats = {animals.of_seat(play.run_id, seat): seat for seat in range(72)}
    assert len(seats) == len(ANIMALS) * len(COLOURS) == 72

    has = {s: bool(joining.offer_seat(play.run, animal=a.id, colour=c.id))
           for (a, c), s in seats.items()}  # fmt: skip

    assert {seat for seat, offered in has.items() if offered} == {0, 1}


def test_a_code_works_once(commit, play, class_of):
    class_of(1)
    code = offer(play, 0)
    first, second = Tablet(commit), Tablet(commit)

    replies = [one.post("join", code=code).status_code for one in (first, second)]

    assert replies == [303, 404]
    assert play.run.turns == {"0": 1}
    assert second.screen() == "join"


def test_a_new_code_takes_the_place_of_the_earlier_one(commit, play, class_of):
    class_of(2)
    first, other, second = offer(play, 0), offer(play, 1), offer(play, 0)

    assert Tablet(commit).post("join", code=first).status_code == 404
    assert joining.offered_code(play.run) == second
    assert Tablet(commit).post("join", code=other).status_code == 303


def test_a_wrong_code_tells_nothing(commit, play, class_of):
    """The same reply whether a code is offered or not, and the same as for any wrong code."""
    class_of(1)

    def reply(code):
        said = Tablet(commit).post("join", code=code)
        text = said.content.decode()
        ticket = text.split('name="ticket" value="')[1][:16]
        return said.status_code, text.replace(ticket, "")

    bare = reply("012345")
    code = offer(play, 0)
    wrong = f"{(int(code) + 1) % 100_000:06}"

    assert reply(wrong) == bare == reply("999999")


def test_a_full_tablet_does_not_use_the_code_up(commit, play, class_of):
    big = opened(commit, present=9)
    full = Tablet(commit)
    for _ in range(8):
        full.join(big)
        full.post("done")
    Tablet(commit).join(big)
    code = offer(big, 8)

    assert full.post("join", code=code).status_code == 409
    assert Tablet(commit).post("join", code=code).status_code == 303


def test_the_code_of_a_run_that_is_over_opens_nothing(commit, play, class_of):
    class_of(1)
    code = offer(play, 0)
    play.close()

    assert Tablet(commit).post("join", code=code).status_code == 404
    assert joining.offered_code(play.run) == ""
    assert offer(play, 0) == ""


def test_a_restart_forgets_the_code_and_a_new_one_is_made(commit, play, class_of):
    class_of(1)
    code = offer(play, 0)
    restart()

    assert Tablet(commit).post("join", code=code).status_code == 404
    assert replaced(commit, play, 0).screen() == "lobby"


def test_a_shared_tablet_loses_only_the_seat_that_moved(commit, play):
    shared = Tablet(commit)
    shared.join(play)
    shared.post("done")
    shared.post("join")
    assert play.run.seats_given == 2
    replaced(commit, play, 1)

    reply = shared.client.get("/play/")

    assert (reply.status_code, "screen--next" in reply.content.decode()) == (409, True)
    play.ask()
    shared.post("done")
    assert shared.post("next").status_code == 303
    assert animals.of_seat(play.run_id, 0)[0].picture in shared.page()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_code_lasts_ten_minutes():
    clock, run = Clock(), uuid4()
    offers = Offers(clock)
    code = offers.make(run, 3)
    clock.now = OFFER_SECONDS - 1
    assert offers.run_with(code) == run
    clock.now = OFFER_SECONDS

    assert offers.run_with(code) is None
    assert offers.take(code) is None
    assert offers.newest(run) == ""
    assert OFFER_SECONDS == 600


def test_guessing_ends_the_offer_and_mistyping_the_join_code_does_not(commit, play, class_of):
    class_of(1)
    code = offer(play, 0)
    tablet = Tablet(commit)
    for wrong in range(GUESSES * 2):
        tablet.post("join", code=f"9{wrong:05}")
    assert joining.offered_code(play.run) == code

    others = [f"{n:06}" for n in range(GUESSES + 1) if f"{n:06}" != code]
    for wrong in others[:GUESSES]:
        tablet.post("join", code=wrong)

    assert tablet.post("join", code=code).status_code == 404
    # One chance in 5,000, however many tablets guess.
    assert GUESSES / 10**5 == 1 / 5000


def test_no_join_code_looks_like_an_offer(commit, play):
    codes = {keys.create(uuid4()).code[0] for _ in range(60)}

    assert entries.OFFER_DIGIT not in codes
    assert {Offers().make(play.run_id, n)[0] for n in range(30)} == {entries.OFFER_DIGIT}
    assert {len(Offers().make(play.run_id, 1)) for _ in range(30)} == {6}


@pytest.mark.django_db(transaction=True)
def test_two_new_tablets_with_one_code_get_one_seat():
    """Really at once: two threads, each with a connection of its own."""
    run = actions.open_run(group=uuid4(), questions=quiz(2), wave="post", present=4, language="ky")
    assert actions.give_seat(run.id) == 0
    run.refresh_from_db()
    animal, colour = animals.of_seat(run.id, 0)
    code = joining.offer_seat(run, animal=animal.id, colour=colour.id)
    start, got = threading.Barrier(6), []

    def take():
        start.wait()
        try:
            got.append(joining.take_seat(tablets.Tablet(), code))
        except Refused as refused:
            got.append(refused.trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got.count(Trouble.NO_CODE) == 5
    run.refresh_from_db()
    assert run.turns == {"0": 1}
    assert live.store().turn(run.id, 0) == 1


@pytest.mark.django_db(transaction=True)
def test_join_pressed_twice_is_one_seat():
    """The same ticket at once, and again later; another one is another seat."""
    run = actions.open_run(group=uuid4(), questions=quiz(2), wave="post", present=9, language="ky")
    code, ticket = keys.of(run.id).code, entries.new_ticket()
    start, seats = threading.Barrier(5), []

    def join(ticket):
        seats.append(joining.take_seat(tablets.Tablet(), code, ticket))

    def at_once():
        start.wait()
        join(ticket)
        connection.close()

    threads = [threading.Thread(target=at_once) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    join(ticket)
    join(entries.new_ticket())
    for made_up in ("", "short", "x" * 400):
        join(made_up)

    key = keys.of(run.id).key
    opened_papers = [papers.unseal(s.sealed, key=key, run_id=run.id) for s in seats]
    assert [paper.seat for paper in opened_papers] == [0] * 6 + [1, 2, 3, 4]
    run.refresh_from_db()
    assert run.seats_given == 5


def test_a_join_repeated_on_the_same_tablet_keeps_its_paper(commit, play):
    tablet, ticket = Tablet(commit), entries.new_ticket()
    join = partial(tablet.post, "join", code=play.run.code, ticket=ticket)
    join()
    play.ask()
    tablet.answer()
    paper = tablet.client.cookies["p0"].value
    join()

    assert (play.run.seats_given, submitted(play)) == (1, 1)
    assert tablet.client.cookies["p0"].value == paper
    assert set(tablet.client.cookies) == {"seat", "p0"}


def test_a_ticket_does_not_bring_a_seat_back_that_moved(commit, play):
    tablet, ticket = Tablet(commit), entries.new_ticket()
    tablet.post("join", code=play.run.code, ticket=ticket)
    replaced(commit, play, 0)
    other = Tablet(commit)
    other.post("join", code=play.run.code, ticket=ticket)

    assert other.client.get("/play/").status_code == 409
    assert play.run.seats_given == 1


def test_the_join_page_carries_another_ticket_each_time(commit, play):
    tablet = Tablet(commit)

    tickets = {tablet.page().split('name="ticket" value="')[1][:16] for _ in range(5)}

    assert len(tickets) == 5


def test_replacing_at_own_pace_leaves_what_is_sent(commit):
    play = opened(commit, questions=quiz(3), present=2, pace=Pace.OWN)
    play.join()
    play.ask()
    play.answer_each(0, "ab")

    new = replaced(commit, play, 0)

    assert new.page().count("data-part") == 1
    assert submitted(play) == 0
