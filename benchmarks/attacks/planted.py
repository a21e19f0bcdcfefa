"""The product as a server with one mistake in it, to be caught by `watch`.

    python -m benchmarks.attacks.planted

The file that BIRGE_PLANTED names holds the name of the mistake; while it is empty there is none.
Each mistake wraps what the product does and leaves the rest as it is.
"""

import logging
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

LIVE, TABLE, LOG, PAPER = (
    "live percentage",
    "a seat table",
    "a leaky log line",
    "a reply rendered from a paper",
)
MISTAKES = (LIVE, TABLE, LOG, PAPER)
VARIABLE = "BIRGE_PLANTED"
log = logging.getLogger("planted")


def _is_on(mistake: str) -> bool:
    return Path(os.environ[VARIABLE]).read_text("utf-8") == mistake


def _after(owner: Any, name: str, mistake: str, then: Callable[..., Any]) -> None:
    """Let `then` see what a function was given and gave, and change it."""
    real = getattr(owner, name)

    @wraps(real)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = real(*args, **kwargs)
        return then(result, *args, **kwargs) if _is_on(mistake) else result

    setattr(owner, name, wrapped)


def _shares(taught: Any) -> str:
    from quizzes import live

    quiz = taught.open_quiz()
    run = live.store()._runs.get(quiz.run_id) if quiz else None  # type: ignore[attr-defined]
    counters = [one for one in run.questions.values() if one.yes is not None] if run else []
    return " ".join(f"{100 * one.yes // max(len(one.submitted), 1)} %" for one in counters)


def _with_percentage(response: Any, request: Any, taught: Any, *args: Any, **kwargs: Any) -> Any:
    response.content += f"<p>{_shares(taught)}</p>".encode()
    return response


def _with_percentage_too(line: str, shown: Any, *args: Any, **kwargs: Any) -> str:
    return f"{line}<p>{_shares(shown.taught)}</p>"


def _in_a_table(result: Any, store: Any, run_id: Any, question: str, seat: int, yes: bool) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS quizzes_seat (seat, question, yes)")
        cursor.execute("INSERT INTO quizzes_seat VALUES (%s, %s, %s)", [seat, question, yes])
    return result


def _logged(result: Any, seat: Any, question: str, token: str) -> Any:
    log.warning("seat %s sent %s", seat.paper.seat, token)
    return result


def _from_paper(context: dict[str, Any], tablet: Any, seat: Any, trouble: Any) -> dict[str, Any]:
    return context | {"error": f"{seat.paper.yes:b}"}


def plant() -> None:
    """Put all mistakes in, each asleep until it is named."""
    from classrooms.views import board
    from quizzes import tablets
    from quizzes.live import MemoryLiveStore
    from quizzes.views import screens

    _after(board, "draw", LIVE, _with_percentage)
    _after(board, "counter", LIVE, _with_percentage_too)
    _after(MemoryLiveStore, "submit", TABLE, _in_a_table)
    _after(tablets, "submit", LOG, _logged)
    _after(screens, "of_seat", PAPER, _from_paper)


if __name__ == "__main__":
    from cms import owner, serve

    os.environ[owner.PARENT_VARIABLE] = str(os.getpid())
    serve.make_server(
        "127.0.0.1",
        int(os.environ["BIRGE_PORT"]),
        target="benchmarks.attacks.planted_site:application",
    ).serve()
