"""The polls of boards and desks, where nothing but a count has changed: most of what the adults of
a school ask.

What a screen was found to show is remembered for some seconds, with all that this hung on.  As long
as that is so, whoever asks with the same cookies is told "nothing new", or the new counts, for one
query and no login; so who may no longer lead a lesson sees its counts for so many seconds.  A press
has just found out what its screen will ask next.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from time import monotonic
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from classrooms import standing
from classrooms.desk import Desk
from classrooms.permissions import DESK_COOKIE
from classrooms.screens import Screen
from classrooms.stage import Stage
from classrooms.standing import State
from classrooms.views import board
from classrooms.views.board import Told
from cms.middleware import language_of

# What hangs on the clock alone (a right that ends, a new day) is late by no more than this.
SECONDS = 10.0
_MOST = 500
_LESSON_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PULSE = re.compile(rf"^/teach/lesson/({_LESSON_ID})/(?:desk/)?pulse/$")


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
        if DESK_COOKIE in request.COOKIES:
            return self._get_response(request)
        found = _PULSE.match(request.path_info)
        if found and request.method == "GET":
            return self._polled(request, UUID(found[1]))
        response = self._get_response(request)
        if isinstance(response, Told) and response.state is not None:
            self._keep(_asked_next(request, response), response.state, response, request)
        return response

    def _polled(self, request: HttpRequest, taught_id: UUID) -> HttpResponse:
        state, asked = standing.of(taught_id), _asked(request)
        known = self._known.get(asked)
        if known and state is not None and known.holds(state):
            reply = known.reply(request.GET.get("seen"))
            if reply is not None:
                return reply
        response = self._get_response(request)
        if state is not None and isinstance(response, Told):
            if response.status_code == 200:
                self._headers[_line_of(response, request)] = _said(response)
            self._keep(asked, state, response, request)
        return response

    def _keep(self, asked: bytes, state: State, response: Told, request: HttpRequest) -> None:
        """Not where the counts have something to press: its token is for this reply alone."""
        if _stage(response.shown).move or not _keeps_cookies(request, response):
            return
        now = monotonic()
        fresh = {asked: known for asked, known in self._known.items() if now < known.until}
        self._known = fresh if len(fresh) < _MOST else {}
        headers = self._headers.get(_line_of(response, request))
        self._known[asked] = Known(now + SECONDS, state, response.shown, response.screen, headers)


def _keeps_cookies(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether who asked will come with the same ones: the token of forms is sent along to be kept
    for longer."""
    brought = request.COOKIES
    return all(brought.get(name) == one.value for name, one in response.cookies.items())


def _line_of(response: Told, request: HttpRequest) -> tuple[str, str]:
    return response.screen.page, language_of(request)


def _stage(shown: Stage | Desk) -> Stage:
    return shown.stage if isinstance(shown, Desk) else shown


def _said(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.items() if name != "Content-Length"}


def _asked(request: HttpRequest) -> bytes:
    asked = request.GET.copy()
    asked.pop("seen", None)
    return _digest(request, request.path, asked)


def _asked_next(request: HttpRequest, response: Told) -> bytes:
    """What the screen that was drawn will ask."""
    asked = QueryDict(mutable=True)
    asked["mark"] = response.shown.mark
    return _digest(request, response.screen.url(_stage(response.shown).taught, "pulse"), asked)


def _digest(request: HttpRequest, path: str, asked: QueryDict) -> bytes:
    """Of everything in a poll that its answer may hang on, but for what was `seen`; who asks is in
    the cookies."""
    said = (path, asked.urlencode(), *(request.headers.get(name, "") for name in _HEADERS))
    return blake2b("\n".join(said).encode(), digest_size=16).digest()


_HEADERS = ("Cookie", "Host", "Accept-Language", "HX-Request")
