"""The tablet's cookies: read and written here alone.

`seat` holds the run's id, the slot in turn, the slot that was called last, and the question that
both are for (one character, one, and a number); `p0`…`p7` hold sealed papers; `easy` names the
slots that read in sentences.  HttpOnly, SameSite=Strict, under the pupils' path, for as long as a
run may last.
"""

import re
from functools import lru_cache
from time import time
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quizzes import papers
from quizzes.tablets import Tablet

PATH = "/play"
TURN = "seat"
EASY = "easy"
_NOBODY = "-"


def read(request: HttpRequest) -> Tablet:
    """The tablet as it presents itself; what is no cookie of ours is left out."""
    brought = request.COOKIES
    run_id = _run(brought.get(TURN, ""))
    if run_id is None:
        return Tablet()
    slot, after, question = _turn(brought[TURN][32:])
    sealed = [(at, brought[name]) for at, name in enumerate(papers.COOKIES) if name in brought]
    return Tablet(run_id, slot, tuple(sealed), question, after)


def _run(said: str) -> UUID | None:
    try:
        return UUID(hex=said[:32])
    except ValueError:
        return None


_TURN = re.compile(r"([0-7-])(?:([0-7-])(-1|\d{1,2}))?", re.ASCII)


def _turn(said: str) -> tuple[int | None, int | None, int | None]:
    """Slot in turn, slot called last, and question; all None where it is no turn of ours."""
    found = _TURN.fullmatch(said)
    if found is None:
        return None, None, None
    slot, after, question = found.groups()
    return _number(slot), _number(after), _number(question)


def _number(said: str | None) -> int | None:
    return None if said in (None, _NOBODY) else int(said)


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=settings.BIRGE_RUN_MINUTES * 60,
        path=PATH,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def write_turn(response: HttpResponse, tablet: Tablet) -> None:
    """Say whose turn it is on this tablet, in its run."""
    if tablet.run_id is None:
        return
    question = "" if tablet.question is None else str(tablet.question)
    bound = f"{turn_of(tablet.after)}{question}" if question else ""
    _set(response, TURN, f"{tablet.run_id.hex}{turn_of(tablet.slot)}{bound}")


def turn_of(slot: int | None) -> str:
    """Whose turn it is, as one character."""
    return _NOBODY if slot is None else str(slot)


def write_paper(response: HttpResponse, slot: int, sealed: str) -> None:
    """Give the tablet a paper to keep."""
    _set(response, papers.cookie_name(slot), sealed)


def line_of_paper(slot: int, sealed: str) -> str:
    """What `write_paper` says, as a header has it: for all seats of a second it is the same line
    around the paper."""
    return _line(papers.cookie_name(slot), int(time())).replace(_PAPER, sealed)


_PAPER = "-" * papers.SEALED_LENGTH


@lru_cache(maxsize=papers.SEATS_PER_TABLET)
def _line(name: str, _second: int) -> str:
    response = HttpResponse()
    _set(response, name, _PAPER)
    return response.cookies[name].OutputString()


def write_language(response: HttpResponse, language: str) -> None:
    """Keep the language picked on this tablet, for all pages."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        path="/",
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def reads_easily(request: HttpRequest, tablet: Tablet) -> bool:
    """Whether the seat in turn has asked for easy reading."""
    return turn_of(tablet.slot) in request.COOKIES.get(EASY, "")


def write_easy(request: HttpRequest, response: HttpResponse, tablet: Tablet, easy: bool) -> None:
    """Keep for the seat in turn, and for nobody else, whether it reads easily."""
    others = request.COOKIES.get(EASY, "").replace(turn_of(tablet.slot), "")
    _keep_easy(response, others + (turn_of(tablet.slot) if easy else ""))


def hand_easy_on(request: HttpRequest, response: HttpResponse, slot: int) -> None:
    """What was asked for while it was nobody's turn goes to the seat that takes it."""
    asked = request.COOKIES.get(EASY, "")
    if _NOBODY in asked:
        _keep_easy(response, asked.replace(_NOBODY, "").replace(str(slot), "") + str(slot))


def _keep_easy(response: HttpResponse, slots: str) -> None:
    if slots:
        _set(response, EASY, slots)
    else:
        response.delete_cookie(EASY, path=PATH, samesite="Strict")


def clear(request: HttpRequest, response: HttpResponse, tablet: Tablet) -> None:
    """Take back everything: the run is over or unknown."""
    easy = [EASY] if EASY in request.COOKIES else []
    for name in (TURN, *easy, *(papers.cookie_name(slot) for slot, _ in tablet.sealed)):
        response.delete_cookie(name, path=PATH, samesite="Strict")
