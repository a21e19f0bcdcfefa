"""Hands and cards: the teacher types what was counted, once, and the same mechanism counts it."""

import pytest

from quizzes import actions, closing, live
from quizzes.disclosure import Band
from quizzes.models import Release
from quizzes.states import Kind, Pace, Phase, Practice, Way
from tests.quizzes.plays import opened, question, quiz, restart

PRESENT = 12


@pytest.fixture
def still(monkeypatch):
    """No noise: what is counted can be told."""
    monkeypatch.setattr("quizzes.disclosure.noise", lambda *_: 0)


def asked(commit, way=Way.CARDS, questions=None, **more):
    play = opened(commit, questions=questions or quiz(1), present=PRESENT, way=way, **more)
    play.ask()
    return play


@pytest.mark.parametrize("way", [Way.HANDS, Way.CARDS])
def test_what_was_typed_is_released_like_answers_of_tablets(commit, still, way):
    play = asked(commit, way)

    (tally,) = play.close_typed({"a": 9, "b": 1})

    assert (tally.yes, tally.submitted) == (9, PRESENT)
    release = Release.objects.get()
    assert (release.submitted, release.band) == (PRESENT, Band.MOST)
    assert play.run.phase == Phase.EXPLAINED


def test_the_noise_of_the_opening_is_in_it(commit, monkeypatch):
    monkeypatch.setattr("quizzes.disclosure.noise", lambda *_: -4)
    play = asked(commit)

    (tally,) = play.close_typed({"a": 9})

    assert tally.yes == 5


def test_nothing_that_was_typed_is_kept(commit):
    """Two runs that differ only in what was typed leave rows that differ in the noisy sum alone."""
    play = asked(commit)
    play.close_typed({"a": 11, "b": 1})

    kept = {str(value) for value in play.run.__dict__.values()}
    kept |= {str(value) for value in Release.objects.get().__dict__.values()}

    assert not kept & {"11", "{'a': 11, 'b': 1}"}
    assert live.store().progress(play.run_id, [play.run.questions[0].id], 0).submitted == 0


@pytest.mark.parametrize("chosen", [{"a": -1}, {"a": PRESENT + 1}, {"a": 7, "b": 6}])
def test_more_than_are_present_or_fewer_than_none_is_refused(commit, chosen):
    play = asked(commit)

    with pytest.raises(closing.NotPossible):
        play.close_typed(chosen)

    assert not Release.objects.exists()
    assert play.close_typed({"a": PRESENT}) != ()


def test_typed_twice_counts_once(commit, still):
    play = asked(commit, questions=quiz(2))
    step = play.run.step

    first = play.close_typed({"a": 3})
    with commit(execute=True):
        second = closing.close_typed(play.run_id, step=step, chosen={"a": 12})

    assert [tally.yes for tally in first] == [3]
    assert second == ()


def test_a_close_that_failed_is_typed_again_and_counted_once(commit, still, monkeypatch):
    play = asked(commit)
    with monkeypatch.context() as broken:
        broken.setattr(Release.objects, "create", full)
        with pytest.raises(OSError, match="full"):
            play.close_typed({"a": 3})

    (tally,) = play.close_typed({"a": 12})

    assert tally.yes == 3
    assert Release.objects.count() == 1


def full(**fields):
    raise OSError("full")


def test_a_restart_before_the_close_asks_for_the_numbers_again(commit, still):
    play = asked(commit)
    restart()

    (tally,) = play.close_typed({"a": 5})

    assert tally.yes == 5
    assert live.store().is_recounting(play.run_id) is False


def test_tablets_are_not_typed_for(commit):
    play = asked(commit, way=Way.TABLETS)

    assert play.close_typed({"a": 5}) == ()
    assert play.run.phase == Phase.ASKING


@pytest.mark.parametrize("way", [Way.HANDS, Way.CARDS])
def test_no_tablet_gets_a_seat(commit, way):
    play = asked(commit, way)

    assert actions.give_seat(play.run_id) is None


def test_without_tablets_the_pace_is_the_teachers(commit):
    assert asked(commit, pace=Pace.OWN).run.pace == Pace.LED


def test_opinions_are_never_asked_by_hands_and_stories_not_counted(commit):
    questions = [
        question("k"),
        question("s", kind=Kind.SCENARIO),
        question("o", kind=Kind.ATTITUDE, norm=True),
    ]

    by_hands = opened(commit, questions=questions, way=Way.HANDS).run
    with_cards = opened(commit, questions=questions, way=Way.CARDS).run

    assert [(q.name, q.counted, q.practice) for q in by_hands.questions] == [
        ("", True, ""),
        ("", False, Practice.BY_HANDS),
    ]
    assert [q.counted for q in with_cards.questions] == [True, True, True]


def test_only_opinions_by_hands_leaves_nothing_to_ask(commit):
    opinion = question("o", kind=Kind.ATTITUDE, norm=True)

    with pytest.raises(actions.NothingToAsk):
        opened(commit, questions=[opinion], way=Way.HANDS)
