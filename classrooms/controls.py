"""The controls of a lesson that a screen offers now, the same on the board and on the desk.

At most one is the next step and one the way back: those that a clicker presses.
"""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from classrooms import ways
from classrooms.stage import Stage
from curriculum.acts import BACK, CHOOSE, NEXT
from curriculum.story_play import StoryPlay
from quizzes import seating
from quizzes.seating import Proposal
from quizzes.states import Pace, Phase, Way

# The form for what was counted by hands or cards.
TYPED = "typed"


@dataclass(frozen=True)
class Control:
    """`name` of the address that is posted to, with `step` and what else is given; `key`: "next",
    "back" or nothing.  `form`: the id of a form on the screen that it sends instead.
    `is_other_way`: it opens the quiz another way than the recommended one, and stands apart."""

    name: str
    label: str | Promise
    step: int
    key: str = ""
    form: str = ""
    to: int | None = None
    act: str = ""
    value: str = ""
    pace: str = ""
    way: str = ""
    sharing: str = ""
    rounds: int | None = None
    index: int | None = None
    is_other_way: bool = False

    @property
    def on_board(self) -> str:
        return f"teach:{self.name}"

    @property
    def on_desk(self) -> str:
        return f"teach:desk_{self.name}"


def back(stage: Stage) -> Control | None:
    """The way back, if there is one."""
    if stage.plays_back:
        return Control("play", _("Back"), stage.taught.step, "back", act=BACK)
    if stage.is_own_pace and stage.name == Phase.EXPLAINED and stage.run and stage.run.index:
        before = stage.run.index - 1
        return Control("quiz_explain", _("Back"), stage.step, "back", index=before)
    if stage.shows_slides and stage.previous is not None:
        return Control("move", _("Back"), stage.taught.step, "back", to=stage.previous)
    return None


def forward(stage: Stage) -> list[Control]:
    """The ways on, the next step last."""
    match stage.name:
        case Phase.LOBBY | Phase.FIRST | Phase.TALK | Phase.ASKING | Phase.EXPLAINED:
            return _in_aside(stage) if stage.is_aside else _in_quiz(stage)
        case "slide" | Phase.CLOSED:
            return _on_slide(stage)
        case "gone":
            return [_finish()]
    return []


def _in_quiz(stage: Stage) -> list[Control]:
    if stage.question and stage.question.is_last and stage.name == Phase.EXPLAINED:
        return [_end(stage, "next")]
    if stage.takes_numbers:
        uncounted = Control("quiz_close", _("Go on without counting"), stage.step)
        typed = Control("quiz_typed", _("Counted: close"), stage.step, "next", form=TYPED)
        return [_end(stage), uncounted, typed]
    return [_end(stage), _quiz_step(stage)]


def _in_aside(stage: Stage) -> list[Control]:
    """Beside the lesson: always a way back to it."""
    lesson = _("Back to the lesson")
    if stage.name == Phase.LOBBY:
        label = _("Ask now")
        return [
            Control("quiz_end", lesson, stage.step),
            Control("quiz_next", label, stage.step, "next"),
        ]
    if stage.name == Phase.ASKING:
        close = _("Close: which way?") if stage.is_vote else _("Now talk")
        return [
            Control("quiz_rest", lesson, stage.step),
            Control("quiz_close", close, stage.step, "next"),
        ]
    return [Control("quiz_rest", lesson, stage.step, "next")]


def _quiz_step(stage: Stage) -> Control:
    own = stage.is_own_pace
    if stage.name == Phase.FIRST:
        return Control("quiz_talk", _("Now talk"), stage.step, "next")
    if stage.name == Phase.TALK:
        return Control("quiz_next", _("Ask once more"), stage.step, "next")
    if stage.name == Phase.LOBBY:
        first = _("Open the questions") if own else _("First question")
        return Control("quiz_next", first, stage.step, "next")
    if stage.name == Phase.ASKING:
        close = _("Close the questions") if own else _("Close the question")
        return Control("quiz_close", close, stage.step, "next")
    if own and stage.run:
        following = stage.run.index + 1
        return Control("quiz_explain", _("Next question"), stage.step, "next", index=following)
    return Control("quiz_next", _("Next question"), stage.step, "next")


def _end(stage: Stage, key: str = "") -> Control:
    return Control("quiz_end", _("End the quiz"), stage.step, key)


def _finish() -> Control:
    return Control("finish", _("Finish the lesson"), 0)


def _on_slide(stage: Stage) -> list[Control]:
    found = []
    if stage.name == Phase.CLOSED:
        found.append(_opening(stage, stage.proposals[0], _("Open the quiz again")))
        found += _other_ways(stage)
    if stage.next is None:
        found.append(_finish())
    if stage.waits_for_quiz:
        opening = _opening(stage, stage.proposals[0], _("Open the quiz"), "next")
        return [*found, *_turn(stage, _("Next")), *_other_ways(stage), opening]
    if _asks_choice(stage):
        return [*found, *_turn(stage, _("Next slide")), *_vote(stage)]
    if stage.plays_next:
        going_on = Control("play", _("Next"), stage.taught.step, "next", act=NEXT)
        return [*found, *_turn(stage, _("Next slide")), going_on]
    return [*found, *_turn(stage, _("Next"), "next")]


def _other_ways(stage: Stage) -> list[Control]:
    """The ways to take the quiz that this class has beside the recommended one."""
    return [
        *(
            replace(_opening(stage, plan, ways.words(plan)), is_other_way=True)
            for plan in stage.proposals[1:]
        ),
        *_in_two_rounds(stage),
    ]


def _in_two_rounds(stage: Stage) -> list[Control]:
    """The same with a round for practice and talk before each question, where tablets are led."""
    plan = seating.choose(stage.proposals, way=Way.TABLETS, pace=Pace.LED)
    if plan is None:
        return []
    opening = _opening(stage, plan, _("In two rounds"))
    return [replace(opening, rounds=2, is_other_way=True)]


def _opening(stage: Stage, plan: Proposal, label: str | Promise, key: str = "") -> Control:
    so_far = stage.quizzes_so_far
    return Control(
        "quiz_open", label, so_far, key, pace=plan.pace, way=plan.way, sharing=plan.sharing
    )


def _asks_choice(stage: Stage) -> bool:
    """Whether the class has to say where its story goes on: then no single step is the next."""
    play = stage.play if stage.name == "slide" else None
    return isinstance(play, StoryPlay) and len(play.scene.choices) > 1


def _vote(stage: Stage) -> list[Control]:
    """Let the tablets choose; where they have, their way is the next step."""
    vote, step = stage.vote, stage.taught.step
    if vote and vote.chosen:
        label = _("Go that way")
        return [Control("play", label, step, "next", act=CHOOSE, value=vote.chosen)]
    if vote and not vote.reason:
        return [Control("vote_open", _("Let the tablets choose"), step)]
    return []


def _turn(stage: Stage, label: str | Promise, key: str = "") -> list[Control]:
    """To the next slide, unless this is the last."""
    if stage.next is None:
        return []
    return [Control("move", label, stage.taught.step, key, to=stage.next)]
