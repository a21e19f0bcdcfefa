"""Replacing a tablet: the teacher names the animal and gets a code for the new one.

The page is the same whatever seats there are and whatever they have sent (PRIVACY.md, rule 11).
"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classrooms.models import Taught
from classrooms.permissions import leader_required
from classrooms.screens import Screen
from classrooms.views import board
from cms.views import SeeOther
from quizzes import joining
from quizzes.animals import ANIMALS, COLOURS
from quizzes.models import Run


class AnimalForm(forms.Form):
    """Whose tablet is broken."""

    animal = forms.ChoiceField(choices=[(one.id, one.name) for one in ANIMALS])
    colour = forms.ChoiceField(choices=[(one.id, one.name) for one in COLOURS])


@never_cache
@leader_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """Asks for the animal; after that the code is on the page until it is used."""
    quiz = taught.open_quiz()
    if quiz is None or not quiz.run.has_tablets:
        return SeeOther(screen.url(taught))
    if request.method != "POST":
        return _draw(request, taught, screen, quiz.run)
    form = AnimalForm(request.POST)
    with translation.override(board.language_of(taught, screen)):
        if not form.is_valid():
            problem = _("Choose the animal and its colour.")
        elif joining.offer_seat(quiz.run, **form.cleaned_data):
            return SeeOther(screen.url(taught, "replace"))
        else:
            problem = _("No tablet has this animal in this colour. Ask the pupil once more.")
    return _draw(request, taught, screen, quiz.run, problem)


def _draw(
    request: HttpRequest, taught: Taught, screen: Screen, run: Run, problem: str = ""
) -> HttpResponse:
    context = {
        "animals": ANIMALS,
        "colours": COLOURS,
        "code": "" if problem else joining.offered_code(run),
        "problem": problem,
        "here": screen.url(taught, "replace"),
        "back": screen.url(taught),
    }
    with translation.override(board.language_of(taught, screen)):
        return render(request, "classrooms/replace.html", context, status=409 if problem else 200)
