"""The fast lane: what all tablets of a school ask at the same time is answered before all else.

Four requests go through it: the pulse, an answer sent by htmx, the screen that htmx fetches after a
step, and the join page's "here".  The replies but the screen's are empty, so they need no language,
no policy and no session; the screen has the headers that the normal way gives it.  Whatever is not
as it should be takes the normal way, where a sentence can be said about it.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse

from cms.access import is_same_origin
from cms.places import FORM
from quizzes import frames, papers, tablets, waiting
from quizzes.access import flaw_of_form
from quizzes.frames import Frame
from quizzes.tablets import Tablet
from quizzes.views import cookies, replies
from quizzes.views.pulse import NO_STORE, at_the_door, pulse
from quizzes.views.replies import Reply

PULSE = "/play/pulse"
ANSWER = "/play/answer"
HERE = "/play/here"
SCREEN = "/play/"

_AT_THE_DOOR = {204: replies.NOTHING, 200: replies.COME_AGAIN}


class FastLane:
    """The first middleware: takes what has come past the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = _taken(request)
        if response is None:
            response = self.get_response(request)
            if _is_fetch(request):
                replies.learn(response)
        return response


class Door:
    """The site as the server calls it: the fast lane, and Django behind it.

    Here only those requests are taken that memory alone can answer; a restart, a recount or an
    unknown run is for the middleware, with a database at hand.
    """

    def __init__(self, site: Callable[..., Iterable[bytes]]) -> None:
        self._site = site
        # An error in here is logged and answered as Django does it everywhere.
        self._take: Callable[[Any], Any] = convert_exception_to_response(
            _from_memory  # type: ignore[arg-type]  # what it replies passes through as it is
        )

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(SCREEN):
            return self._site(environ, start_response)
        if path == PULSE and (status := at_the_door(environ)):
            return _sent(_AT_THE_DOOR[status], start_response)
        if path in (PULSE, ANSWER, SCREEN):
            request = WSGIRequest(environ)
            if (reply := self._take(request)) is not None:
                return _sent(reply, start_response)
            if _is_answer(request):  # it was read, and Django reads it once more
                environ["wsgi.input"] = BytesIO(request.body)
        return self._site(environ, start_response)


def _sent(reply: Reply | HttpResponse, start_response: Callable[..., Any]) -> Iterable[bytes]:
    if isinstance(reply, Reply):
        start_response(reply.status, reply.headers)
        return [reply.body]
    said = [*reply.items(), *(("Set-Cookie", one.OutputString()) for one in reply.cookies.values())]
    start_response(f"{reply.status_code} {reply.reason_phrase}", said)
    return [reply.content]


def _from_memory(request: HttpRequest) -> Reply | HttpResponse | None:
    """What memory alone can reply; None for what it cannot."""
    tablet = cookies.read(request)
    frame = frames.at_hand(tablet.run_id)
    if frame is None:
        return None
    return pulse(request) if request.path_info == PULSE else _reply(request, tablet, frame)


def _taken(request: HttpRequest) -> HttpResponse | None:
    """The reply of the fast lane with a database at hand, None for what it does not take."""
    if request.path_info == PULSE:
        return pulse(request)
    if request.path_info == HERE and request.method == "GET":
        return _here()
    if request.path_info not in (ANSWER, SCREEN):
        return None
    tablet = cookies.read(request)
    is_answer = _is_answer(request)
    frame = tablets.welcome(tablet) if is_answer else frames.at_hand(tablet.run_id)
    reply = _reply(request, tablet, frame) if frame else None
    return reply.as_response() if reply else None


def _reply(request: HttpRequest, tablet: Tablet, frame: Frame) -> Reply | None:
    if _is_answer(request):
        return replies.of_answer(request, tablet, frame)
    return replies.of_screen(request, tablet, frame) if _is_fetch(request) else None


def _is_htmx(request: HttpRequest) -> bool:
    return request.META.get("HTTP_HX_REQUEST") == "true"


def _is_answer(request: HttpRequest) -> bool:
    is_post = request.path_info == ANSWER and request.method == "POST" and _is_htmx(request)
    is_form = is_post and request.META.get("CONTENT_TYPE") == FORM
    return is_form and not flaw_of_form(request) and is_same_origin(request)


def _is_fetch(request: HttpRequest) -> bool:
    """Whether htmx fetches the screen of a tablet.  A cookie that is not named here may change
    what a screen shows: then it is the normal way's."""
    if request.path_info != SCREEN or request.method != "GET" or not _is_htmx(request):
        return False
    is_plain = "HTTP_HX_BOOSTED" not in request.META and not request.META.get("QUERY_STRING")
    return is_plain and request.COOKIES.keys() <= _KNOWN


_KNOWN = {cookies.TURN, settings.LANGUAGE_COOKIE_NAME, *papers.COOKIES}


def _here() -> HttpResponse:
    """Not even the request is looked at: who asks must not matter."""
    waiting.here()
    return HttpResponse(status=204, headers=NO_STORE)
