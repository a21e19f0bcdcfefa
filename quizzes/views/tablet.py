"""The pupils' screens.  Every screen is `GET /play/`, drawn from the tablet's cookies and the
run; posts answer with a redirect to it, or, for htmx, with the screen itself.
"""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from cms.middleware import chosen_language
from quizzes import joining, tablets
from quizzes.access import pupil_view
from quizzes.frames import Frame
from quizzes.tablets import STATUS, Refused, Tablet, Trouble
from quizzes.views import cookies, screens
from quizzes.views.screens import Context


@pupil_view
@require_GET
def screen(request: HttpRequest) -> HttpResponse:
    """The present state of this tablet."""
    return _present(request, cookies.read(request))


@pupil_view
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Take a seat with a code, or beside the seats that this tablet has."""
    tablet = cookies.read(request)
    code = "".join(filter(str.isdecimal, request.POST.get("code", "")))
    try:
        seated = joining.take_seat(tablet, code, request.POST.get("ticket", ""))
    except Refused as refused:
        return _present(request, tablet, refused.trouble)
    run_id, slot, sealed = seated.run_id, seated.slot, seated.sealed
    others = tuple(one for one in tablet.sealed if tablet.run_id == run_id and one[0] != slot)
    response = _answer(request, Tablet(run_id, slot, (*others, (slot, sealed))))
    if tablet.run_id != run_id:
        cookies.clear(request, response, tablet)
    cookies.hand_easy_on(request, response, slot)
    cookies.write_paper(response, slot, sealed)
    cookies.write_turn(response, run_id, slot)
    return response


@pupil_view
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Count the seat's answers and give its paper back.  No database is touched."""
    tablet = cookies.read(request)
    try:
        slot, sealed, trouble = _take_answers(request, tablet)
    except Refused as refused:
        return _present(request, tablet, refused.trouble)
    response = _present(request, tablet, trouble) if trouble else _answer(request, tablet)
    cookies.write_paper(response, slot, sealed)
    return response


@pupil_view
@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """Asked for by the page of the quick exit, also without JavaScript: the paper in turn is sealed
    anew.  A cookie that changes makes the browser drop the page that was left, choice and all."""
    response = HttpResponse(status=204)
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame and frame.is_open and tablet.slot is not None:
        with suppress(Refused):
            seat = tablets.seat_in_turn(tablet, frame)
            cookies.write_paper(response, tablet.slot, seat.sealed(seat.paper))
    return response


def acknowledge(request: HttpRequest) -> HttpResponse | None:
    """The same for htmx: an empty reply, because the page already holds what comes next.  None
    when an answer is refused, so that the normal way can say why; what was counted here is not
    counted there again."""
    try:
        slot, sealed, trouble = _take_answers(request, cookies.read(request))
    except Refused:
        return None
    if trouble:
        return None
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    cookies.write_paper(response, slot, sealed)
    return response


def _take_answers(request: HttpRequest, tablet: Tablet) -> tuple[int, str, Trouble | None]:
    """Submit what the form says; the slot, its newer paper, and what was wrong with an answer.

    Raises Refused when no seat of an open run is speaking.
    """
    frame = tablets.welcome(tablet)
    if frame is None:
        raise Refused(Trouble.LOST_SEAT)
    if not frame.is_open or tablet.slot is None:
        raise Refused(Trouble.NOT_OPEN)
    seat = tablets.seat_in_turn(tablet, frame)
    paper, trouble = tablets.submit_all(seat, _answers(request.POST))
    return tablet.slot, seat.sealed(paper), trouble


def _answers(form: QueryDict) -> list[tuple[str, str]]:
    """Question and token of each answer: the one that was led to, and those at own pace."""
    led = [(form.get("question", ""), form.get("option", ""))] if "question" in form else []
    prefix = screens.OWN_FIELD
    own = [(name, token) for name, tokens in form.lists() for token in tokens]
    return led + [(n.removeprefix(prefix), token) for n, token in own if n.startswith(prefix)]


@pupil_view
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """Hand the tablet over: nobody's turn.  Papers of an open run stay, to be counted again."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame and frame.is_open:
        response = _answer(request, Tablet(tablet.run_id, None, tablet.sealed))
        cookies.write_turn(response, frame.run_id, None)
    else:
        response = _answer(request, Tablet())
        cookies.clear(request, response, tablet)
    return response


@pupil_view
@require_POST
def next_pupil(request: HttpRequest) -> HttpResponse:
    """Take over a tablet that was handed on: it is the turn of the next seat that is to send."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    found = tablets.next_seat(tablet, frame) if frame and frame.is_open else None
    if frame is None or found is None:
        return _present(request, tablet)
    response = _answer(request, Tablet(tablet.run_id, found[0], tablet.sealed))
    cookies.hand_easy_on(request, response, found[0])
    cookies.write_turn(response, frame.run_id, found[0])
    return response


@pupil_view
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Another language for this tablet; the choice on the screen is kept by its id."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return _present(request, cookies.read(request))
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = code
    response = _answer(request, cookies.read(request))
    cookies.write_language(response, code)
    return response


@pupil_view
@require_POST
def easy(request: HttpRequest) -> HttpResponse:
    """Easy reading on or off, for the seat in turn alone: the next pupil of the tablet must not see
    who needed it, and finds his own way of reading again when it is his turn."""
    tablet = cookies.read(request)
    response = HttpResponseRedirect(reverse("play:screen"), status=303)
    cookies.write_easy(request, response, tablet, request.POST.get("easy") == "1")
    return response


def _answer(request: HttpRequest, tablet: Tablet) -> HttpResponse:
    """After a post: the screen for htmx, else a redirect to it."""
    if _wants_partial(request):
        return _present(request, tablet)
    return HttpResponseRedirect(reverse("play:screen"), status=303)


def _wants_partial(request: HttpRequest) -> bool:
    """Not the language form: it is boosted, because the header changes too."""
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django-htmx's middleware
    return bool(htmx) and not htmx.boosted


def _present(request: HttpRequest, tablet: Tablet, trouble: Trouble | None = None) -> HttpResponse:
    """Draw what the tablet should see now, with a sentence where something went wrong."""
    frame = tablets.welcome(tablet)
    translation.activate(_language(request, frame))
    if frame is None:
        return _lost(request, tablet, Trouble.LOST_SEAT if tablet.run_id else trouble)
    if not frame.is_open:
        return _draw(request, screens.finished(frame, trouble), trouble)
    if tablet.slot is None:
        return _draw(request, screens.between(tablet, frame, trouble), trouble, tablet)
    try:
        seat = tablets.seat_in_turn(tablet, frame)
    except Refused as refused:
        if refused.trouble is Trouble.LOST_SEAT and not tablets.seats(tablet, frame):
            return _lost(request, tablet, refused.trouble)
        trouble = refused.trouble
        return _draw(request, screens.between(tablet, frame, trouble), trouble, tablet)
    return _draw(request, screens.of_seat(tablet, seat, trouble), trouble, tablet)


def _lost(request: HttpRequest, tablet: Tablet, trouble: Trouble | None) -> HttpResponse:
    """The run is unknown, or the paper in turn is no paper: begin anew."""
    response = _draw(request, screens.join(trouble), trouble)
    if tablet.run_id:
        cookies.clear(request, response, tablet)
    return response


def _language(request: HttpRequest, frame: Frame | None) -> str:
    """The one picked on the tablet, else the lesson's, else the source's."""
    run_language = frame.language if frame else settings.LANGUAGE_CODE
    return chosen_language(request) or run_language


def _draw(
    request: HttpRequest, context: Context, trouble: Trouble | None, tablet: Tablet | None = None
) -> HttpResponse:
    context["turn"] = cookies.turn_of(tablet or Tablet())
    context["easy"] = cookies.reads_easily(request, tablet or Tablet())
    partial = "#screen" if _wants_partial(request) else ""
    status = STATUS[trouble] if trouble else 200
    response = render(request, f"quizzes/tablet.html{partial}", context, status=status)
    response.headers["Content-Language"] = translation.get_language() or ""
    return response
