"""A pack that is made or brought in while people watch: one at a time, in a thread of the server.

How far it is stands in memory alone.  A server that ends meanwhile has changed nothing: what is
brought in is one transaction, and a file that is not whole is offered to nobody.
"""

import threading
from dataclasses import dataclass, field
from enum import Enum

from django.db import connection
from django.utils import translation

from cms.models import User
from curriculum.packs.refusals import Code, Problem, Refused
from curriculum.packs.work import BringIn, Make, Work


class State(Enum):
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"


class Busy(Exception):
    """Another pack is being made or brought in."""


@dataclass
class Job:
    """Work, how far it is, and what became of it; sentences in the language of who started it."""

    work: Work
    language: str | None = field(default_factory=translation.get_language)
    state: State = State.RUNNING
    done: int = 0
    of_all: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        return self.state is State.RUNNING

    @property
    def percent(self) -> int:
        return 100 * self.done // self.of_all if self.of_all else 0

    @property
    def made(self) -> Make | None:
        """The pack that it has made or is making."""
        return self.work if isinstance(self.work, Make) else None

    @property
    def brought(self) -> BringIn | None:
        return self.work if isinstance(self.work, BringIn) else None

    def went_on(self, done: int, of_all: int) -> None:
        self.done, self.of_all = done, of_all

    def run(self) -> None:
        """To its end, whatever it is.  Of what failed or was brought in no file stays."""
        try:
            with translation.override(self.language):
                self.work.do(self.went_on)
            self._end(State.DONE)
        except Refused as refused:
            self._end(State.REFUSED, *refused.problems)
        except OSError as error:
            self._end(State.REFUSED, Problem(Code.UNREADABLE, more=error.strerror or ""))
        finally:
            # What nobody foresaw is logged by the thread; people read that nothing was changed.
            if self.is_running:
                self._end(State.REFUSED, Problem(Code.FAILED))
            if not (self.made and self.state is State.DONE):
                self.work.leave()

    def _end(self, state: State, *problems: Problem) -> None:
        self.problems = list(problems)
        self.state = state


_lock = threading.Lock()
# Of each person the last, by the person's number.
_jobs: dict[int, Job] = {}


def latest(user: User) -> Job | None:
    """What this person started last, since the server started."""
    return _jobs.get(user.pk)


def start(work: Work, user: User) -> Job:
    """Begin in the background; what the same person made before is there no more.  Raises Busy."""
    with _lock:
        if any(job.is_running for job in _jobs.values()):
            raise Busy
        if last := latest(user):
            last.work.leave()
        job = _jobs[user.pk] = Job(work)
    threading.Thread(target=_run, args=[job], name="pack", daemon=True).start()
    return job


def _run(job: Job) -> None:
    try:
        job.run()
    finally:
        connection.close()
