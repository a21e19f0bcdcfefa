"""A pack that is brought in while people watch: one at a time, in a thread of the server.

How far it is stands in memory alone.  A server that ends meanwhile has changed nothing: the
transaction is not committed.
"""

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from django.db import connection

from curriculum.packs import importing, opening
from curriculum.packs.comparing import ASKED, Item, is_welcome
from curriculum.packs.refusals import Code, Problem, Refused


class State(Enum):
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"


class Busy(Exception):
    """Another pack is being brought in."""


@dataclass
class Job:
    """`names`: lessons that are replaced although they were changed here."""

    path: Path
    names: frozenset[str]
    state: State = State.RUNNING
    done: int = 0
    of_all: int = 0
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def takes(self, item: Item) -> bool:
        return is_welcome(item) or (item.change in ASKED and item.name in self.names)

    def went_on(self, done: int, of_all: int) -> None:
        self.done, self.of_all = done, of_all

    def run(self) -> None:
        """To its end, whatever it is; the file is deleted."""
        try:
            with opening.opened(self.path) as (pack, signer):
                self.items = importing.bring_in(
                    pack, signer=str(signer), takes=self.takes, progress=self.went_on
                )
            self._end(State.DONE)
        except Refused as refused:
            self._end(State.REFUSED, *refused.problems)
        except OSError as error:
            self._end(State.REFUSED, Problem(Code.UNREADABLE, more=error.strerror or ""))
        finally:
            # What nobody foresaw is logged by the thread; people read that nothing was changed.
            if self.state is State.RUNNING:
                self._end(State.REFUSED, Problem(Code.FAILED))
            self.path.unlink(missing_ok=True)

    def _end(self, state: State, *problems: Problem) -> None:
        self.problems = list(problems)
        self.state = state


_lock = threading.Lock()
_jobs: dict[str, Job] = {}
_ONE = "job"


def latest() -> Job | None:
    """The one that runs, or ran last since the server started."""
    return _jobs.get(_ONE)


def start(path: Path, names: Collection[str]) -> None:
    """Begin in the background.  Raises Busy."""
    with _lock:
        last = latest()
        if last and last.state is State.RUNNING:
            raise Busy
        job = _jobs[_ONE] = Job(path, frozenset(names))
    threading.Thread(target=_run, args=[job], name="pack", daemon=True).start()


def _run(job: Any) -> None:
    try:
        job.run()
    finally:
        connection.close()
