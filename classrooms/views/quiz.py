"""The controls of a lesson's quiz, on the board's one screen."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms import actions, stage
from classrooms.permissions import teacher_required
from classrooms.views import board
from quizzes import actions as engine
from quizzes.states import Pace, Phase


class OpeningForm(board.StepForm):
    """`pace`: led by the teacher where it is left out."""

    pace = forms.TypedChoiceField(
        choices=Pace.choices, coerce=Pace, empty_value=Pace.LED, required=False
    )


@never_cache
@teacher_required
@require_POST
def open_quiz(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Open the quiz of the slide that is shown."""
    taught = board.led_by(request, taught_id)
    shown = stage.of(taught)
    form = OpeningForm(request.POST)
    if not form.is_valid() or not shown.slide or not shown.can_open_quiz:
        return board.refused(request, taught)
    step, pace = form.cleaned_data["step"], form.cleaned_data["pace"]
    try:
        actions.open_quiz(taught=taught, slide=shown.slide, step=step, pace=pace)
    except (engine.NothingToAsk, engine.TooManyQuestions):
        return board.refused(request, taught, status=409)
    return board.as_it_is(request, taught_id)


@never_cache
@teacher_required
@require_POST
def ask_next(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Ask the first or the next question."""
    taught = board.led_by(request, taught_id)
    form = board.StepForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    quiz = taught.open_quiz()
    is_done = quiz is not None and actions.ask_next(quiz=quiz, step=form.cleaned_data["step"])
    return board.after(request, taught_id, is_done)


@never_cache
@teacher_required
@require_POST
def close_question(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """Close the question that is asked, for good; asks first when somebody is missing."""
    taught = board.led_by(request, taught_id)
    form = board.StepForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    shown, step = stage.of(taught), form.cleaned_data["step"]
    is_asked_now = shown.name == Phase.ASKING and shown.step == step
    if is_asked_now and not form.cleaned_data["confirmed"] and not shown.everybody_sent:
        return board.ask_to_close(request, shown)
    if quiz := taught.open_quiz():
        actions.close_question(quiz=quiz, step=step)
    return board.after(request, taught_id, is_asked_now)


@never_cache
@teacher_required
@require_POST
def end_quiz(request: HttpRequest, taught_id: UUID) -> HttpResponse:
    """End the quiz; asks first while a question is open, because its answers would be lost."""
    taught = board.led_by(request, taught_id)
    form = board.StepForm(request.POST)
    if not form.is_valid():
        return board.refused(request, taught)
    shown = stage.of(taught)
    if shown.name == Phase.ASKING and not form.cleaned_data["confirmed"]:
        return board.ask_to_end(request, shown, "quiz_end", shown.step)
    quiz = taught.open_quiz()
    is_done = quiz is not None and actions.close_quiz(quiz=quiz, step=form.cleaned_data["step"])
    return board.after(request, taught_id, is_done)
