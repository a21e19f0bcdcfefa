"""The polls of boards and desks, where nothing but a count has changed: most of what the adults of
a school ask.

What a screen was found to show is remembered for some seconds, with all that this hung on.  As long
as that is so, whoever asks with the same cookies is told "nothing new", or the new counts, for one
query and no login; so who may no longer lead a lesson sees its counts for so many seconds.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse

from classrooms.desk import Desk
from classrooms.models import Taught
from classrooms.permissions import DESK_COOKIE
from classrooms.screens import Screen
from classrooms.stage import Stage
from classrooms.views import board
from cms import addresses
from cms.middleware import language_of
from quizzes import frames
from quizzes.states import Phase

# What hangs on the clock alone (a right that ends, a new day) is late by no more than this.
SECONDS = 10.0
_MOST = 500
_LESSON_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PULSE = re.compile(rf"^/teach/lesson/({_LESSON_ID})/(?:desk/)?pulse/$")
_LESSON = ("step", "sitting_at", "slide_at")
_RUN = ("id", "phase", "step", "seats_given", "present", "addresses", "moved_to", "returned")

State = tuple[Any, ...]


class Polled(HttpResponse):
    """The reply to a poll whose `mark` was right: `shown` is what the screen shows."""

    def __init__(self, shown: Stage | Desk, screen: Screen, line: str = "", **more: Any) -> None:
        super().__init__(line, **more)
        self.shown, self.screen = shown, screen


@dataclass(frozen=True)
class Known:
    """What a screen showed in this state; `headers` are those of its counts, None where no such
    line was sent yet."""

    until: float
    state: State
    shown: Stage | Desk
    screen: Screen
    headers: dict[str, str] | None

    def holds(self, state: State) -> bool:
        """Whether it may be shown still."""
        return monotonic() < self.until and self.state == state

    def reply(self, seen: str | None) -> HttpResponse | None:
        """204 for who has `seen` these counts, else their line; None without its headers."""
        shown = self.shown.counted_anew()
        if seen == shown.seen:
            return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
        if self.headers is None:
            return None
        response = HttpResponse(board.counter(shown, self.screen), headers=self.headers)
        response.headers["Content-Length"] = str(len(response.content))
        return response


class StillRight:
    """The middleware before all that costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._known: dict[bytes, Known] = {}
        # Of the line of counts, by screen and language: the same for everybody.
        self._headers: dict[tuple[str, str], dict[str, str]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _PULSE.match(request.path_info)
        if not found or request.method != "GET" or DESK_COOKIE in request.COOKIES:
            return self._get_response(request)
        state, asked = state_of(UUID(found[1])), _digest(request)
        known = self._known.get(asked)
        if known and state is not None and known.holds(state):
            reply = known.reply(request.GET.get("seen"))
            if reply is not None:
                return reply
        response = self._get_response(request)
        if state is not None and isinstance(response, Polled):
            self._keep(asked, state, response, language_of(request))
        return response

    def _keep(self, asked: bytes, state: State, response: Polled, language: str) -> None:
        """Not where the counts have something to press: its token is for this reply alone."""
        if _stage(response.shown).move or response.cookies:
            return
        now = monotonic()
        fresh = {asked: known for asked, known in self._known.items() if now < known.until}
        self._known = fresh if len(fresh) < _MOST else {}
        line = response.screen.page, language
        if response.status_code == 200:
            self._headers[line] = _said(response)
        headers = self._headers.get(line)
        self._known[asked] = Known(now + SECONDS, state, response.shown, response.screen, headers)


def _stage(shown: Stage | Desk) -> Stage:
    return shown.stage if isinstance(shown, Desk) else shown


def _said(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.items() if name != "Content-Length"}


def _digest(request: HttpRequest) -> bytes:
    """Of everything in the request that its answer may hang on, but for what was `seen`; who asks
    is in its cookies."""
    asked = request.GET.copy()
    asked.pop("seen", None)
    said = (request.path, asked.urlencode(), *(request.headers.get(name, "") for name in _HEADERS))
    return blake2b("\n".join(said).encode(), digest_size=16).digest()


_HEADERS = ("Cookie", "Host", "Accept-Language", "HX-Request")


def state_of(taught_id: UUID) -> State | None:
    """All that a screen of the lesson compares beside the counts; None where it is not at hand: an
    open run is in memory once a tablet has asked for it, and not while it is recounting."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), [_key(taught_id)])
        rows = cursor.fetchall()
    for row in rows:
        run_id, phase, *_ = row[len(_LESSON) :]
        is_open = phase not in (None, Phase.CLOSED)
        if is_open and frames.at_hand(UUID(str(run_id))) is None:
            return None
    return (rows, addresses.tablet_urls())


@lru_cache(maxsize=1)
def _question() -> str:
    """The query for one lesson, compiled once: to compile it costs ten times what it costs."""
    names = (*_LESSON, *(f"quizzes__run__{name}" for name in _RUN))
    of_one = Taught.objects.filter(pk=UUID(int=0)).order_by("quizzes__pk")
    sql, _values = of_one.values_list(*names).query.sql_with_params()
    return str(sql)


def _key(taught_id: UUID) -> Any:
    """The id as the database has it."""
    return Taught._meta.pk.get_db_prep_value(taught_id, connection)
