"""Two rounds with talk between: the first is practice in everything, the second is the quiz."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from quizzes import actions, closing, live, tablets
from quizzes.live import Progress
from quizzes.models import Release, Run
from quizzes.states import Kind, Pace, Phase, Way
from quizzes.tablets import Refused, Trouble
from tests.quizzes.plays import opened, question, quiz, restart

SEATS = 12


@pytest.fixture
def play(commit):
    """A quiz in two rounds, with everybody in their seats."""
    play = opened(commit, questions=quiz(2), rounds=2)
    for _ in range(SEATS):
        play.join()
    return play


@pytest.fixture
def no_noise(monkeypatch):
    monkeypatch.setattr("quizzes.disclosure.noise", lambda *_: 0)


def answer_all(play, options: str) -> None:
    for seat, option in enumerate(options):
        play.answer(seat, option)


def test_each_question_goes_through_both_rounds(play):
    phases = []
    while play.ask():
        phases.append((play.run.phase, play.run.index))
        play.let_talk()
        phases.append((play.run.phase, play.run.index))
        play.ask()
        phases.append((play.run.phase, play.run.index))
        play.close_questions()
        phases.append((play.run.phase, play.run.index))

    once = [Phase.FIRST, Phase.TALK, Phase.ASKING, Phase.EXPLAINED]
    assert phases == [(phase, index) for index in (0, 1) for phase in once]


def test_the_first_round_has_no_counter_of_answers(play):
    play.ask()
    answer_all(play, "a" * SEATS)

    (asked,) = live.store()._runs[play.run_id].questions.values()
    assert (asked.yes, asked.ballot) == (None, None)
    assert len(asked.submitted) == SEATS
    assert actions.progress(play.run) == Progress(submitted=SEATS, seats=SEATS)


def test_only_the_second_round_is_released(play, no_noise):
    play.ask()
    answer_all(play, "a" * SEATS)
    play.let_talk()
    play.ask()
    assert actions.progress(play.run).submitted == 0
    answer_all(play, "a" * 3 + "b" * 8)

    (tally,) = play.close_questions()

    assert (tally.yes, tally.submitted) == (3, 11)
    assert Release.objects.get().submitted == 11


def test_an_answer_of_the_first_round_is_never_taken_for_one_of_the_second(play):
    play.ask()
    frame = tablets.welcome(play.tablet(0))
    seat = tablets.seat_in_turn(play.tablet(0), frame)
    ((_, first),) = frame.open_questions
    late = (first.id, seat.token(first, "a"))
    play.let_talk()
    play.ask()

    with pytest.raises(Refused) as refused:
        tablets.submit(seat, *late)

    assert refused.value.trouble is Trouble.NOT_OPEN
    now = tablets.seat_in_turn(play.tablet(0), tablets.welcome(play.tablet(0)))
    with pytest.raises(Refused):
        tablets.submit(now, *late)
    assert actions.progress(play.run).submitted == 0


def test_the_paper_of_the_first_round_says_nothing(play):
    play.ask()
    before = play.papers[0]
    paper = play.answer(0, "a")

    assert (paper.submitted, paper.yes) == (0, 0)
    assert len(play.papers[0]) == len(before)


def test_a_restart_in_the_second_round_counts_its_answers_alone(play, no_noise):
    play.ask()
    answer_all(play, "a" * SEATS)
    play.let_talk()
    play.ask()
    answer_all(play, "abb")

    restart()
    for seat in range(SEATS):
        play.poll(seat)

    assert actions.progress(play.run) == Progress(submitted=3, seats=SEATS, back=SEATS)
    (tally,) = play.close_questions()
    assert (tally.yes, tally.submitted) == (1, 3)


def test_a_restart_in_the_first_round_asks_once_more(play):
    play.ask()
    answer_all(play, "a" * SEATS)

    restart()
    play.poll(0)

    assert actions.progress(play.run) == Progress(submitted=0, seats=SEATS)
    answer_all(play, "b" * SEATS)
    assert actions.progress(play.run).submitted == SEATS


def test_options_keep_their_order_for_a_seat(play):
    def order(seat):
        frame = tablets.welcome(play.tablet(seat))
        ((_, asked),) = frame.open_questions
        return tablets.seat_in_turn(play.tablet(seat), frame).order(asked)

    play.ask()
    first = [order(seat) for seat in range(SEATS)]
    play.let_talk()
    play.ask()

    assert [order(seat) for seat in range(SEATS)] == first
    assert len({tuple(each) for each in first}) > 1


@pytest.mark.parametrize("talks", [False, True])
def test_ending_between_the_rounds_is_void(play, commit, talks):
    play.ask()
    answer_all(play, "a" * SEATS)
    if talks:
        play.let_talk()

    assert play.close()

    assert not Release.objects.exists()
    again = opened(commit, questions=quiz(2), group=play.run.group, only_new=True)
    assert [each.counted for each in again.run.questions] == [True, True]


def test_old_steps_and_wrong_phases_do_nothing(play):
    assert play.let_talk() is False
    play.ask()
    step = play.run.step
    assert actions.let_talk(play.run_id, step=step - 1) is False
    assert closing.close_questions(play.run_id, step=step) == ()
    assert actions.ask_next(play.run_id, step=step) is False
    assert (play.run.phase, play.run.step) == (Phase.FIRST, step)


@pytest.mark.parametrize("more", [{"pace": Pace.OWN}, {"way": Way.HANDS}, {"way": Way.CARDS}])
def test_only_a_led_quiz_with_tablets_has_two_rounds(commit, more):
    play = opened(commit, rounds=2, **more)
    play.ask()

    assert (play.run.rounds, play.run.phase) == (1, Phase.ASKING)


def test_the_database_knows_no_third_round(play):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        Run.objects.filter(id=play.run_id).update(rounds=3)


def test_the_first_round_of_a_copy_is_not_that_of_the_question():
    one = question("one", Kind.KNOWLEDGE)
    other = replace(one, id="0c9e2c9e-95f3-4f35-9d0e-3a3f3d8f1c12")

    assert len({one.id, other.id, one.for_practice().id, other.for_practice().id}) == 4
    assert one.for_practice() == replace(one, id=one.for_practice().id, counted=False)


def tablet_of(client, play, seat):
    client.cookies["seat"] = f"{play.run_id.hex}0"
    client.cookies["p0"] = play.papers[seat]
    return client


def test_the_tablets_screens_lead_through_the_rounds(client, play):
    tablet = tablet_of(client, play, 0)
    seen = []

    def look():
        page = tablet.get("/play/", headers={"Accept-Language": "en"}).content.decode()
        seen.append(page.split("screen--")[1].split('"')[0])
        return page

    play.ask()
    assert "round" in look()
    play.let_talk()
    talk = look()
    play.ask()
    look()
    play.close_questions()
    look()

    assert seen == ["question", "talk", "question", "explained"]
    assert "<form" not in talk.split('id="screen"')[1]


def test_an_answer_without_javascript_is_taken_in_both_rounds(client, play):
    tablet = tablet_of(client, play, 0)

    def send():
        page = tablet.get("/play/").content.decode()
        asked = page.split('name="question" value="')[1].split('"')[0]
        token = page.split('name="option" value="')[1].split('"')[0]
        sent = urlencode({"question": asked, "option": token})
        return tablet.post(
            "/play/answer",
            sent,
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "http://testserver"},
        )

    play.ask()
    first = send()
    assert actions.progress(play.run).submitted == 1
    play.let_talk()
    play.ask()
    second = send()

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(first.cookies["p0"].value) == len(second.cookies["p0"].value)
    assert actions.progress(play.run).submitted == 1
