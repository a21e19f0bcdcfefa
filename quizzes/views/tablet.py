"""The pupils' screens.  Every screen is `GET /play/`, drawn from the tablet's cookies and the
run; posts answer with a redirect to it, or, for htmx, with the screen itself.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from cms.middleware import chosen_language
from quizzes import tablets
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
    """Take a seat with the code on the board."""
    tablet = cookies.read(request)
    code = "".join(filter(str.isdecimal, request.POST.get("code", "")))
    try:
        run_id, slot, sealed = tablets.take_seat(tablet, code)
    except Refused as refused:
        return _draw(request, screens.join(refused.trouble), status=STATUS[refused.trouble])
    kept = tablet.sealed if tablet.run_id == run_id else ()
    response = _answer(request, Tablet(run_id, slot, (*kept, (slot, sealed))))
    if tablet.run_id != run_id:
        cookies.clear(response, tablet)
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
        cookies.clear(response, tablet)
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
        lost = Trouble.LOST_SEAT if tablet.run_id else trouble
        response = _draw(request, screens.join(lost), status=STATUS[lost] if lost else 200)
        if tablet.run_id:
            cookies.clear(response, tablet)
        return response
    status = STATUS[trouble] if trouble else 200
    if not frame.is_open:
        return _draw(request, screens.finished(frame, trouble), status=status)
    if tablet.slot is None:
        return _draw(request, screens.join(trouble), status=status)
    try:
        seat = tablets.seat_in_turn(tablet, frame)
    except Refused as refused:
        response = _draw(request, screens.join(refused.trouble), status=STATUS[refused.trouble])
        cookies.clear(response, tablet)
        return response
    return _draw(request, screens.of_seat(seat, trouble), status=status)


def _language(request: HttpRequest, frame: Frame | None) -> str:
    """The one picked on the tablet, else the lesson's, else the source's."""
    run_language = frame.language if frame else settings.LANGUAGE_CODE
    return chosen_language(request) or run_language


def _draw(request: HttpRequest, context: Context, *, status: int) -> HttpResponse:
    partial = "#screen" if _wants_partial(request) else ""
    response = render(request, f"quizzes/tablet.html{partial}", context, status=status)
    response.headers["Content-Language"] = translation.get_language() or ""
    return response
