"""A lesson on the board: one address that shows it, and the posts that move its slides."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from classrooms import actions, stage
from classrooms.forms import PresentForm
from classrooms.permissions import teacher_required
from classrooms.views import board
from curriculum.playing import ACTS
from quizzes.states import Phase


class MoveForm(board.StepForm):
    """`to`: the slide to show, from 0."""

    to = forms.IntegerField(min_value=0)


class PlayForm(board.StepForm):
    """`act`: what is done with the slide; `value`: the name of what was chosen."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    value = forms.CharField(required=False, max_length=60)


class ShortForm(board.StepForm):
    short = forms.BooleanField(required=False)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


@never_cache
@teacher_required
@require_safe
def projector(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """What the class sees now."""
    return board.draw(request, stage.of(board.led_by(request, taught_id)))


@never_cache
@teacher_required
@require_safe
def pulse(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Whether the screen is still right: 204 when all is as it says in `mark` and `seen`, the
    counter when only that has moved, else an empty reply that tells the screen to come again."""
    shown = stage.of(board.led_by(request, taught_id))
    if request.GET.get("mark") != shown.mark:
        return HttpResponse(headers={"HX-Trigger": "moved", "HX-Reswap": "none"})
    if request.GET.get("seen") == shown.seen:
        return HttpResponse(status=204)
    return board.draw_counter(request, shown)


@never_cache
@teacher_required
@require_POST
def move(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Show another slide."""
    taught = board.led_by(request, taught_id)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["to"] >= len(stage.of(taught).slides):
        return board.refused(request, taught)
    to, step = form.cleaned_data["to"], form.cleaned_data["step"]
    is_done = actions.move_to_slide(taught=taught, position=to, step=step)
    return board.after(request, taught_id, is_done)


@never_cache
@teacher_required
@require_POST
def play(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Go on within the slide: the next card or question, a choice of the story."""
    taught = board.led_by(request, taught_id)
    form = PlayForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    said = form.cleaned_data
    is_done = actions.play_slide(
        taught=taught, act=said["act"], value=said["value"], step=said["step"]
    )
    return board.after(request, taught_id, is_done)


@never_cache
@teacher_required
@require_POST
def short(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Leave out the slides marked for a short lesson, or take them in again."""
    taught = board.led_by(request, taught_id)
    form = ShortForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    said = form.cleaned_data
    is_done = actions.set_short(taught=taught, is_short=said["short"], step=said["step"])
    return board.after(request, taught_id, is_done)


@never_cache
@teacher_required
@require_POST
def language(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Show the lesson in another language."""
    taught = board.led_by(request, taught_id)
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    actions.show_in(taught=taught, language=form.cleaned_data["language"])
    return board.as_it_is(request, taught_id)


@never_cache
@teacher_required
@require_POST
def pause(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """The bell rang: the lesson waits for another day; asks first while a question is open."""
    taught = board.led_by(request, taught_id)
    form = board.StepForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    shown = stage.of(taught)
    if shown.name == Phase.ASKING and not form.cleaned_data["confirmed"]:
        return board.ask_to_end(request, shown, "pause", shown.taught.step)
    is_done = actions.pause_lesson(taught=taught, step=form.cleaned_data["step"])
    return board.after(request, taught_id, is_done)


@never_cache
@teacher_required
@require_POST
def resume(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Go on where the class stopped, with those who are here today."""
    taught = board.led_by(request, taught_id)
    form = PresentForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    is_done = actions.resume_lesson(taught=taught, present=form.cleaned_data["present"])
    return board.after(request, taught_id, is_done)


@never_cache
@teacher_required
@require_POST
def finish(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """End the lesson; asks first while a question is open."""
    taught = board.led_by(request, taught_id)
    shown = stage.of(taught)
    if shown.name == Phase.ASKING and not request.POST.get("confirmed"):
        return board.ask_to_end(request, shown, "finish", 0)
    actions.finish_lesson(taught=taught)
    return board.as_it_is(request, taught_id)
