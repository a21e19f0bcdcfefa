"""The pupils' screens.  Every screen is `GET /play/`, drawn from the tablet's cookies and the
run; posts answer with a redirect to it, or, for htmx, with the screen itself.
"""

from contextlib import suppress
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from cms.middleware import chosen_language
from quizzes import joining, papers, tablets
from quizzes.access import pupil_view
from quizzes.frames import Frame
from quizzes.models import Run
from quizzes.tablets import STATUS, Refused, Tablet, Trouble
from quizzes.views import cookies, screens
from quizzes.views.screens import Context

# Names and values of a form, in its order.
Form = list[tuple[str, str]]


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
    who, ticket = request.POST.get("who", ""), request.POST.get("ticket", "")
    run = None if "new" in request.POST else joining.awaited(tablet, code)
    if run and not who:
        return _ask_who(request, run, code)
    try:
        if who:
            seated = joining.come_back(tablet, code, who, ticket)
        else:
            seated = joining.take_seat(tablet, code, ticket)
    except Refused as refused:
        if run:
            return _ask_who(request, run, code, refused.trouble)
        return _present(request, tablet, refused.trouble)
    run_id, slot, sealed = seated.frame.run_id, seated.slot, seated.sealed
    others = tuple(one for one in tablet.sealed if tablet.run_id == run_id and one[0] != slot)
    holds = Tablet(run_id, sealed=(*others, (slot, sealed))).turned_to(slot, seated.frame)
    response = _answer(request, holds)
    if tablet.run_id != run_id:
        cookies.clear(request, response, tablet)
    cookies.hand_easy_on(request, response, slot)
    cookies.write_paper(response, slot, sealed)
    cookies.write_turn(response, holds)
    return response


def _ask_who(
    request: HttpRequest, run: Run, code: str, trouble: Trouble | None = None
) -> HttpResponse:
    """The tablet may have had a seat at this computer's old address."""
    translation.activate(chosen_language(request) or run.language)
    return _draw(request, screens.back(run, code, trouble), trouble)


@pupil_view
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Count the seat's answers and give its paper back.  No database is touched."""
    tablet = cookies.read(request)
    form = [(name, value) for name, values in request.POST.lists() for value in values]
    try:
        slot, sealed, trouble = take_answers(form, tablet, _welcomed(tablet))
    except Refused as refused:
        return _present(request, tablet, refused.trouble)
    response = _present(request, tablet, trouble) if trouble else _answer(request, tablet)
    cookies.write_paper(response, slot, sealed)
    return response


def _welcomed(tablet: Tablet) -> Frame:
    frame = tablets.welcome(tablet)
    if frame is None:
        raise Refused(Trouble.LOST_SEAT)
    return frame


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


def take_answers(form: Form, tablet: Tablet, frame: Frame) -> tuple[int, str, Trouble | None]:
    """Submit what the form says; the slot, its newer paper, and what was wrong with an answer.

    Raises Refused when no seat of an open run is speaking.
    """
    slot = tablets.at_question(tablet, frame).slot
    if not frame.is_open or slot is None:
        raise Refused(Trouble.NOT_OPEN)
    seat = tablets.seat_in_turn(tablet, frame)
    paper, trouble = tablets.submit_all(seat, _answers(form))
    return slot, seat.sealed(paper), trouble


def _answers(form: Form) -> list[tuple[str, str]]:
    """Question and token of each answer: the one that was led to, and those at own pace."""
    fields, prefix = dict(form), screens.OWN_FIELD
    led = [(fields["question"], fields.get("option", ""))] if "question" in fields else []
    return led + [(n.removeprefix(prefix), token) for n, token in form if n.startswith(prefix)]


@pupil_view
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """Hand the tablet over: nobody's turn.  Papers of an open run stay, to be counted again."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame and frame.is_open:
        response = _turned(request, tablet.turned_from(tablet.slot, frame))
    else:
        response = _answer(request, Tablet())
        cookies.clear(request, response, tablet)
    return response


@pupil_view
@require_POST
def next_pupil(request: HttpRequest) -> HttpResponse:
    """Take over a tablet that was handed on: it is the turn of the seat that was called, else of
    the next that is to send.  `absent`: who was called is not there, and the next one is called;
    nothing is kept of that but a cookie."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame is None or not frame.is_open:
        return _present(request, tablet)
    tablet = tablets.at_question(tablet, frame)
    absent = _slot(request.POST.get("absent"))
    if absent is not None:
        is_waiting = tablets.seat_at(tablet, frame, absent) is not None
        gone = tablet.turned_from(absent, frame)
        return _turned(request, gone) if is_waiting else _present(request, tablet)
    slot = _called(tablet, frame, _slot(request.POST.get("slot")))
    if slot is None:
        return _present(request, tablet)
    response = _turned(request, tablet.turned_to(slot, frame))
    cookies.hand_easy_on(request, response, slot)
    return response


def _slot(said: str | None) -> int | None:
    """A slot as a form names it; None where there is none such."""
    slots = map(str, range(papers.SEATS_PER_TABLET))
    return int(said) if said is not None and said in slots else None


def _called(tablet: Tablet, frame: Frame, slot: int | None) -> int | None:
    """The slot that was called, else the next one; None where nobody waits there."""
    if slot is not None:
        return slot if tablets.seat_at(tablet, frame, slot) else None
    found = tablets.next_seat(tablet, frame)
    return found[0] if found else None


def _turned(request: HttpRequest, tablet: Tablet) -> HttpResponse:
    """The screen of whose turn it is from now on."""
    response = _answer(request, tablet)
    cookies.write_turn(response, tablet)
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
    tablet = tablets.at_question(tablet, frame)
    if tablet.slot is None:
        return _draw(request, screens.between(tablet, frame, trouble), trouble, tablet)
    try:
        seat = tablets.seat_in_turn(tablet, frame)
    except Refused as refused:
        if refused.trouble is Trouble.LOST_SEAT and not tablets.seats(tablet, frame):
            return _lost(request, tablet, refused.trouble)
        trouble = refused.trouble
        held = replace(tablet, slot=tablets.slot_in_turn(tablet, frame))
        return _draw(request, screens.between(tablet, frame, trouble), trouble, held)
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
    context["turn"] = cookies.turn_of(tablet.slot if tablet else None)
    context["easy"] = cookies.reads_easily(request, tablet or Tablet())
    partial = "#screen" if _wants_partial(request) else ""
    status = STATUS[trouble] if trouble else 200
    response = render(request, f"quizzes/tablet.html{partial}", context, status=status)
    response.headers["Content-Language"] = translation.get_language() or ""
    return response
