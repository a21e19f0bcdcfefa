"""The phases of a run and the moves between them, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """What a run is doing.  `lobby`: tablets join.  `asking`: one question takes answers, at own
    pace all of them.  `explained`: closed and talked about.  `closed`: over, for good."""

    LOBBY = "lobby", _("lobby")
    ASKING = "asking", _("asking")
    EXPLAINED = "explained", _("explained")
    CLOSED = "closed", _("closed")


MOVES: dict[Phase, frozenset[Phase]] = {
    Phase.LOBBY: frozenset({Phase.ASKING, Phase.CLOSED}),
    Phase.ASKING: frozenset({Phase.EXPLAINED, Phase.CLOSED}),
    Phase.EXPLAINED: frozenset({Phase.ASKING, Phase.CLOSED}),
    Phase.CLOSED: frozenset(),
}


class Pace(models.TextChoices):
    """Who decides when the next question comes."""

    LED = "led", _("led by the teacher")
    OWN = "own", _("each at their own pace")


class Wave(models.TextChoices):
    """Before or after the lesson."""

    PRE = "pre", _("before the lesson")
    POST = "post", _("after the lesson")


class Kind(models.TextChoices):
    """What a question asks for (PRIVACY.md, "Kinds")."""

    KNOWLEDGE = "knowledge", _("knowledge")
    SCENARIO = "scenario", _("scenario")
    ATTITUDE = "attitude", _("attitude")


class IllegalMove(Exception):
    """A run was asked to make a move that its phase does not allow."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"no move from {before!r} to {after!r}")


def check_move(before: str, after: str) -> None:
    """Raise IllegalMove unless a run may go from phase `before` to phase `after`."""
    if Phase(after) not in MOVES[Phase(before)]:
        raise IllegalMove(before, after)
