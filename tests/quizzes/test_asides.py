"""Questions beside the lesson: one run that rests between them, counted nowhere."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from quizzes import actions, asides, closing, live, papers, tablets
from quizzes.decisions import Decision, Immutable
from quizzes.live import Progress
from quizzes.models import Lineage, Release, Run
from quizzes.states import Kind, Phase
from tests.quizzes.plays import Play, opened, question, quiz, restart

SEATS = 8


def improvised(name="own"):
    return question(name, Kind.ATTITUDE, key=frozenset(), counted=False, lineage=str(uuid4()))


def way(name="scene"):
    one = question(name, Kind.SCENARIO, key=frozenset(), counted=False, votes=True)
    return question(name, Kind.SCENARIO, key=frozenset(), counted=False, votes=True, lineage=one.id)


@pytest.fixture
def begin(commit):
    """An aside with that question asked and everybody in their seats."""

    def start(asked, seats=SEATS, group=None):
        with commit(execute=True):
            run = asides.open_aside(
                group=group or uuid4(), question=asked, present=max(seats, 1), language="ky"
            )
        play = Play(run.id, commit, {})
        for _ in range(seats):
            play.join()
        play.ask()
        return play

    return start


def test_it_knows_where_its_tablets_found_this_computer(begin, monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://192.0.2.1:8000")
    play = begin(improvised(), seats=2)

    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://192.0.2.2:8000")

    assert play.run.addresses == ["http://192.0.2.1:8000/play/"]
    assert play.run.seats_away(["http://192.0.2.2:8000/play/"]) == [0, 1]


def rest(play):
    return play._do(asides.rest)


def close_vote(play):
    return play._do(asides.close_vote)


def more(play, asked):
    with play.commit(execute=True):
        return asides.ask_more(play.run_id, question=asked, step=play.run.step)


def answer_all(play, options):
    for seat, option in enumerate(options):
        play.answer(seat, option)


def test_an_improvised_question_counts_nowhere(begin):
    play = begin(improvised())
    answer_all(play, "aabbccab")

    (asked,) = live.store()._runs[play.run_id].questions.values()
    assert (asked.yes, asked.ballot) == (None, None)
    assert play.close_questions() == ()

    assert play.run.phase == Phase.EXPLAINED
    assert not Release.objects.exists()
    assert not Lineage.objects.exists()
    assert not Decision.objects.exists()


def test_the_tablets_get_the_next_question_without_joining_again(begin):
    play = begin(improvised("one"))
    answer_all(play, "a" * SEATS)
    play.close_questions()
    assert rest(play)
    assert play.run.phase == Phase.RESTING

    assert more(play, improvised("two"))

    assert (play.run.phase, play.run.index, play.run.question_count) == (Phase.ASKING, 1, 2)
    answer_all(play, "b" * SEATS)
    assert actions.progress(play.run) == Progress(submitted=SEATS, seats=SEATS)


def test_resting_forgets_the_question_that_was_asked(begin):
    play = begin(improvised())
    answer_all(play, "aa")

    assert rest(play)

    assert live.store()._runs[play.run_id].questions == {}
    assert tablets.welcome(play.tablet(0)).open_questions == ()


def test_nobody_there_is_asked_no_more(begin):
    play = begin(improvised(), seats=0)
    rest(play)

    assert more(play, improvised("two")) is False
    assert play.run.phase == Phase.RESTING


def test_a_full_paper_takes_no_more(begin, monkeypatch):
    play = begin(improvised())
    rest(play)
    monkeypatch.setattr(papers, "QUESTIONS_MAX", 1)

    assert more(play, improvised("two")) is False


def test_a_quiz_takes_the_place_of_an_aside(begin, commit):
    play = begin(improvised())
    rest(play)

    quiz_play = opened(commit, group=play.run.group)

    assert play.run.phase == Phase.CLOSED
    assert quiz_play.run.phase == Phase.LOBBY


def test_a_quiz_never_rests(commit):
    play = opened(commit, questions=quiz(1))
    play.join()
    play.ask()

    assert rest(play) is False
    assert close_vote(play) is None
    assert play.run.phase == Phase.ASKING


def test_old_steps_do_nothing(begin):
    play = begin(way())
    step = play.run.step - 1
    with play.commit(execute=True):
        assert asides.rest(play.run_id, step=step) is False
        assert asides.close_vote(play.run_id, step=step) is None
        assert asides.ask_more(play.run_id, question=improvised(), step=step) is False
    assert play.run.phase == Phase.ASKING


def test_the_class_decides_once(begin, monkeypatch):
    monkeypatch.setattr("quizzes.votes.noise", lambda *_: 0)
    play = begin(way())
    answer_all(play, "bbbbbaaa")

    decision = close_vote(play)

    assert (decision.chosen, decision.group) == ("b", play.run.group)
    assert play.run.phase == Phase.RESTING
    assert more(play, way())
    answer_all(play, "aaaaaaaa")
    assert close_vote(play).chosen == "b"
    assert Decision.objects.count() == 1
    assert not Release.objects.exists()


def test_a_decision_uses_one_of_the_year(begin):
    play = begin(way())
    answer_all(play, "b" * SEATS)
    assert Release.objects.spent(play.run.group).releases == 0

    close_vote(play)

    spent = Release.objects.spent(play.run.group)
    assert (spent.releases, spent.attitudes, spent.lesson) == (1, frozenset(), frozenset())


def test_too_few_votes_decide_nothing(begin):
    play = begin(way())
    answer_all(play, "bbbb")

    assert close_vote(play) is None
    assert play.run.phase == Phase.RESTING
    assert not Decision.objects.exists()


def test_a_void_vote_leaves_nothing(begin):
    play = begin(way())
    answer_all(play, "bbbbbb")

    assert rest(play)
    assert not Decision.objects.exists()
    assert live.store()._runs[play.run_id].questions == {}


def test_each_seat_votes_once(begin, monkeypatch):
    monkeypatch.setattr("quizzes.votes.noise", lambda *_: 0)
    play = begin(way())
    for _ in range(3):
        play.answer(0, "a")

    (asked,) = live.store()._runs[play.run_id].questions.values()
    assert asked.ballot.counts == {"a": 1, "b": 0, "c": 0}
    assert actions.progress(play.run).submitted == 1


def test_a_paper_holds_nothing_of_a_vote(begin):
    play = begin(way())
    paper = play.answer(0, "a")

    assert (paper.submitted, paper.yes) == (0, 0)


def test_after_a_restart_the_choice_is_asked_again(begin, monkeypatch):
    monkeypatch.setattr("quizzes.votes.noise", lambda *_: 0)
    play = begin(way())
    answer_all(play, "aaaaaa")

    restart()
    for seat in range(SEATS):
        play.poll(seat)

    assert actions.progress(play.run) == Progress(submitted=0, seats=SEATS, back=SEATS)
    answer_all(play, "bbbbbbbb")
    assert close_vote(play).chosen == "b"


def test_closing_twice_draws_no_second_winner(begin):
    play = begin(way())
    answer_all(play, "aabbccab")
    name = play.run.current_question.id

    winners = {live.store().close_vote(play.run_id, name).option for _ in range(50)}

    assert len(winners) == 1
    assert live.store().vote(play.run_id, name, 0, "a") is live.Outcome.NOT_OPEN


def test_a_question_that_is_no_vote_has_no_winner(begin):
    play = begin(improvised())
    with pytest.raises(KeyError):
        live.store().close_vote(play.run_id, play.run.current_question.id)


def test_a_decision_never_changes(begin):
    play = begin(way())
    answer_all(play, "a" * SEATS)
    decision = close_vote(play)

    with pytest.raises(Immutable):
        decision.save()
    with pytest.raises(Immutable):
        Decision.objects.update(chosen="c")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            group=decision.group,
            lineage=decision.lineage,
            chosen="c",
            decided_on=decision.decided_on,
        )


def test_a_deleted_class_takes_its_decisions_along(begin):
    play = begin(way())
    answer_all(play, "a" * SEATS)
    close_vote(play)

    with play.commit(execute=True):
        closing.forget_group(play.run.group)

    assert not Decision.objects.exists()
    assert not Run.objects.exists()
