"""A lesson on the board: one address that shows it, and the posts that move its slides."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import retarget

from classrooms import actions, stage
from classrooms.permissions import teacher_required
from classrooms.views import board
from quizzes.states import Phase


class MoveForm(board.StepForm):
    """`to`: the slide to show, from 0."""

    to = forms.IntegerField(min_value=0)


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
    """The counter of the open quiz; the whole board when it has moved on; 204 when all is the
    same as the screen says in `mark` and `seen`."""
    shown = stage.of(board.led_by(request, taught_id))
    if request.GET.get("mark") != shown.mark:
        response = retarget(board.draw(request, shown), "#stage")
        response.headers["HX-Reswap"] = "outerHTML settle:0ms"
        return response
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
    if not form.is_valid() or form.cleaned_data["to"] >= stage.of(taught).count:
        return board.refused(request, taught)
    to, step = form.cleaned_data["to"], form.cleaned_data["step"]
    actions.move_to_slide(taught=taught, position=to, step=step)
    return board.as_it_is(request, taught_id)


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
def finish(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """End the lesson; asks first while a question is open."""
    taught = board.led_by(request, taught_id)
    shown = stage.of(taught)
    if shown.name == Phase.ASKING and not request.POST.get("confirmed"):
        return board.ask_to_end(request, shown, "finish")
    actions.finish_lesson(taught=taught)
    return board.as_it_is(request, taught_id)
