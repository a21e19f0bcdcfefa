"""The judges for mistakes in the live store and the engine: for each the attack that such a mistake
would invite.  The product is judged in the very same way.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from benchmarks.attacks import engine, game, mistakes, questions
from benchmarks.attacks.engine import KNOWN_YES, SEATS, Committing
from benchmarks.attacks.game import Outcome, Sample
from quizzes.disclosure import ALPHA
from quizzes.live import MemoryLiveStore
from quizzes.questions import Question
from quizzes.states import Kind

# How often an attacker looks again, runs again, copies again.
LOOKS, TIMES = 9, 3
_QUESTION = "q"


def _opened(store: MemoryLiveStore) -> UUID:
    run = uuid4()
    store.wake(run, step=1, recount=False)
    store.open_question(run, _QUESTION, ALPHA[Kind.KNOWLEDGE], step=1)
    return run


def _answered(store: MemoryLiveStore, run: UUID, coin: bool) -> None:
    for seat in range(SEATS - 1):
        store.submit(run, _QUESTION, seat, seat < KNOWN_YES)
    store.submit(run, _QUESTION, SEATS - 1, coin)


def one_look(store: MemoryLiveStore, coin: bool) -> Outcome:
    """A look into an open counter."""
    run = _opened(store)
    _answered(store, run, coin)
    return store._runs[run].questions[_QUESTION].yes


def many_looks(store: MemoryLiveStore, coin: bool) -> Outcome:
    """What a close gives, asked for again and again: how many of the different numbers speak for
    yes.  One number is one look."""
    run = _opened(store)
    _answered(store, run, coin)
    return _spoken([store.close_question(run, _QUESTION).yes or 0 for _ in range(LOOKS)])


def lost_counter(store: MemoryLiveStore, coin: bool) -> Outcome:
    """The counter is lost before the first answer; where the store says so it is opened again, as
    a tablet's next request does."""
    run = _opened(store)
    store._runs[run].questions.clear()
    _answered(store, run, coin)
    store.open_question(run, _QUESTION, ALPHA[Kind.KNOWLEDGE], step=1)
    _answered(store, run, coin)
    return store.close_question(run, _QUESTION).yes


def _spoken(counts: Sequence[int]) -> Outcome:
    """Each number speaks for one answer, whatever its size: its ratio is 1/α or α."""
    if len(set(counts)) == 1:
        return counts[0]
    return "many", sum(1 if count > KNOWN_YES else -1 for count in counts)


Play = Callable[[MemoryLiveStore, bool], Outcome]


@dataclass(frozen=True)
class InStore:
    """A mistake of the live store, and the attack that is meant for it."""

    name: str
    play: Play
    mistake: type[MemoryLiveStore]

    def samples(self, plays: int, store: type[MemoryLiveStore]) -> list[Sample]:
        """Plays with a store of that type."""
        coins = [bool(secrets.randbelow(2)) for _ in range(plays)]
        return [(coin, self.play(store(), coin)) for coin in coins]

    def catches(self, plays: int, store: type[MemoryLiveStore]) -> bool:
        """Whether the judge refuses that store."""
        return is_refused(self.samples(plays, store))


def same(asked: Sequence[Question]) -> list[Question]:
    """The quiz as it is, opened once more."""
    return list(asked)


def copied(asked: Sequence[Question]) -> list[Question]:
    """The same texts under other ids."""
    return [replace(question, id=str(uuid4())) for question in asked]


@dataclass(frozen=True)
class InEngine:
    """A mistake of what a class may be asked again, and the way to ask it again.

    Here the attack needs no statistics: of one question a class is ever given one number.  A second
    one is a second draw of noise, which costs ε once more (two draws of α = 1/2: one outcome is
    four times likelier with one answer), whatever the numbers are.
    """

    name: str
    again: Callable[[Sequence[Question]], list[Question]]
    mistake: Callable[[], AbstractContextManager[Any]]

    def numbers(self, commit: Committing) -> int:
        """How many numbers a class was given for its questions, asked many times."""
        asked, group = questions.quiz("again"), uuid4()
        given = 0
        for turn in range(TIMES):
            now = self.again(asked) if turn else asked
            run_id = engine.opened(now, SEATS, commit, group=group)
            engine.answer(run_id, engine.known_class(now, {q.id: True for q in now}))
            handed, _, _ = engine.closed(run_id, commit)
            given += len(handed)
        return given

    def catches(self, commit: Committing) -> bool:
        """Whether the judge refuses the product as it is now."""
        return self.numbers(commit) != questions.COUNTED


def is_refused(samples: Sequence[Sample]) -> bool:
    """The judgement of the game, with the noise of knowledge."""
    return not game.is_within(*game.halves(samples), questions.EPSILON[questions.SHARP])


IN_STORE = (
    InStore("noise at the end", one_look, mistakes.NoiseAtTheEnd),
    InStore("fresh noise at each view", many_looks, mistakes.FreshNoise),
    InStore("a counter recreated at 0", lost_counter, mistakes.CounterAtZero),
)
IN_ENGINE = (
    InEngine("release on re-run", same, mistakes.released_on_rerun),
    InEngine("a copied question released again", copied, mistakes.copies_are_new),
)
