"""The tablets' poll: has my run moved?

It says only 204 (nothing), 200 with a trigger (fetch the screen) or 286 with it (and stop
asking).  Papers travel along, so a restart is noticed and they are counted again here.
"""

from django.http import HttpRequest, HttpResponse

from quizzes import tablets
from quizzes.views import cookies

_STOP_POLLING = 286


def pulse(request: HttpRequest) -> HttpResponse:
    """Compare the step that the screen was drawn at with the run's."""
    frame = tablets.welcome(cookies.read(request))
    if frame and frame.is_open:
        moved = request.GET.get("step") != str(frame.step)
        response = HttpResponse(status=200 if moved else 204)
    else:
        moved, response = True, HttpResponse(status=_STOP_POLLING)
    response.headers["Cache-Control"] = "no-store"
    if moved:
        response.headers["HX-Trigger"] = "step"
    return response
