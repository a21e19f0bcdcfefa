"""The replies of the fast lane, as the server sends them: made of memory, without Django's
response, which would cost more than what is in them.

Each is letter by letter what the normal way replies, and made of what that one said: headers are
learnt, a cookie is written by Django once a second for all seats.
"""

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

from cms.middleware import chosen_language
from quizzes import tablets
from quizzes.frames import Frame
from quizzes.tablets import Refused, Tablet
from quizzes.views import cookies, stencils
from quizzes.views.pulse import MOVED, NO_STORE
from quizzes.views.tablet import Form, take_answers

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """A response as WSGI takes it."""

    status: str
    headers: Headers
    body: bytes = b""

    def as_response(self) -> HttpResponse:
        """The same for those between the lane and the server."""
        plain = {name: value for name, value in self.headers if name != _COOKIE}
        response = HttpResponse(self.body, status=int(self.status[:3]), headers=plain)
        for name, value in self.headers:
            if name == _COOKIE:
                response.cookies.load(value)
        return response


_COOKIE = "Set-Cookie"
NOTHING = Reply("204 No Content", list(HttpResponse(status=204, headers=NO_STORE).items()))
COME_AGAIN = Reply("200 OK", list(HttpResponse(headers=MOVED).items()))
# What the normal way says of a screen beside its text and length, by language: the same of all.
_of_screens: dict[str, Headers] = {}


def of_answer(request: HttpRequest, tablet: Tablet, frame: Frame) -> Reply | None:
    """After an answer sent by htmx: nothing but the paper, because the page already holds what
    comes next.  None when an answer is refused, so that the normal way can say why; what was
    counted here is not counted there again."""
    form = _form(request)
    if form is None:
        return None
    with suppress(Refused):
        slot, sealed, trouble = take_answers(form, tablet, frame)
        if trouble is None:
            paper = (_COOKIE, cookies.line_of_paper(slot, sealed))
            return Reply(NOTHING.status, [*NOTHING.headers, paper])
    return None


def _form(request: HttpRequest) -> Form | None:
    """None for what is no form that a tablet sends: the normal way says so."""
    try:
        said = request.body.decode()
        return parse_qsl(said, keep_blank_values=True, max_num_fields=_FIELDS_MAX)
    except ValueError:
        return None


# A tablet sends one for each question at most, and the question's own.
_FIELDS_MAX = 100


def of_screen(request: HttpRequest, tablet: Tablet, frame: Frame) -> Reply | None:
    """The screen that the seat in turn sees; None where it is not the same for all seats."""
    language = chosen_language(request) or frame.language
    headers = _of_screens.get(language)
    if headers is None:
        return None
    with suppress(Refused):
        page = stencils.drawn(tablet, tablets.seat_in_turn(tablet, frame), language)
        if page is not None:
            body = page.encode()
            return Reply("200 OK", [*headers, ("Content-Length", str(len(body)))], body)
    return None


def learn(response: HttpResponse) -> None:
    """Keep what is said of every screen in this language."""
    if response.status_code == 200 and not response.cookies:
        said = [(name, value) for name, value in response.items() if name != "Content-Length"]
        _of_screens[response["Content-Language"]] = said
