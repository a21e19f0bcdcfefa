"""A lesson on one of its screens: what it shows, and the posts that move it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from classrooms import actions, stage
from classrooms.forms import PresentForm
from classrooms.models import Taught
from classrooms.permissions import leader_required, teacher_required
from classrooms.screens import Screen
from classrooms.views import board
from cms.views import SeeOther
from curriculum.acts import ACTS
from quizzes.states import Phase

_A_YEAR = 365 * 24 * 60 * 60


class MoveForm(board.StepForm):
    """`to`: the slide to show, from 0."""

    to = forms.IntegerField(min_value=0)


class PlayForm(board.StepForm):
    """`act`: what is done with the slide; `value`: the name of what was chosen."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    value = forms.CharField(required=False, max_length=60)


class LookForm(forms.Form):
    """`next`: the page to come back to."""

    look = forms.ChoiceField(choices=[(look, look) for look in (board.LIGHT, board.DARK)])
    next = forms.CharField(required=False)


class ShortForm(board.StepForm):
    short = forms.BooleanField(required=False)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class FinishForm(forms.Form):
    confirmed = forms.BooleanField(required=False)


@never_cache
@leader_required
@require_safe
def show(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """What the class sees now; on the desk, with what its teacher reads."""
    if board.LATE in request.GET:
        return board.draw(request, taught, screen, problem=board.too_late(taught, screen))
    return board.draw(request, taught, screen)


@never_cache
@leader_required
@require_safe
def pulse(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """Whether the screen is still right: 204 when all is as it says in `mark` and `seen`, the
    counter when only that has moved, else an empty reply that tells the screen to come again."""
    shown = board.shown(taught, screen)
    if request.GET.get("mark") != shown.mark:
        return HttpResponse(headers={"HX-Trigger": "moved", "HX-Reswap": "none"})
    if request.GET.get("seen") == shown.seen:
        return board.Told(shown, screen, status=204)
    return board.Told(shown, screen, board.counter(shown, screen, request))


@never_cache
@leader_required
@require_POST
@board.posted(MoveForm)
def move(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Show another slide."""
    if said["to"] >= len(stage.of(taught).slides):
        return board.refused(request, taught, screen)
    is_done = actions.move_to_slide(taught=taught, position=said["to"], step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(PlayForm)
def play(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Go on within the slide: the next card or question, a choice of the story."""
    is_done = actions.play_slide(
        taught=taught, act=said["act"], value=said["value"], step=said["step"]
    )
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(ShortForm)
def short(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Leave out the slides marked for a short lesson, or take them in again."""
    is_done = actions.set_short(taught=taught, is_short=said["short"], step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(LanguageForm)
def language(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Show the lesson in another language."""
    actions.show_in(taught=taught, language=said["language"])
    return board.as_it_is(request, taught, screen)


@never_cache
@teacher_required
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """A light or a dark board, for the machine at the projector."""
    form = LookForm(request.POST)
    if not form.is_valid():
        raise BadRequest("An unknown look.")
    target = form.cleaned_data["next"]
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("teach:home")
    response = SeeOther(target)
    response.set_cookie(
        board.LOOK_COOKIE, form.cleaned_data["look"], path="/teach/", httponly=True,
        samesite="Strict", secure=settings.SESSION_COOKIE_SECURE, max_age=_A_YEAR,
    )  # fmt: skip
    return response


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def pause(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """The bell rang: the lesson waits for another day; asks first while a question is open."""
    if stage.of(taught).name == Phase.ASKING and not said["confirmed"]:
        return board.ask_to_end(request, taught, screen, "pause", taught.step)
    is_done = actions.pause_lesson(taught=taught, step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(PresentForm)
def resume(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Go on where the class stopped, with those who are here today."""
    is_done = actions.resume_lesson(taught=taught, present=said["present"], tablets=said["tablets"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(FinishForm)
def finish(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """End the lesson; asks first while a question is open."""
    if stage.of(taught).name == Phase.ASKING and not said["confirmed"]:
        return board.ask_to_end(request, taught, screen, "finish", 0)
    actions.finish_lesson(taught=taught)
    return board.as_it_is(request, taught, screen)
