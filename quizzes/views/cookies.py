"""The tablet's cookies: read and written here alone.

`seat` holds the run's id and the slot in turn; `p0`…`p7` hold sealed papers; `easy` names the slots
that read in sentences.  HttpOnly, SameSite=Strict, under the pupils' path, for as long as a run may
last.
"""

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
    turn = request.COOKIES.get(TURN, "")
    try:
        run_id = UUID(hex=turn[:32])
    except ValueError:
        return Tablet()
    slot = int(turn[32:]) if turn[32:] in _SLOTS else None
    sealed = tuple(
        (at, request.COOKIES[papers.cookie_name(at)])
        for at in range(papers.SEATS_PER_TABLET)
        if papers.cookie_name(at) in request.COOKIES
    )
    return Tablet(run_id, slot, sealed)


_SLOTS = frozenset(str(slot) for slot in range(papers.SEATS_PER_TABLET))


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


def write_turn(response: HttpResponse, run_id: UUID, slot: int | None) -> None:
    """Say whose turn it is on this tablet."""
    _set(response, TURN, run_id.hex + _slot(slot))


def turn_of(tablet: Tablet) -> str:
    """Whose turn it is, as one character."""
    return _slot(tablet.slot)


def _slot(slot: int | None) -> str:
    return _NOBODY if slot is None else str(slot)


def write_paper(response: HttpResponse, slot: int, sealed: str) -> None:
    """Give the tablet a paper to keep."""
    _set(response, papers.cookie_name(slot), sealed)


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
    return turn_of(tablet) in request.COOKIES.get(EASY, "")


def write_easy(request: HttpRequest, response: HttpResponse, tablet: Tablet, easy: bool) -> None:
    """Keep for the seat in turn, and for nobody else, whether it reads easily."""
    others = request.COOKIES.get(EASY, "").replace(turn_of(tablet), "")
    _keep_easy(response, others + (turn_of(tablet) if easy else ""))


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
