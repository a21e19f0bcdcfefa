"""The tablets' poll: has my run moved?

It says only 204 (nothing), 200 with a trigger (fetch the screen) or 286 with it (and stop
asking).  Papers travel along, so a restart is noticed and they are counted again here.
"""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from quizzes import frames, live, tablets
from quizzes.views import cookies

_STOP_POLLING = 286
_TURN = re.compile(rf"(?:^|; ?){cookies.TURN}=([0-9a-f]{{32}})([^;]*)(?:;|$)")


def is_nothing_new(environ: dict[str, Any]) -> bool:
    """Whether `pulse` would say 204, asked of the request as it came: most requests of a school
    are this one, and the answer is no more than two comparisons.  A turn that may have gone over,
    to the next seat or to another tablet, is for `pulse`."""
    found = _TURN.search(environ.get("HTTP_COOKIE", ""))
    frame = frames.at_hand(UUID(hex=found[1])) if found else None
    if frame is None or found is None or frame.is_passed_on:
        return False
    if live.store().has_turns(frame.run_id):
        return False
    return bool(environ.get("QUERY_STRING") == f"step={frame.step}&turn={found[2][:1]}")


def pulse(request: HttpRequest) -> HttpResponse:
    """Compare the step that the screen was drawn at with the run's, and whose turn it was then
    with whose it is: in another tab the tablet may have been handed on, and another tablet may
    have taken the seat over."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame and frame.is_open:
        slot = tablets.slot_in_turn(tablets.at_question(tablet, frame), frame)
        now = (str(frame.step), cookies.turn_of(slot))
        moved = (request.GET.get("step"), request.GET.get("turn", now[1])) != now
        response = HttpResponse(status=200 if moved else 204)
    else:
        moved, response = True, HttpResponse(status=_STOP_POLLING)
    response.headers["Cache-Control"] = "no-store"
    if moved:
        response.headers["HX-Trigger"] = "step"
    return response
