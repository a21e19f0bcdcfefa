"""The same server, which kills itself at the step named in `BIRGE_PLANTED`: a power cut at the
worst moment.  The product has no hook for this: the function that takes the step is replaced.

    read        the counters are read, nothing is written
    written     the release is written, the pool is not, nothing is committed
    committed   all of it is in the database, memory does not know yet
"""

import os
import signal

MODULE = "tests.faults.planted"


def power_cut(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def plant(step):
    """Put the power cut where the step is taken."""
    from classrooms.pools import PoolQuerySet
    from quizzes import closing

    places = {
        "read": (closing, "_release"),
        "written": (PoolQuerySet, "add"),
        "committed": (closing, "forget_questions"),
    }
    place, name = places[step]
    assert callable(getattr(place, name))
    setattr(place, name, power_cut)


if __name__ == "__main__":
    from cms import serve

    host, port = os.environ["BIRGE_HOST"], int(os.environ["BIRGE_PORT"])
    os.environ["BIRGE_PARENT"] = str(os.getpid())
    serve.make_server(host, port, target=f"{MODULE}:application").serve()
else:
    from cms.wsgi import application

    plant(os.environ["BIRGE_PLANTED"])
    __all__ = ["application"]
