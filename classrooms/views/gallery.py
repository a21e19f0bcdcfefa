"""Every component in its states, for trainers and for whoever works on the look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classrooms.permissions import trainer_only
from cms.addresses import qr_svg
from curriculum.drawings import DRAWINGS, SETUPS
from curriculum.models.campaign import DAYS
from quizzes.animals import ANIMALS, COLOURS
from quizzes.questions import Words


@never_cache
@trainer_only
@require_safe
def gallery(request: HttpRequest, *, is_dark: bool = False) -> HttpResponse:
    """The gallery in one mode: as on paper, or as on a dark wall.

    A new component gets a section in the template; what it is drawn from comes from here.
    """
    text = "Досумдан мурун сурап алам"
    sound = static("audio/check.wav")
    option = {"token": "a", "text": text, "language": "ky", "picture": "", "sound": sound}
    picture = {"picture": static(ANIMALS[3].picture), "alt": Words("Ат", "ky")}
    pictured = option | {"token": "b"} | picture
    context = {
        "is_dark": is_dark,
        "animals": ANIMALS,
        "colours": COLOURS,
        "options": [option, pictured],
        "drawings": DRAWINGS,
        "setups": SETUPS,
        "felt_days": range(1, DAYS + 1),
        "qr": qr_svg("http://192.168.0.10:8000/play/"),
    }
    return render(request, "classrooms/gallery.html", context)
