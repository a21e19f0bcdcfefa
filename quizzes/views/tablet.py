"""The pupils' screens.  Every screen is `GET /play/`, drawn from the tablet's cookies and the
run; posts answer with a redirect to it, or, for htmx, with the screen itself.

Nothing is ever drawn from what a paper holds but the number of its seat.
"""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.middleware import chosen_language
from quizzes import tablets
from quizzes.access import pupil_view
from quizzes.frames import Frame
from quizzes.questions import NOT_SURE, SKIP, Question, Text, Words
from quizzes.states import Kind, Phase
from quizzes.tablets import STATUS, Refused, Seat, Tablet, Trouble
from quizzes.views import cookies

PULSE_MS = (900, 1100)


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
        return _draw(request, _join(refused.trouble), status=STATUS[refused.trouble])
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
    """Count the seat's answer and give its paper back.  No database is touched."""
    tablet = cookies.read(request)
    try:
        slot, sealed = _take_answer(request, tablet)
    except Refused as refused:
        return _present(request, tablet, refused.trouble)
    response = _answer(request, tablet)
    cookies.write_paper(response, slot, sealed)
    return response


def acknowledge(request: HttpRequest) -> HttpResponse | None:
    """The same for htmx: an empty reply, because the page already holds what comes next.  None
    when the answer is refused, so that the normal way can say why."""
    try:
        slot, sealed = _take_answer(request, cookies.read(request))
    except Refused:
        return None
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    cookies.write_paper(response, slot, sealed)
    return response


def _take_answer(request: HttpRequest, tablet: Tablet) -> tuple[int, str]:
    """Submit what the form says; the slot and its newer paper.  Raises Refused."""
    frame = tablets.welcome(tablet)
    if frame is None:
        raise Refused(Trouble.LOST_SEAT)
    if not frame.is_open or tablet.slot is None:
        raise Refused(Trouble.NOT_OPEN)
    seat = tablets.seat_in_turn(tablet, frame)
    chosen = request.POST
    paper = tablets.submit(seat, chosen.get("question", ""), chosen.get("option", ""))
    return tablet.slot, seat.sealed(paper)


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
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django-htmx's middleware
    return bool(htmx) and not htmx.boosted


def _present(request: HttpRequest, tablet: Tablet, trouble: Trouble | None = None) -> HttpResponse:
    """Draw what the tablet should see now, with a sentence where something went wrong."""
    frame = tablets.welcome(tablet)
    translation.activate(_language(request, frame))
    if frame is None:
        lost = Trouble.LOST_SEAT if tablet.run_id else trouble
        response = _draw(request, _join(lost), status=STATUS[lost] if lost else 200)
        if tablet.run_id:
            cookies.clear(response, tablet)
        return response
    status = STATUS[trouble] if trouble else 200
    if not frame.is_open:
        return _draw(request, _screen("finished", frame, trouble), status=status)
    if tablet.slot is None:
        return _draw(request, _join(trouble), status=status)
    try:
        seat = tablets.seat_in_turn(tablet, frame)
    except Refused as refused:
        response = _draw(request, _join(refused.trouble), status=STATUS[refused.trouble])
        cookies.clear(response, tablet)
        return response
    return _draw(request, _seat_screen(seat, trouble), status=status)


def _language(request: HttpRequest, frame: Frame | None) -> str:
    """The one picked on the tablet, else the lesson's, else the source's."""
    run_language = frame.language if frame else settings.LANGUAGE_CODE
    return chosen_language(request) or run_language


def _draw(request: HttpRequest, context: dict[str, Any], *, status: int) -> HttpResponse:
    htmx = request.htmx  # type: ignore[attr-defined]
    # The language form is boosted: the header changes too, so it gets the whole page.
    partial = "#screen" if htmx and not htmx.boosted else ""
    response = render(request, f"quizzes/tablet.html{partial}", context, status=status)
    response.headers["Content-Language"] = translation.get_language() or ""
    return response


def _sentence(trouble: Trouble | None) -> str:
    if trouble is None:
        return ""
    return {
        Trouble.NO_CODE: _("No open quiz has this code. Look at the board and type it again."),
        Trouble.FULL: _("All seats of this class are taken. Ask your teacher."),
        Trouble.TABLET_FULL: _("This tablet has given out all its seats. Take another tablet."),
        Trouble.LOST_SEAT: _("This tablet has lost its seat. Type the code on the board again."),
        Trouble.NOT_OPEN: _("This question takes no more answers. Look at the board."),
        Trouble.NO_SUCH_OPTION: _("Choose one of the answers, then press Send."),
    }[trouble]


def _join(trouble: Trouble | None) -> dict[str, Any]:
    return {"screen": "join", "error": _sentence(trouble)}


def _screen(name: str, frame: Frame, trouble: Trouble | None) -> dict[str, Any]:
    low, high = PULSE_MS
    return {
        "screen": name,
        "error": _sentence(trouble),
        "step": frame.step,
        "pulse_ms": low + secrets.randbelow(high - low + 1),
        "number": frame.index + 1,
        "total": frame.total,
    }


def _seat_screen(seat: Seat, trouble: Trouble | None) -> dict[str, Any]:
    frame, question = seat.frame, seat.frame.question
    animal, colour = tablets.animal_of(frame.run_id, seat.paper.seat)
    if frame.phase is Phase.LOBBY or question is None:
        context = _screen("lobby", frame, trouble)
    elif frame.phase is Phase.EXPLAINED:
        context = _screen("explained", frame, trouble) | _explained(question)
    elif seat.has_submitted:
        context = _screen("sent", frame, trouble)
    else:
        context = _screen("question", frame, trouble) | _asked(seat, question)
    return context | {"animal": animal, "colour": colour}


def _words(text: Text) -> Words:
    return text.words(translation.get_language() or settings.LANGUAGE_CODE)


def _maybe(text: Text) -> Words | None:
    return _words(text) if text else None


def _engine_option(option_id: str) -> dict[str, Any]:
    said = {NOT_SURE: _("I am not sure"), SKIP: _("I skip this question")}[option_id]
    return {"text": said, "language": translation.get_language(), "picture": "", "alt": ""}


def _asked(seat: Seat, question: Question) -> dict[str, Any]:
    by_id = {option.id: option for option in question.options}
    shown = []
    for option_id in tablets.ordered_options(seat, question):
        if option_id in by_id:
            option = by_id[option_id]
            words = _words(option.text)
            row = {
                "text": words.text,
                "language": words.language,
                "picture": option.picture,
                "alt": _words(option.alt).text,
            }
        else:
            row = _engine_option(option_id)
        shown.append(row | {"token": tablets.option_token(seat, question, option_id)})
    return {"question": question.id, "prompt": _words(question.prompt), "options": shown}


def _explained(question: Question) -> dict[str, Any]:
    return {
        "prompt": _words(question.prompt),
        "explanation": _maybe(question.explanation),
        "options": [
            {
                "words": _words(option.text),
                "explanation": _maybe(option.explanation),
                "mark": _mark(question, option.id),
            }
            for option in question.options
        ],
    }


def _mark(question: Question, option_id: str) -> str:
    """Which options fit is said in words; an attitude has no right answer."""
    if question.kind is Kind.ATTITUDE or not question.is_yes(option_id):
        return ""
    return _("This fits")
