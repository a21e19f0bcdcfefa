"""The tablets' poll: has my run moved?

It says only 204 (nothing), 200 with a trigger (fetch the screen) or 286 with it (and stop
asking).  Papers travel along, so a restart is noticed and they are counted again here.
"""

from django.http import HttpRequest, HttpResponse

from quizzes import tablets
from quizzes.views import cookies

_STOP_POLLING = 286


def pulse(request: HttpRequest) -> HttpResponse:
    """Compare the step that the screen was drawn at with the run's, and whose turn it was then
    with whose it is: in another tab the tablet may have been handed on, and another tablet may
    have taken the seat over."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame and frame.is_open:
        now = (str(frame.step), cookies.turn_of(tablets.slot_in_turn(tablet, frame)))
        moved = (request.GET.get("step"), request.GET.get("turn", now[1])) != now
        response = HttpResponse(status=200 if moved else 204)
    else:
        moved, response = True, HttpResponse(status=_STOP_POLLING)
    response.headers["Cache-Control"] = "no-store"
    if moved:
        response.headers["HX-Trigger"] = "step"
    return response
