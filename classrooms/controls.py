"""The controls of a lesson that a screen offers now, the same on the board and on the desk.

At most one is the next step and one the way back: those that a clicker presses.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from classrooms.stage import Stage
from curriculum.playing import BACK, NEXT, StoryPlay
from quizzes.states import Phase


@dataclass(frozen=True)
class Control:
    """`name` of the address that is posted to, with `step` and what else is given; `key`: "next",
    "back" or nothing."""

    name: str
    label: str | Promise
    step: int
    key: str = ""
    to: int | None = None
    act: str = ""

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
    if stage.shows_slides and stage.previous is not None:
        return Control("move", _("Back"), stage.taught.step, "back", to=stage.previous)
    return None


def forward(stage: Stage) -> list[Control]:
    """The ways on, the next step last."""
    match stage.name:
        case Phase.LOBBY:
            return [_end(stage), Control("quiz_next", _("First question"), stage.step, "next")]
        case Phase.ASKING:
            return [_end(stage), Control("quiz_close", _("Close the question"), stage.step, "next")]
        case Phase.EXPLAINED if stage.question and stage.question.is_last:
            return [_end(stage, "next")]
        case Phase.EXPLAINED:
            return [_end(stage), Control("quiz_next", _("Next question"), stage.step, "next")]
        case "slide" | Phase.CLOSED:
            return _on_slide(stage)
        case "gone":
            return [_finish()]
    return []


def _end(stage: Stage, key: str = "") -> Control:
    return Control("quiz_end", _("End the quiz"), stage.step, key)


def _finish() -> Control:
    return Control("finish", _("Finish the lesson"), 0)


def _on_slide(stage: Stage) -> list[Control]:
    found = []
    if stage.name == Phase.CLOSED:
        found.append(Control("quiz_open", _("Open the quiz again"), stage.quizzes_so_far))
    if stage.next is None:
        found.append(_finish())
    if stage.waits_for_quiz:
        opening = Control("quiz_open", _("Open the quiz"), stage.quizzes_so_far, "next")
        return [*found, *_turn(stage, _("Next")), opening]
    if _asks_choice(stage):
        return [*found, *_turn(stage, _("Next slide"))]
    if stage.plays_next:
        going_on = Control("play", _("Next"), stage.taught.step, "next", act=NEXT)
        return [*found, *_turn(stage, _("Next slide")), going_on]
    return [*found, *_turn(stage, _("Next"), "next")]


def _asks_choice(stage: Stage) -> bool:
    """Whether the class has to say where its story goes on: then no single step is the next."""
    play = stage.play if stage.name == "slide" else None
    return isinstance(play, StoryPlay) and len(play.scene.choices) > 1


def _turn(stage: Stage, label: str | Promise, key: str = "") -> list[Control]:
    """To the next slide, unless this is the last."""
    if stage.next is None:
        return []
    return [Control("move", label, stage.taught.step, key, to=stage.next)]
