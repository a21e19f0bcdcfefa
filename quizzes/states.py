"""The phases of a run and the moves between them, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """What a run is doing.  `lobby`: tablets join.  `first`: a question is answered for practice,
    then `talk`: neighbours talk about it.  `asking`: one question takes answers, at own pace all of
    them.  `explained`: closed and talked about.  `resting`: the lesson goes on, the tablets wait
    for the next question.  `closed`: over, for good."""

    LOBBY = "lobby", _("lobby")
    FIRST = "first", _("first round")
    TALK = "talk", _("talk between the rounds")
    ASKING = "asking", _("asking")
    EXPLAINED = "explained", _("explained")
    RESTING = "resting", _("resting")
    CLOSED = "closed", _("closed")


class Course(models.TextChoices):
    """How a run goes.  `aside`: its questions come one by one from the lesson's slides, and count
    nowhere."""

    ONE_ROUND = "one", _("one round")
    TWO_ROUNDS = "two", _("two rounds with talk between")
    ASIDE = "aside", _("beside the lesson")


Moves = dict[Phase, frozenset[Phase]]

_ONE_ROUND: Moves = {
    Phase.LOBBY: frozenset({Phase.ASKING, Phase.CLOSED}),
    Phase.ASKING: frozenset({Phase.EXPLAINED, Phase.CLOSED}),
    Phase.EXPLAINED: frozenset({Phase.ASKING, Phase.CLOSED}),
}
_TWO_ROUNDS: Moves = {
    Phase.LOBBY: frozenset({Phase.FIRST, Phase.CLOSED}),
    Phase.FIRST: frozenset({Phase.TALK, Phase.CLOSED}),
    Phase.TALK: frozenset({Phase.ASKING, Phase.CLOSED}),
    Phase.ASKING: frozenset({Phase.EXPLAINED, Phase.CLOSED}),
    Phase.EXPLAINED: frozenset({Phase.FIRST, Phase.CLOSED}),
}
_ASIDE: Moves = {
    Phase.LOBBY: frozenset({Phase.ASKING, Phase.CLOSED}),
    Phase.ASKING: frozenset({Phase.EXPLAINED, Phase.RESTING, Phase.CLOSED}),
    Phase.EXPLAINED: frozenset({Phase.ASKING, Phase.RESTING, Phase.CLOSED}),
    Phase.RESTING: frozenset({Phase.ASKING, Phase.CLOSED}),
}
MOVES: dict[Course, Moves] = {
    Course.ONE_ROUND: _ONE_ROUND,
    Course.TWO_ROUNDS: _TWO_ROUNDS,
    Course.ASIDE: _ASIDE,
}
ROUNDS = (1, 2)


class Pace(models.TextChoices):
    """Who decides when the next question comes."""

    LED = "led", _("led by the teacher")
    OWN = "own", _("each at their own pace")


class Way(models.TextChoices):
    """How a class answers.  Hands show every answer to all; cards are collected face down."""

    TABLETS = "tablets", _("with tablets")
    HANDS = "hands", _("by show of hands")
    CARDS = "cards", _("with cards, face down")


class Sharing(models.TextChoices):
    """Who sits at one tablet.  `each`: one seat.  `passing`: several seats, and the tablet goes
    round at each question.  `whole`: several seats, and it goes on after the whole quiz, at own
    pace.  `groups`: one seat for several pupils, who agree on each answer."""

    EACH = "each", _("one pupil at a tablet")
    PASSING = "passing", _("passed on at each question")
    WHOLE = "whole", _("passed on after the whole quiz")
    GROUPS = "groups", _("one answer of a group")


class Wave(models.TextChoices):
    """Before or after the lesson."""

    PRE = "pre", _("before the lesson")
    POST = "post", _("after the lesson")


class Kind(models.TextChoices):
    """What a question asks for (PRIVACY.md, "Kinds")."""

    KNOWLEDGE = "knowledge", _("knowledge")
    SCENARIO = "scenario", _("scenario")
    ATTITUDE = "attitude", _("attitude")


class Practice(models.TextChoices):
    """Why a question does not count (PRIVACY.md, rules 4, 7 and 15); in the teacher's words."""

    TALK = "talk", _("it is meant for talking, not for counting")
    RELEASED = "released", _("this class has answered it already, and a question counts once")
    TWICE = "twice", _("it stands in this quiz a second time")
    LESSON_FULL = "lesson", _("five questions of this lesson count already")
    YEAR_FULL = "year", _("this class has used up its counted questions for this school year")
    NO_NORM = "no-norm", _("of the opinions, only the year's four set questions count")
    ATTITUDES_FULL = "opinions", _("four opinions are counted in this school year already")
    BY_HANDS = "hands", _("hands show everybody's answer, so stories are not counted")


class IllegalMove(Exception):
    """A run was asked to make a move that its phase does not allow."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"no move from {before!r} to {after!r}")


def check_move(before: str, after: str, course: Course = Course.ONE_ROUND) -> None:
    """Raise IllegalMove unless a run of that course may go from phase `before` to `after`."""
    if Phase(after) not in MOVES[course].get(Phase(before), frozenset()):
        raise IllegalMove(before, after)
