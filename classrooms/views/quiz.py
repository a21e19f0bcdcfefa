"""The controls of a lesson's quiz, on whichever screen they are pressed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms import actions, stage
from classrooms.forms import TypedForm
from classrooms.models import Taught
from classrooms.permissions import leader_required
from classrooms.screens import Screen
from classrooms.views import board
from quizzes import actions as engine
from quizzes import returning
from quizzes.states import ROUNDS, Pace, Phase, Sharing, Way


class OpeningForm(board.StepForm):
    """What is left out is as the class's plan has it; `rounds`: one."""

    pace = forms.TypedChoiceField(
        choices=Pace.choices, coerce=Pace, empty_value=None, required=False
    )
    way = forms.TypedChoiceField(choices=Way.choices, coerce=Way, empty_value=None, required=False)
    sharing = forms.TypedChoiceField(
        choices=Sharing.choices, coerce=Sharing, empty_value=None, required=False
    )
    rounds = forms.TypedChoiceField(
        choices=[(number, number) for number in ROUNDS], coerce=int, required=False
    )


class ExplainForm(board.StepForm):
    """`index`: the question to talk about, from 0."""

    index = forms.IntegerField(min_value=0)


@never_cache
@leader_required
@require_POST
@board.posted(OpeningForm)
def open_quiz(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Open the quiz of the slide that is shown."""
    shown = stage.of(taught)
    if not shown.slide or not shown.can_open_quiz:
        return board.refused(request, taught, screen)
    try:
        actions.open_quiz(taught=taught, slide=shown.slide, **_opening(said))
    except actions.NotProposed:
        return board.refused(request, taught, screen)
    except (engine.NothingToAsk, engine.TooManyQuestions):
        return board.refused(request, taught, screen, status=409)
    return board.as_it_is(request, taught, screen)


def _opening(said: dict[str, Any]) -> dict[str, Any]:
    how = {name: said[name] for name in ("step", "pace", "way", "sharing")}
    return how | {"rounds": said["rounds"] or 1}


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def ask_next(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Ask the first or the next question, after the talk the same one again."""
    quiz = taught.open_quiz()
    is_done = quiz is not None and actions.ask_next(quiz=quiz, step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def let_talk(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """After the round for practice: neighbours talk."""
    quiz = taught.open_quiz()
    is_done = quiz is not None and actions.let_talk(quiz=quiz, step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def close_question(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Close the question that is asked, for good; asks first when somebody is missing."""
    shown = stage.of(taught)
    is_asked_now = _is_asked(shown, said)
    is_missing = is_asked_now and not said["confirmed"] and not shown.closes_at_once
    # Between the run and its counters another screen may have closed it: then nobody is missing.
    if is_missing and _is_asked(stage.of(taught), said):
        return board.ask_to_close(request, shown, screen)
    if quiz := taught.open_quiz():
        actions.close_question(quiz=quiz, step=said["step"])
    return board.after(request, taught, screen, is_asked_now)


def _is_asked(shown: stage.Stage, said: dict[str, Any]) -> bool:
    return shown.name == Phase.ASKING and shown.step == said["step"]


@never_cache
@leader_required
@require_POST
def close_typed(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """Close the question with what was counted by hands or cards; what was typed is never shown
    again (PRIVACY.md, rule 15)."""
    quiz, shown = taught.open_quiz(), stage.of(taught)
    question = quiz.run.current_question if quiz else None
    if quiz is None or question is None or not shown.takes_numbers:
        return board.after(request, taught, screen, False)
    form = TypedForm(request.POST, question=question, present=quiz.run.present)
    if not form.is_valid():
        return board.count_again(request, taught, screen, is_too_many=bool(form.non_field_errors()))
    is_now = form.cleaned_data["step"] == shown.step
    actions.close_typed(
        quiz=quiz, step=form.cleaned_data["step"], chosen=form.cleaned_data["chosen"]
    )
    return board.after(request, taught, screen, is_now)


@never_cache
@leader_required
@require_POST
@board.posted(ExplainForm)
def explain(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Talk about another of the questions that were answered at own pace."""
    quiz = taught.open_quiz()
    is_done = quiz is not None and actions.explain(
        quiz=quiz, index=said["index"], step=said["step"]
    )
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def stop_waiting(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Wait for no more tablets at the computer's new address."""
    if quiz := taught.open_quiz():
        returning.stop_waiting(quiz.run_id)
    return board.as_it_is(request, taught, screen)


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def end_quiz(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """End the quiz; asks first while a question is open, because its answers would be lost."""
    shown = stage.of(taught)
    if shown.name == Phase.ASKING and not said["confirmed"]:
        return board.ask_to_end(request, taught, screen, "quiz_end", shown.step)
    quiz = taught.open_quiz()
    is_done = quiz is not None and actions.close_quiz(quiz=quiz, step=said["step"])
    return board.after(request, taught, screen, is_done)
