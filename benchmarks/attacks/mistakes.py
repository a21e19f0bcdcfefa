"""Mistakes planted in the live store and in the engine, each as the product would be if it were
made so.  Those that show on screens or in files are planted in a server: `planted`.

A judge that lets one of them pass would let it pass in earnest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any
from unittest.mock import patch
from uuid import UUID

from quizzes import disclosure
from quizzes.disclosure import Spent
from quizzes.live import Counted, MemoryLiveStore, Outcome, _Question
from quizzes.models import Lineage, Release, Run


class WithoutNoise(MemoryLiveStore):
    """Counters begin at 0; each subclass adds its noise too late."""

    def __init__(self) -> None:
        super().__init__()
        self.alphas: dict[str, Fraction] = {}

    def open_question(
        self, run_id: UUID, question: str, alpha: Fraction | None, *, step: int
    ) -> None:
        super().open_question(run_id, question, alpha, step=step)
        if alpha is not None:
            self.alphas[question] = alpha
            self._runs[run_id].questions[question].yes = 0

    def drawn(self, counted: Counted, question: str) -> Counted:
        """With a draw of noise added."""
        return Counted(
            (counted.yes or 0) + disclosure.noise(self.alphas[question]), counted.submitted
        )


class NoiseAtTheEnd(WithoutNoise):
    """The noise is added when the question closes, once: the open counter is exact."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, Counted] = {}

    def close_question(self, run_id: UUID, question: str) -> Counted:
        counted = super().close_question(run_id, question)
        return self.kept.setdefault(question, self.drawn(counted, question))


class FreshNoise(WithoutNoise):
    """Each view of the count draws its own noise: the mean of many is exact."""

    def close_question(self, run_id: UUID, question: str) -> Counted:
        return self.drawn(super().close_question(run_id, question), question)


class CounterAtZero(MemoryLiveStore):
    """A counter that was lost begins again at 0 with the next answer, as an increment does on a
    key that is not there."""

    def submit(self, run_id: UUID, question: str, seat: int, yes: bool) -> Outcome:
        self._runs[run_id].questions.setdefault(question, _Question(0))
        return super().submit(run_id, question, seat, yes)


@contextmanager
def released_on_rerun() -> Iterator[None]:
    """Who opens a quiz again gets its questions counted and released again."""
    manager = type(Release.objects)

    def once_more(rows: Any, **fields: Any) -> Release:
        same = {name: fields[name] for name in ("group", "lineage", "wave")}
        rows.filter(**same).delete()
        found: Release = rows.get_queryset().create(**fields)
        return found

    with (
        patch.object(manager, "spent", lambda rows, *whose: Spent()),
        patch.object(manager, "create", once_more),
        patch.object(Run, "release_of", lambda run, question: None),
    ):
        yield


@contextmanager
def copies_are_new() -> Iterator[None]:
    """A copied question has a lineage of its own."""
    with patch.object(type(Lineage.objects), "of", lambda rows, question: UUID(question.id)):
        yield
