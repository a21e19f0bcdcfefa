"""Rule 17: what every live store keeps to, whichever it is.  Written against the protocol: a store
that several processes share is added to STORES and runs the same tests."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from uuid import uuid4

import pytest

from quizzes.disclosure import noise
from quizzes.live import Counted, MemoryLiveStore, Outcome, Progress

STORES = [MemoryLiveStore]
HALF = Fraction(1, 2)
SEATS = 400


class Seeded:
    """Randomness that is the same each time, and counts how often it was asked."""

    def __init__(self):
        self.source = random.Random(17)
        self.asked = 0

    def __call__(self, n):
        self.asked += 1
        return self.source.randrange(n)


@pytest.fixture(params=STORES)
def make(request):
    return request.param


@pytest.fixture
def dice():
    return Seeded()


@pytest.fixture
def run():
    return uuid4()


@pytest.fixture
def store(make, dice, run):
    made = make(dice)
    made.wake(run, step=1, recount=False)
    made.open_question(run, "q", HALF, step=1)
    made.open_question(run, "talk", None, step=1)
    return made


def first_noise():
    return noise(HALF, Seeded())


def answers(store, run, question):
    """Everything that asks for a counter by name and may say no."""
    return [
        store.submit(run, question, 0, True),
        store.submit_together(run, question, 12, 7),
    ]


def test_an_unknown_run_is_unknown_and_is_not_made(make, dice, run):
    store = make(dice)

    assert answers(store, run, "q") == [Outcome.UNKNOWN] * 2
    store.set_step(run, 4)
    store.set_turn(run, 0, 1)
    store.open_question(run, "q", HALF, step=9)
    store.recount(run, 0, {"q": True})
    store.forget_question(run, "q")
    store.forget_run(run)

    assert answers(store, run, "q") == [Outcome.UNKNOWN] * 2
    assert (store.step(run), store.turn(run, 0)) == (None, 0)
    assert not store.is_recounting(run)
    assert not store.has_submitted(run, "q", 0)
    assert store.progress(run, ["q"], 3) == Progress(0, 3)
    assert dice.asked == 0
    with pytest.raises(KeyError):
        store.close_question(run, "q")


def test_an_unknown_counter_is_not_open_and_is_not_made(store, run, dice):
    asked = dice.asked

    assert answers(store, run, "lost") == [Outcome.NOT_OPEN] * 2
    store.forget_question(run, "lost")
    with pytest.raises(KeyError):
        store.close_question(run, "lost")

    assert answers(store, run, "lost") == [Outcome.NOT_OPEN] * 2
    assert not store.has_submitted(run, "lost", 0)
    assert store.progress(run, ["lost"], 3).submitted == 0
    assert dice.asked == asked


def test_a_recount_makes_no_counter(make, run, dice):
    store = make(dice)
    store.wake(run, step=1, recount=True)

    store.recount(run, 0, {"lost": True})

    assert answers(store, run, "lost") == [Outcome.NOT_OPEN] * 2
    assert store.progress(run, ["lost"], 1) == Progress(0, 1, back=1)


def test_a_closed_counter_is_not_open(store, run):
    store.submit(run, "q", 0, True)
    closed = store.close_question(run, "q")

    assert answers(store, run, "q") == [Outcome.NOT_OPEN] * 2
    store.open_question(run, "q", HALF, step=1)
    assert answers(store, run, "q") == [Outcome.NOT_OPEN] * 2
    assert store.close_question(run, "q") == closed == Counted(first_noise() + 1, 1)


def test_noise_is_drawn_once_for_an_open_question(store, run, dice):
    asked = dice.asked
    assert asked > 0

    for _ in range(20):
        store.open_question(run, "q", HALF, step=1)
        store.wake(run, step=1, recount=False)
        store.submit(run, "q", 0, True)
        store.close_question(run, "q")

    assert dice.asked == asked
    assert store.close_question(run, "q").yes == first_noise() + 1


def test_practice_draws_no_noise_and_has_no_count(make, run, dice):
    store = make(dice)
    store.wake(run, step=1, recount=False)
    store.open_question(run, "talk", None, step=1)
    store.submit(run, "talk", 0, True)

    assert dice.asked == 0
    assert store.close_question(run, "talk") == Counted(None, 1)


def test_a_close_reads_once_and_says_the_same_again(store, run):
    for seat in range(5):
        store.submit(run, "q", seat, True)

    closed = [store.close_question(run, "q")]
    store.submit(run, "q", 9, True)
    store.recount(run, 9, {"q": True})
    closed.append(store.close_question(run, "q"))

    assert closed == [Counted(first_noise() + 5, 5)] * 2


def test_nothing_comes_back_after_it_was_forgotten(store, run):
    store.submit(run, "q", 0, True)
    store.close_question(run, "q")
    store.set_step(run, 2)
    store.forget_question(run, "q")

    store.open_question(run, "q", HALF, step=1)

    assert answers(store, run, "q") == [Outcome.NOT_OPEN] * 2
    assert not store.has_submitted(run, "q", 0)
    with pytest.raises(KeyError):
        store.close_question(run, "q")


def test_a_forgotten_run_is_unknown_with_all_it_had(store, run):
    store.set_turn(run, 0, 2)
    code = store.offers.make(run, 0)
    store.tickets.keep(run, 0, "f" * 16)
    store.forget_run(run)

    assert answers(store, run, "q") == [Outcome.UNKNOWN] * 2
    assert (store.step(run), store.turn(run, 0)) == (None, 0)
    assert store.offers.run_with(code) is None
    assert store.tickets.seat(run, "f" * 16) is None


def test_turns_never_go_back(store, run):
    store.set_turn(run, 3, 2)
    store.set_turn(run, 3, 1)
    store.wake(run, step=1, recount=False, turns={3: 1})

    assert (store.turn(run, 3), store.turn(run, 4)) == (2, 0)


def test_a_run_that_wakes_brings_its_turns(make, run):
    store = make(Seeded())
    store.wake(run, step=1, recount=True, turns={3: 2})

    assert (store.turn(run, 3), store.turn(run, 0)) == (2, 0)


def test_many_at_once_lose_and_double_nothing(store, run):
    """Every seat sends three times from several threads, every second one yes."""
    start = threading.Barrier(8)

    def some(part):
        start.wait()
        seats = [seat for seat in range(SEATS) if seat % 8 in (part, (part + 1) % 8)]
        return [store.submit(run, "q", seat, seat % 2 == 0) for seat in [*seats, *seats]]

    with ThreadPoolExecutor(8) as pool:
        outcomes = [one for part in pool.map(some, range(8)) for one in part]

    assert outcomes.count(Outcome.COUNTED) == SEATS
    assert set(outcomes) == {Outcome.COUNTED, Outcome.AGAIN}
    assert store.close_question(run, "q") == Counted(first_noise() + SEATS // 2, SEATS)


def test_a_close_in_the_middle_of_answers_counts_exactly_those_that_were_told_so(store, run):
    """Who is told "counted" is in every reading, and nobody else is."""
    start, told, read = threading.Barrier(5), [], []

    def send(part):
        start.wait()
        for seat in range(part, SEATS, 4):
            told.append(store.submit(run, "q", seat, True))

    def close():
        start.wait()
        read.extend(store.close_question(run, "q") for _ in range(50))

    threads = [threading.Thread(target=send, args=(part,)) for part in range(4)]
    threads.append(threading.Thread(target=close))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    counted = told.count(Outcome.COUNTED)
    assert set(read) == {Counted(first_noise() + counted, counted)}
    assert set(told) <= {Outcome.COUNTED, Outcome.NOT_OPEN}


def test_opened_by_many_at_once_it_begins_at_one_noise(make, run, dice):
    store = make(dice)
    store.wake(run, step=1, recount=False)
    start = threading.Barrier(8)

    def open_it():
        start.wait()
        store.open_question(run, "q", HALF, step=1)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.close_question(run, "q").yes == first_noise()
