"""What a seat plan is called on a screen: on the tiles that open a quiz, and where one is named."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.stage import Stage
from quizzes.seating import Proposal
from quizzes.states import Pace, Phase, Sharing, Way


def pupils_at_a_tablet(plan: Proposal) -> str:
    """How many share a tablet: spread evenly, so that two numbers are neighbours."""
    if plan.fewest == plan.most:
        told = ngettext(
            "%(most)s pupil to a tablet", "%(most)s pupils to a tablet", plan.most
        )  # fmt: skip
    else:
        told = ngettext(
            "%(fewest)s or %(most)s pupil to a tablet",
            "%(fewest)s or %(most)s pupils to a tablet",
            plan.most,
        )
    return told % {"fewest": plan.fewest, "most": plan.most}


def words(plan: Proposal) -> str:
    """The plan in a few words."""
    if plan.way is Way.HANDS:
        return _("By hands")
    if plan.way is Way.CARDS:
        return _("With cards")
    if plan.sharing is Sharing.EACH:
        return _("At own pace") if plan.pace is Pace.OWN else _("One tablet each")
    told = {
        Sharing.PASSING: _("%(pupils)s, passed on at each question"),
        Sharing.WHOLE: _("%(pupils)s, passed on after the whole quiz"),
        Sharing.GROUPS: _("%(pupils)s, one answer together"),
    }[plan.sharing]
    return told % {"pupils": pupils_at_a_tablet(plan)}


def told(stage: Stage) -> str:
    """What "Open the quiz" opens, in a few words; nothing where nobody has said how many tablets
    there are."""
    if stage.taught.tablets is None:
        return ""
    plan = words(stage.proposals[0])
    return _("Today: %(plan)s") % {"plan": plan[:1].lower() + plan[1:]}


def picture(plan: Proposal) -> str:
    """The drawing of it, below the static folder."""
    return f"img/ways/{plan.sharing if plan.way is Way.TABLETS else plan.way}.svg"


def steps(plan: Proposal) -> tuple[str, str]:
    """What the pupils do with the tablets, in two sentences for all to read."""
    sentences = {
        Sharing.EACH: (_("One tablet each."), _("Nobody looks at another tablet.")),
        Sharing.PASSING: (
            _("%(pupils)s: each takes a seat and passes the tablet on."),
            _("At each question the tablet says whose turn it is."),
        ),
        Sharing.WHOLE: (
            _("%(pupils)s: each takes a seat and passes the tablet on."),
            _("One answers all the questions, then gives the tablet to the next."),
        ),
        Sharing.GROUPS: (
            _("%(pupils)s: one of you takes a seat for all."),
            _("Talk each question over, then choose one answer together."),
        ),
    }
    first, second = sentences[plan.sharing]
    return first % {"pupils": pupils_at_a_tablet(plan)}, second


def lobby(stage: Stage) -> dict[str, Any]:
    """How the tablets of a quiz that has just been opened are shared, where that was planned."""
    plan = None if stage.taught.tablets is None else stage.plan
    if plan is None or stage.name != Phase.LOBBY or not stage.has_tablets:
        return {}
    return {"picture": picture(plan), "steps": steps(plan)}
