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
NO_STORE = {"Cache-Control": "no-store"}
# The screen is told to come again.
MOVED = NO_STORE | {"HX-Trigger": "step"}
_SAID = re.compile(r"step=(\d+)&turn=(.?)", re.ASCII)
_TURN = re.compile(rf"(?:^|; ?){cookies.TURN}=([0-9a-f]{{32}})([^;]*)(?:;|$)")


def at_the_door(environ: dict[str, Any]) -> int | None:
    """The status that `pulse` would give, 204 or 200, asked of the request as it came: most
    requests of a school are this one, and the answer is no more than two comparisons.  None where
    it takes more: a turn that may have gone over, to the next seat or to another tablet."""
    found = _TURN.search(environ.get("HTTP_COOKIE", ""))
    frame = frames.at_hand(UUID(hex=found[1])) if found else None
    if frame is None or found is None or frame.is_passed_on or not frame.is_open:
        return None
    if live.store().has_turns(frame.run_id):
        return None
    said = _SAID.fullmatch(environ.get("QUERY_STRING", ""))
    if said is None or said[2] != found[2][:1]:
        return None
    return 204 if said[1] == str(frame.step) else 200


def pulse(request: HttpRequest) -> HttpResponse:
    """Compare the step that the screen was drawn at with the run's, and whose turn it was then
    with whose it is: in another tab the tablet may have been handed on, and another tablet may
    have taken the seat over."""
    tablet = cookies.read(request)
    frame = tablets.welcome(tablet)
    if frame is None or not frame.is_open:
        return HttpResponse(status=_STOP_POLLING, headers=MOVED)
    slot = tablets.slot_in_turn(tablets.at_question(tablet, frame), frame)
    now = (str(frame.step), cookies.turn_of(slot))
    if (request.GET.get("step"), request.GET.get("turn", now[1])) == now:
        return HttpResponse(status=204, headers=NO_STORE)
    return HttpResponse(headers=MOVED)
