"""The fast lane: what all tablets of a school ask at the same time is answered before all else.

Four requests go through it: the pulse, an answer sent by htmx, the screen that htmx fetches after a
step, and the join page's "here".  The replies but the screen's are empty, so they need no language,
no policy and no session; the screen has the headers that the normal way gives it.  Whatever is not
as it should be takes the normal way, where a sentence can be said about it.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from cms.access import is_same_origin
from cms.middleware import chosen_language
from quizzes import frames, papers, tablets, waiting
from quizzes.access import flaw_of_form
from quizzes.tablets import Refused
from quizzes.views import cookies, stencils
from quizzes.views.pulse import MOVED, NO_STORE, at_the_door, pulse
from quizzes.views.tablet import acknowledge

PULSE = "/play/pulse"
ANSWER = "/play/answer"
HERE = "/play/here"
SCREEN = "/play/"

_AT_THE_DOOR = {
    204: ("204 No Content", list(HttpResponse(status=204, headers=NO_STORE).items())),
    200: ("200 OK", list(HttpResponse(headers=MOVED).items())),
}
# What the normal way says of a screen beside its text and length, by language: the same of all.
_headers: dict[str, dict[str, str]] = {}


class FastLane:
    """The first middleware: takes what has come past the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = _taken(request)
        if response is None:
            response = self.get_response(request)
            if _is_fetch(request):
                _learn(response)
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
            _taken  # type: ignore[arg-type]  # None, "not taken", passes through it as it is
        )

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(SCREEN):
            return self._site(environ, start_response)
        if path == PULSE and (status := at_the_door(environ)):
            start_response(*_AT_THE_DOOR[status])
            return [b""]
        request = WSGIRequest(environ)
        if path in (PULSE, ANSWER, SCREEN) and frames.at_hand(cookies.run(request)):
            response = self._take(request)
            if response is not None:
                return _sent(response, start_response)
            if _is_answer(request):  # refused, and read: Django reads it once more
                environ["wsgi.input"] = BytesIO(request.body)
        return self._site(environ, start_response)


def _sent(response: HttpResponse, start_response: Callable[..., Any]) -> Iterable[bytes]:
    cookies_set = (("Set-Cookie", each.OutputString()) for each in response.cookies.values())
    start_response(
        f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies_set]
    )
    return [response.content]


def _taken(request: HttpRequest) -> HttpResponse | None:
    """The reply of the fast lane, None for what it does not take."""
    if request.path_info == PULSE:
        return pulse(request)
    if request.path_info == HERE and request.method == "GET":
        return _here()
    if _is_answer(request):
        return acknowledge(request)
    return _screen(request) if _is_fetch(request) else None


def _is_htmx(request: HttpRequest) -> bool:
    return request.META.get("HTTP_HX_REQUEST") == "true"


def _is_answer(request: HttpRequest) -> bool:
    is_post = request.path_info == ANSWER and request.method == "POST" and _is_htmx(request)
    return is_post and not flaw_of_form(request) and is_same_origin(request)


def _is_fetch(request: HttpRequest) -> bool:
    """Whether htmx fetches the screen of a tablet.  A cookie that is not named here may change
    what a screen shows: then it is the normal way's."""
    if request.path_info != SCREEN or request.method != "GET" or not _is_htmx(request):
        return False
    is_plain = "HTTP_HX_BOOSTED" not in request.META and not request.META.get("QUERY_STRING")
    return is_plain and request.COOKIES.keys() <= _KNOWN


_KNOWN = {cookies.TURN, settings.LANGUAGE_COOKIE_NAME, *papers.COOKIES}


def _screen(request: HttpRequest) -> HttpResponse | None:
    tablet = cookies.read(request)
    frame = frames.at_hand(tablet.run_id)
    if frame is None:
        return None
    language = chosen_language(request) or frame.language
    with suppress(Refused), translation.override(language):
        page = stencils.drawn(tablet, tablets.seat_in_turn(tablet, frame))
        if page and language in _headers:
            response = HttpResponse(page, headers=_headers[language])
            response.headers["Content-Length"] = str(len(response.content))
            return response
    return None


def _learn(response: HttpResponse) -> None:
    """Keep what is said of every screen in this language."""
    if response.status_code == 200 and not response.cookies:
        said = {name: value for name, value in response.items() if name != "Content-Length"}
        _headers[said["Content-Language"]] = said


def _here() -> HttpResponse:
    """Not even the request is looked at: who asks must not matter."""
    waiting.here()
    return HttpResponse(status=204, headers=NO_STORE)
