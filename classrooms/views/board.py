"""Drawing the board, for the views that move it.

A post never draws what it did: afterwards the board is read anew, so two screens agree.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from classrooms import stage
from classrooms.models import Taught
from classrooms.permissions import adult_of
from cms import addresses
from cms.views import SeeOther

PAGE = "classrooms/projector.html"
# Which projector stands in a bright room is known to the machine that is plugged into it.
LOOK_COOKIE, LIGHT, DARK = "birge-board", "light", "dark"


class StepForm(forms.Form):
    """`step`: the state that the screen was drawn with; `confirmed`: asked and said yes."""

    step = forms.IntegerField(min_value=0)
    confirmed = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Confirm:
    """A question put to the teacher before something that cannot be taken back.

    `action`: the address that is posted to again, with `step`, after a yes.
    """

    sentence: str
    yes: str
    action: str
    step: int


def led_by(request: HttpRequest, taught_id: UUID) -> Taught:
    """The lesson, if one of the user's own classes is in it.  Raises Http404."""
    mine = Taught.objects.led_by(adult_of(request)).select_related("classroom__school", "lesson")
    return get_object_or_404(mine, pk=taught_id)


def draw(request: HttpRequest, shown: stage.Stage, status: int = 200, **more: Any) -> HttpResponse:
    """The board in the lesson's language, which need not be the teacher's own."""
    is_dark = request.COOKIES.get(LOOK_COOKIE) == DARK
    context = {"stage": shown, "tablets": _tablets(shown), "is_dark": is_dark, **more}
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    with translation.override(shown.taught.language):
        response = render(request, f"{PAGE}#stage" if is_htmx else PAGE, context, status=status)
    response.headers["Content-Language"] = shown.taught.language
    return response


def draw_counter(request: HttpRequest, shown: stage.Stage) -> HttpResponse:
    """Only "sent i of n"."""
    with translation.override(shown.taught.language):
        return render(request, f"{PAGE}#counter", {"stage": shown})


def _tablets(shown: stage.Stage) -> dict[str, Any]:
    """Where tablets join: all addresses, and the first one as a picture to scan."""
    if shown.name != "lobby":
        return {}
    urls = addresses.tablet_urls()
    return {"urls": urls, "qr": addresses.qr_svg(urls[0]) if urls else ""}


def as_it_is(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """After a post: htmx gets the board as it is now, others are sent to it."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return SeeOther(reverse("teach:lesson", args=[taught_id]))
    return draw(request, stage.of(led_by(request, taught_id)))


def after(request: HttpRequest, taught_id: UUID, is_done: bool) -> HttpResponse:
    """The board after a step; who was too late is told that another screen was quicker."""
    if is_done or not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return as_it_is(request, taught_id)
    shown = stage.of(led_by(request, taught_id))
    with translation.override(shown.taught.language):
        told = _("Another screen was quicker. This is where the lesson is now.")
    return draw(request, shown, problem=told)


def refused(request: HttpRequest, taught: Taught, status: int = 400) -> HttpResponse:
    """The board as it is, with one sentence: nothing was done."""
    with translation.override(taught.language):
        problem = _("This did not work. The lesson is shown as it is now.")
    return draw(request, stage.of(taught), status, problem=problem)


def ask_to_close(request: HttpRequest, shown: stage.Stage) -> HttpResponse:
    """Names who is missing before a question is closed for good."""
    with translation.override(shown.taught.language):
        confirm = Confirm(
            _missing(shown), _("Close the question"), _address(shown, "quiz_close"), shown.step
        )
    return draw(request, shown, confirm=confirm)


def ask_to_end(request: HttpRequest, shown: stage.Stage, address: str, step: int) -> HttpResponse:
    """Says that the answers to the open question would not count."""
    with translation.override(shown.taught.language):
        sentence = _("A question is still open. If you end now, its answers do not count.")
        confirm = Confirm(sentence, _("End without them"), _address(shown, address), step)
    return draw(request, shown, confirm=confirm)


def _address(shown: stage.Stage, name: str) -> str:
    return reverse(f"teach:{name}", args=[shown.taught.pk])


def _missing(shown: stage.Stage) -> str:
    p = shown.progress
    if p is None or p.seats == 0:
        return _("Nobody has joined yet. Close the question?")
    if p.back is not None and p.back < p.seats:
        sentence = _("After the restart %(back)s of %(seats)s are back. Close the question?")
        return sentence % {"back": p.back, "seats": p.seats}
    sentence = _("%(sent)s of %(seats)s have sent. Close the question?")
    return sentence % {"sent": p.submitted, "seats": p.seats}
