"""The fast lane: what fifty tablets ask all the time is answered before all other middleware.

Three requests go through it: the pulse, an answer sent by htmx, and the join page's "here".  Their
replies are empty, so they need no language, no policy and no session.  Whatever is not as it should
be takes the normal way, where a sentence can be said about it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cms.access import is_same_origin
from quizzes import waiting
from quizzes.access import flaw_of_form
from quizzes.views.pulse import pulse
from quizzes.views.tablet import acknowledge

PULSE = "/play/pulse"
ANSWER = "/play/answer"
HERE = "/play/here"


class FastLane:
    """The first middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == PULSE:
            return pulse(request)
        if request.path_info == HERE and request.method == "GET":
            return _here()
        if request.path_info == ANSWER and _is_answer_by_htmx(request):
            return acknowledge(request) or self.get_response(request)
        return self.get_response(request)


def _is_answer_by_htmx(request: HttpRequest) -> bool:
    is_post = request.method == "POST" and request.META.get("HTTP_HX_REQUEST") == "true"
    return is_post and not flaw_of_form(request) and is_same_origin(request)


def _here() -> HttpResponse:
    """Not even the request is looked at: who asks must not matter."""
    waiting.here()
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
