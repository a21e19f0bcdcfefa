"""Pupils and tablets today: a tablet broke, three came late.

The class may see this page: it holds the two numbers and nothing else.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classrooms import actions
from classrooms.forms import PresentForm
from classrooms.models import Taught
from classrooms.permissions import leader_required
from classrooms.screens import Screen
from classrooms.views import board
from cms.views import SeeOther


@never_cache
@leader_required
@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """Asks for both numbers; after that the lesson goes on with them."""
    if not taught.is_running or taught.is_paused:
        return SeeOther(screen.url(taught))
    numbers = {"present": taught.present, "tablets": taught.tablets}
    form = PresentForm(request.POST if request.method == "POST" else None, initial=numbers)
    with translation.override(board.language_of(taught, screen)):
        if form.is_valid() and _is_counted(taught, form):
            return SeeOther(screen.url(taught))
        context = {
            "form": form,
            "here": screen.url(taught, "today"),
            "back": screen.url(taught),
        }
        status = 400 if form.errors else 200
        return render(request, "classrooms/today.html", context, status=status)


def _is_counted(taught: Taught, form: PresentForm) -> bool:
    try:
        actions.count_today(taught=taught, **form.cleaned_data)
    except actions.SeatsGiven as given:
        sentence = _("Seats are taken already: %(seats)s. Enter at least as many pupils.")
        form.add_error("present", sentence % {"seats": given.seats})
        return False
    return True
