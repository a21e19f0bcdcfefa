"""The boards' poll, where nothing has changed: most of what the adults of a school ask.

A poll that was told 204 is remembered for some seconds, with what its answer hung on; the very same
poll is told 204 again as long as that is so.  It costs one query and no login, so who may no longer
lead a lesson learns for so many seconds that nothing has happened in it.
"""

import re
from collections.abc import Callable
from hashlib import blake2b
from time import monotonic
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from classrooms.models import Taught
from classrooms.permissions import DESK_COOKIE
from cms import addresses
from quizzes import frames, live
from quizzes.states import Phase

# What hangs on the clock alone (the desk's minutes, a new day) is late by no more than this.
SECONDS = 5.0
_MOST = 500
_LESSON_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PULSE = re.compile(rf"^/teach/lesson/({_LESSON_ID})/(?:desk/)?pulse/$")
_LESSON = ("step", "sitting_at", "slide_at")
_RUN = ("id", "phase", "step", "seats_given", "present", "addresses", "moved_to", "returned")

State = tuple[Any, ...]


class StillRight:
    """The middleware before all that costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._told: dict[bytes, tuple[float, State]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _PULSE.match(request.path_info)
        if not found or request.method != "GET" or DESK_COOKIE in request.COOKIES:
            return self._get_response(request)
        state, asked = state_of(UUID(found[1])), _digest(request)
        if state is not None and self._is_told(asked, state):
            return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
        response = self._get_response(request)
        if state is not None and response.status_code == 204:
            self._remember(asked, state)
        return response

    def _is_told(self, asked: bytes, state: State) -> bool:
        until, known = self._told.get(asked, (0.0, None))
        return monotonic() < until and known == state

    def _remember(self, asked: bytes, state: State) -> None:
        if len(self._told) >= _MOST:
            self._told.clear()
        self._told[asked] = (monotonic() + SECONDS, state)


def _digest(request: HttpRequest) -> bytes:
    """Of everything in the request that its answer may hang on; who asks is in its cookies."""
    said = (request.get_full_path(), *(request.headers.get(name, "") for name in _HEADERS))
    return blake2b("\n".join(said).encode(), digest_size=16).digest()


_HEADERS = ("Cookie", "Host", "Accept-Language", "HX-Request")


def state_of(taught_id: UUID) -> State | None:
    """All that a screen of the lesson compares; None where it is not at hand: an open run is in
    memory once a tablet has asked for it, and not while it is recounting."""
    names = (*_LESSON, *(f"quizzes__run__{name}" for name in _RUN))
    rows = list(Taught.objects.filter(pk=taught_id).order_by("quizzes__pk").values_list(*names))
    sent: list[Any] = []
    for row in rows:
        run_id, phase, _, seats, *_ = row[len(_LESSON) :]
        if phase in (None, Phase.CLOSED):
            continue
        frame = frames.at_hand(run_id)
        if frame is None:
            return None
        questions = [question.id for _, question in frame.open_questions]
        sent.append(live.store().progress(run_id, questions, seats))
    return (rows, sent, addresses.tablet_urls())
