"""What is asked beside the lesson: a question of the teacher's own, the way of a story; and the
dark board."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms import actions, asides, stage
from classrooms.models import Taught
from classrooms.permissions import leader_required
from classrooms.screens import Screen
from classrooms.states import Answers
from classrooms.views import board


class OwnForm(board.StepForm):
    """`answers`: what the tablets offer."""

    answers = forms.TypedChoiceField(choices=Answers.choices, coerce=Answers)


class BlankForm(board.StepForm):
    """`blank`: make the board dark; left out, show the lesson again."""

    blank = forms.BooleanField(required=False)


@never_cache
@leader_required
@require_POST
@board.posted(OwnForm)
def ask_own(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Let the tablets answer what the teacher asks aloud."""
    question = asides.improvised(said["answers"])
    is_done = asides.ask_aside(taught=taught, question=question, step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def open_vote(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Let the tablets choose which way the story goes."""
    vote = stage.of(taught).vote
    if vote is None or vote.reason:
        return board.refused(request, taught, screen, status=409)
    is_done = asides.open_vote(taught=taught, question=vote.question, step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(board.StepForm)
def rest(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Back to the lesson; the tablets wait for the next question."""
    quiz = taught.open_quiz()
    is_done = quiz is not None and asides.rest(quiz=quiz, step=said["step"])
    return board.after(request, taught, screen, is_done)


@never_cache
@leader_required
@require_POST
@board.posted(BlankForm)
def blank(
    request: HttpRequest, taught: Taught, screen: Screen, said: dict[str, Any]
) -> HttpResponse:
    """Make the board dark, or show the lesson on it again."""
    is_done = actions.set_blank(taught=taught, is_blank=said["blank"], step=said["step"])
    return board.after(request, taught, screen, is_done)
