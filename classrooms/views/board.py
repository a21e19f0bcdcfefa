"""Drawing a lesson's screen, board or desk, for the views that move the lesson.

A post never draws what it did: afterwards the screen is read anew, so that all screens agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classrooms import controls, desk, stage, standing, ways
from classrooms.models import Taught
from classrooms.screens import BOARD, Screen
from classrooms.standing import State
from cms import addresses, disk
from cms.compiled import Compiled
from cms.views import SeeOther

# Which projector stands in a bright room is known to the machine that is plugged into it.
LOOK_COOKIE, LIGHT, DARK = "birge-board", "light", "dark"
# In the address after a post without htmx: somebody else was quicker.
LATE = "late"


class Told(HttpResponse):
    """What a screen was told, and all of what it shows; `state`: how the lesson stood before that
    was read, None where it was not asked."""

    state: State | None = None

    def __init__(
        self, shown: stage.Stage | desk.Desk, screen: Screen, text: str = "", **more: Any
    ) -> None:
        super().__init__(text, **more)
        self.shown, self.screen = shown, screen


Act = Callable[[HttpRequest, Taught, Screen, dict[str, Any]], HttpResponse]


class StepForm(forms.Form):
    """`step`: the state that the screen was drawn with; `confirmed`: asked and said yes."""

    step = forms.IntegerField(min_value=0)
    confirmed = forms.BooleanField(required=False)


def posted(form_class: type[forms.Form]) -> Callable[[Act], Callable[..., HttpResponse]]:
    """Gives the view what was posted, cleaned; what the form does not take is refused.

    Where the disk is too full for what was asked, the screen comes back with a sentence.
    """

    def decorate(view: Act) -> Callable[..., HttpResponse]:
        @wraps(view)
        def bound(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
            form = form_class(request.POST)
            if not form.is_valid():
                return refused(request, taught, screen)
            try:
                return view(request, taught, screen, form.cleaned_data)
            except (OperationalError, OSError) as error:
                if not disk.is_full(error):
                    raise
                return disk_full(request, taught, screen)

        return bound

    return decorate


@dataclass(frozen=True)
class Confirm:
    """A question put to the teacher before something that cannot be taken back.

    `action`: the address that is posted to again, with `step`, after a yes.
    """

    sentence: str
    yes: str
    action: str
    step: int


def language_of(taught: Taught, screen: Screen) -> str:
    """The board speaks the lesson's language, which need not be the teacher's own."""
    return taught.language if screen is BOARD else get_language() or taught.language


def shown(taught: Taught, screen: Screen) -> stage.Stage | desk.Desk:
    """What the screen shows now."""
    return stage.of(taught) if screen is BOARD else desk.of(taught, get_language() or "")


def _context(taught: Taught, screen: Screen) -> dict[str, Any]:
    if screen is BOARD:
        board = stage.of(taught)
        more: dict[str, Any] = {"tablets": _tablets(board)}
    else:
        own = desk.of(taught, get_language() or "")
        board, more = own.stage, {"desk": own}
    return {
        "stage": board,
        "back": controls.back(board),
        "forward": controls.forward(board),
        "plan_words": ways.told(board),
        "sharing": ways.lobby(board),
        **more,
    }


def draw(
    request: HttpRequest, taught: Taught, screen: Screen, status: int = 200, **more: Any
) -> Told:
    """The screen in its language; htmx gets the part that changes."""
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    template = f"{screen.template}#{screen.region}" if is_htmx else screen.template
    with translation.override(language_of(taught, screen)):
        is_dark = request.COOKIES.get(LOOK_COOKIE) == DARK
        context = _context(taught, screen) | {"is_dark": is_dark} | more
        text = render_to_string(template, context, request)
    response = Told(context.get("desk", context["stage"]), screen, text, status=status)
    response.headers["Content-Language"] = language_of(taught, screen)
    return response


def counter(
    shown: stage.Stage | desk.Desk, screen: Screen, request: HttpRequest | None = None
) -> str:
    """Only the line of counts: "sent i of n", on the desk the minutes too.  What can be pressed in
    it, after a move of this computer, needs the request."""
    own: dict[str, Any] = {"stage": shown}
    if isinstance(shown, desk.Desk):
        own = {"stage": shown.stage, "desk": shown}
    with translation.override(own["stage"].language):
        return render_to_string(f"{screen.template}#counter", own, request)


def _tablets(board: stage.Stage) -> dict[str, Any]:
    """Where tablets join: all addresses, and the first one as a picture to scan."""
    if board.name != "lobby":
        return {}
    urls = addresses.tablet_urls()
    return {"urls": urls, "qr": addresses.qr_svg(urls[0]) if urls else ""}


_on_screen = Compiled(lambda pk: Taught.objects.on_screen().filter(pk=pk), UUID(int=1))


def _fresh(taught: Taught) -> Taught:
    return _on_screen(taught.pk)[0]


def as_it_is(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """After a post: htmx gets the screen as it is now, others are sent to it."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return SeeOther(screen.url(taught))
    return _drawn_anew(request, taught, screen)


def _drawn_anew(request: HttpRequest, taught: Taught, screen: Screen, **more: Any) -> HttpResponse:
    state = standing.of(taught.pk)
    response = draw(request, _fresh(taught), screen, **more)
    response.state = state
    return response


def after(request: HttpRequest, taught: Taught, screen: Screen, is_done: bool) -> HttpResponse:
    """The screen after a step; who was too late is told that another screen was quicker."""
    if is_done:
        return as_it_is(request, taught, screen)
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return SeeOther(f"{screen.url(taught)}?{LATE}=1")
    return _drawn_anew(request, taught, screen, problem=too_late(taught, screen))


def too_late(taught: Taught, screen: Screen) -> str:
    with translation.override(language_of(taught, screen)):
        return _("Another screen was quicker. This is where the lesson is now.")


def refused(
    request: HttpRequest, taught: Taught, screen: Screen, status: int = 400
) -> HttpResponse:
    """The screen as it is, with one sentence: nothing was done."""
    with translation.override(language_of(taught, screen)):
        problem = _("This did not work. The lesson is shown as it is now.")
    return draw(request, taught, screen, status, problem=problem)


def count_again(
    request: HttpRequest, taught: Taught, screen: Screen, *, is_too_many: bool
) -> HttpResponse:
    """The screen as it is, its fields empty: what was typed cannot be."""
    with translation.override(language_of(taught, screen)):
        too_many = _("That is more answers than pupils. Count once more.")
        missing = _("Type a number for every answer: 0 where nobody chose it.")
    return draw(request, taught, screen, 400, problem=too_many if is_too_many else missing)


def disk_full(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """The screen as it was, with one sentence; the same button may be pressed again.

    507, which htmx is told to show (components/htmx.html); any other failure leaves the screen.
    """
    with translation.override(language_of(taught, screen)):
        full = _("The disk is full.")
        problem = _("Make room on the computer, then press again: nothing is lost.")
    return draw(request, _fresh(taught), screen, 507, problem=f"{full} {problem}")


def ask_to_close(request: HttpRequest, board: stage.Stage, screen: Screen) -> HttpResponse:
    """Names how many are missing before a question is closed for good."""
    with translation.override(language_of(board.taught, screen)):
        action = screen.url(board.taught, "quiz_close")
        yes = _("Close the questions") if board.is_own_pace else _("Close the question")
        confirm = Confirm(_missing(board), yes, action, board.step)
    return draw(request, board.taught, screen, confirm=confirm)


def ask_to_end(
    request: HttpRequest, taught: Taught, screen: Screen, control: str, step: int
) -> HttpResponse:
    """Says that the answers to the open question would not count."""
    with translation.override(language_of(taught, screen)):
        sentence = _("A question is still open. If you end now, its answers do not count.")
        confirm = Confirm(sentence, _("End without them"), screen.url(taught, control), step)
    return draw(request, taught, screen, confirm=confirm)


def _missing(board: stage.Stage) -> str:
    p = board.progress
    if board.takes_numbers:
        return _("Nothing is counted then, and the class sees no band. Go on?")
    if p is None or p.seats == 0:
        return _("Nobody has joined yet. Close the question?")
    if p.back is not None and p.back < p.seats:
        sentence = _("After the restart %(back)s of %(seats)s are back. Close the question?")
        return sentence % {"back": p.back, "seats": p.seats}
    if board.is_own_pace:
        sentence = _("%(sent)s of %(seats)s have answered everything. Close the questions?")
        return sentence % {"sent": p.submitted, "seats": p.seats}
    sentence = _("%(sent)s of %(seats)s have sent. Close the question?")
    return sentence % {"sent": p.submitted, "seats": p.seats}
