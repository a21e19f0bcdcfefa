"""The same server, which kills itself at the step named in `BIRGE_PLANTED` once a file `armed` lies
in its data folder: a power cut at the worst moment.  The product has no hook for this: the
function that takes the step is replaced.

Of an answer:
    asked       it has come, it is not counted
    counted     it is counted, its paper is not sealed, no reply is sent

Of a close:
    confirmed   nothing is read
    read        the counters are read, nothing is written
    written     the release is written, the pool is not, nothing is committed
    committed   all of it is in the database, memory does not know yet
    done        memory knows, no reply is sent

Of a vote's close, beside the last two:
    voted       the winner is drawn, the decision is not written

Of a pack that is made:
    packing     its first entries are in the file, the others are not
    packed      the file is whole, nobody has read it and it has no name yet
"""

import os
import signal
from functools import wraps
from pathlib import Path

from tests.faults import ARMED, PLANTED

PIECES = 4  # manifest, seal, the list, and the lesson


def power_cut(step):
    """The function that takes the step, with the power cut before it."""

    @wraps(step)
    def cut(*args, **kwargs):
        if (Path(os.environ["BIRGE_DATA"]) / ARMED).exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **kwargs)

    return cut


def power_cut_within(pieces):
    """The function that gives the pieces, with the power cut after the first few."""

    @wraps(pieces)
    def cut(*args, **kwargs):
        for number, piece in enumerate(pieces(*args, **kwargs)):
            yield piece if number < PIECES else power_cut(lambda: None)()

    return cut


def plant(step):
    """Put the power cut where the step is taken."""
    from classrooms.pools import PoolQuerySet
    from classrooms.views import board
    from curriculum.packs import building, reading
    from quizzes import asides, closing, tablets

    places = {
        "asked": (tablets, "submit"),
        "counted": (tablets.Seat, "sealed"),
        "confirmed": (closing, "_close_asked"),
        "read": (closing, "_release"),
        "written": (PoolQuerySet, "add"),
        "committed": (closing, "forget_questions"),
        "done": (board, "after"),
        "voted": (asides, "_decision"),
        "packing": (building, "_all"),
        "packed": (reading, "read"),
    }
    place, name = places[step]
    cut = power_cut_within if step == "packing" else power_cut
    setattr(place, name, cut(getattr(place, name)))


if __name__ == "__main__":
    from cms import serve

    host, port = os.environ["BIRGE_HOST"], int(os.environ["BIRGE_PORT"])
    os.environ["BIRGE_PARENT"] = str(os.getpid())
    serve.make_server(host, port, target=f"{PLANTED}:application").serve()
else:
    from cms.wsgi import application

    plant(os.environ["BIRGE_PLANTED"])
    __all__ = ["application"]
