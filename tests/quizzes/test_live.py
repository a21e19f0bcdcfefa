from fractions import Fraction
from uuid import uuid4

import pytest

from quizzes.live import MemoryLiveStore, Outcome, Progress

HALF = Fraction(1, 2)


class Dice:
    """A source of randomness that draws a noise of `plus` and counts how often it was asked."""

    def __init__(self, plus: int):
        self.rolls = [0] * plus + [1, 1]
        self.asked = 0

    def __call__(self, n: int) -> int:
        self.asked += 1
        return self.rolls.pop(0)


@pytest.fixture
def run():
    return uuid4()


@pytest.fixture
def store(run):
    made = MemoryLiveStore(Dice(3))
    made.wake(run, step=1, recount=False)
    made.open_question(run, "q", HALF, step=1)
    return made


def test_the_counter_begins_at_the_noise(store, run):
    store.submit(run, "q", seat=0, yes=True)

    closed = store.close_question(run, "q")

    assert (closed.yes, closed.submitted) == (3 + 1, 1)


def test_noise_is_drawn_once(store, run):
    """A second draw would find the dice empty."""
    store.open_question(run, "q", HALF, step=1)

    assert store.close_question(run, "q") == store.close_question(run, "q")


def test_a_second_answer_of_a_seat_moves_nothing(store, run):
    outcomes = [store.submit(run, "q", seat=4, yes=yes) for yes in (False, True)]

    assert outcomes == [Outcome.COUNTED, Outcome.AGAIN]
    assert store.close_question(run, "q").yes == 3


def test_a_close_that_came_to_nothing_lets_answers_in_with_the_same_counters(store, run):
    """Noise is not drawn again: a second draw would find the dice empty."""
    store.submit(run, "q", seat=0, yes=True)
    store.close_question(run, "q")
    store.reopen_question(run, "q", step=1)

    outcomes = [store.submit(run, "q", seat=seat, yes=True) for seat in (0, 1)]

    assert outcomes == [Outcome.AGAIN, Outcome.COUNTED]
    assert store.close_question(run, "q").yes == 3 + 2


def test_a_close_that_was_kept_is_not_undone(store, run):
    store.close_question(run, "q")
    store.set_step(run, 2)
    store.reopen_question(run, "q", step=1)

    assert store.submit(run, "q", seat=0, yes=True) is Outcome.NOT_OPEN


def test_nothing_is_let_in_after_the_close(store, run):
    store.close_question(run, "q")

    assert store.submit(run, "q", seat=0, yes=True) is Outcome.NOT_OPEN
    assert store.close_question(run, "q").submitted == 0


def test_unknown_runs_and_questions_are_told_apart(store, run):
    assert store.submit(uuid4(), "q", seat=0, yes=True) is Outcome.UNKNOWN
    assert store.submit(run, "other", seat=0, yes=True) is Outcome.NOT_OPEN


def test_practice_has_no_yes_counter(run):
    store = MemoryLiveStore(Dice(0))
    store.wake(run, step=1, recount=False)
    store.open_question(run, "talk", None, step=1)
    store.submit(run, "talk", seat=0, yes=True)

    assert store.close_question(run, "talk").yes is None


def test_a_step_never_goes_back_and_an_old_step_opens_nothing(store, run):
    store.set_step(run, 5)
    store.set_step(run, 4)
    store.forget_question(run, "q")
    store.open_question(run, "q", HALF, step=4)

    assert store.step(run) == 5
    assert store.submit(run, "q", seat=0, yes=True) is Outcome.NOT_OPEN


def test_recount_takes_each_seat_once_and_says_who_is_back(run):
    store = MemoryLiveStore(Dice(0))
    store.wake(run, step=2, recount=True)
    store.open_question(run, "q", HALF, step=2)

    for _ in range(2):
        store.recount(run, 0, {"q": True})
    store.recount(run, 1, {})

    assert store.progress(run, ["q"], 3) == Progress(submitted=1, seats=3, back=2)
    assert not store.progress(run, ["q"], 1).is_complete or store.is_recounting(run)
    assert store.close_question(run, "q").yes == 1


def test_papers_count_only_while_recounting(store, run):
    store.recount(run, 0, {"q": True})

    assert store.progress(run, ["q"], 2) == Progress(submitted=0, seats=2, back=None)


def test_the_recount_ends_with_the_question(run):
    store = MemoryLiveStore(Dice(0))
    store.wake(run, step=2, recount=True)
    store.open_question(run, "q", HALF, step=2)
    store.close_question(run, "q")
    store.forget_question(run, "q")

    assert not store.is_recounting(run)


def test_progress_of_several_questions_counts_seats_that_sent_all(store, run):
    store.open_question(run, "talk", None, step=1)
    for question, seat in (("q", 0), ("talk", 0), ("q", 1), ("talk", 2)):
        store.submit(run, question, seat, yes=True)

    assert store.progress(run, ["q", "talk"], 3).submitted == 1
    assert store.progress(run, ["q"], 3).submitted == 2
    assert store.progress(run, ["q", "unknown"], 3).submitted == 0
    assert store.progress(run, [], 3).submitted == 0
    assert store.progress(uuid4(), ["q"], 3) == Progress(submitted=0, seats=3)


def test_what_was_typed_is_counted_together_and_once(store, run):
    assert store.submit_together(run, "q", 12, 7) is Outcome.COUNTED
    assert store.submit_together(run, "q", 12, 7) is Outcome.AGAIN
    assert store.submit(run, "q", seat=0, yes=True) is Outcome.AGAIN

    closed = store.close_question(run, "q")

    assert (closed.yes, closed.submitted) == (3 + 7, 12)


def test_nothing_typed_is_added_to_answers(store, run):
    store.submit(run, "q", seat=0, yes=True)

    assert store.submit_together(run, "q", 12, 7) is Outcome.AGAIN
    assert store.close_question(run, "q").submitted == 1


def test_no_counter_is_made_by_an_answer(store, run):
    assert store.submit_together(run, "other", 12, 7) is Outcome.NOT_OPEN
    assert store.submit(run, "other", seat=0, yes=True) is Outcome.NOT_OPEN
    assert store.submit_together(uuid4(), "q", 12, 7) is Outcome.UNKNOWN
    with pytest.raises(KeyError):
        store.close_question(run, "other")
