"""The drawings of the lessons and of the ways to sit or stand in an activity.

Scenes show the helpful moment (asking, listening, a calm "stop", a friend beside), never a child
in distress.  A text below says plainly what is seen, for those who cannot see it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Drawing:
    """A scene; `alt` is one sentence of what is seen, `path` lies below the static folder."""

    name: str
    alt: Promise

    @property
    def path(self) -> str:
        return f"img/scenes/{self.name}.svg"


@dataclass(frozen=True)
class SetUp:
    """Where pupils sit or stand; `label` says it in words, `path` lies below the static folder."""

    name: str
    label: Promise

    @property
    def path(self) -> str:
        return f"img/setups/{self.name}.svg"


DRAWINGS: tuple[Drawing, ...] = (
    # For any lesson
    Drawing(
        "agreement",
        _("A teacher and four pupils sit around a felt carpet; one speaks, the others listen."),
    ),
    Drawing(
        "trusted-adult",
        _("A boy tells his grandmother something; she sits beside him and listens."),
    ),
    # My body, my space
    Drawing(
        "my-body",
        _("A girl with braids closes her eyes, smiles and folds her arms around herself."),
    ),
    Drawing(
        "bubble",
        _(
            "A boy stands alone in a large bubble; a girl and her grandmother stand close together "
            "in another one."
        ),
    ),
    Drawing(
        "ask-listen-stop",
        _("A girl asks with an open hand; a boy calmly holds up his palm."),
    ),
    Drawing(
        "greetings",
        _(
            "Three children greet each other: one waves, two give a high five; one of them wears "
            "a hearing aid."
        ),
    ),
    Drawing(
        "birthday",
        _("At a birthday party a boy with a present stops and asks the girl."),
    ),
    Drawing(
        "birthday-wave",
        _("At a birthday party a boy and a girl wave to each other and laugh."),
    ),
    Drawing(
        "helping-hand",
        _("A large open hand with the face of a trusted grown-up on each finger."),
    ),
    # Ask before you click, ask before you post
    Drawing(
        "portrait",
        _("A boy paints the portrait of a girl who sits beside the easel in her wheelchair."),
    ),
    Drawing(
        "images",
        _(
            "The same girl in a photo, in a video and on a sticker with animal ears; beside them "
            "a voice message."
        ),
    ),
    Drawing(
        "ask-photo",
        _("By a lake a girl with her phone lowered asks; a boy thinks about his answer."),
    ),
    Drawing(
        "law",
        _("A woman holds a book of law; a boy and a girl stand beside her."),
    ),
    Drawing(
        "bus",
        _(
            "A girl sleeps in a bus; another girl calmly holds up her hand to a boy who lowers "
            "his phone."
        ),
    ),
    Drawing(
        "lake",
        _("Four pupils pose together by a mountain lake and smile."),
    ),
    Drawing(
        "phone-down",
        _("A boy lays his phone face down on the table and talks with a girl who listens."),
    ),
    # Not just a joke
    Drawing(
        "step-in",
        _(
            "In the school corridor a boy with a crutch shows a girl a notebook and asks her "
            "something; two others stand behind."
        ),
    ),
    Drawing(
        "write-facts",
        _("Two pupils at a desk write down what happened."),
    ),
    Drawing(
        "evening-chat",
        _("In the evening a girl has put her phone down and thinks; it is dark outside."),
    ),
    Drawing(
        "canteen",
        _("In the canteen a boy sits down beside a girl and smiles at her."),
    ),
    Drawing(
        "go-together",
        _("Two girls go together to the psychologist, who opens the door to them."),
    ),
    # Care or control?
    Drawing(
        "side-by-side",
        _("On a meadow below the mountains a boy plays the komuz and a girl reads a book."),
    ),
    Drawing(
        "freedom",
        _("A girl with a ball goes to her friends and waves to a boy; he waves back."),
    ),
    Drawing(
        "tree",
        _("A girl, and a boy in a wheelchair, paint a tree on a large sheet of paper."),
    ),
    Drawing(
        "listen",
        _("Two girls sit on a bench in town; one talks, the other listens, hand on heart."),
    ),
    Drawing(
        "plan",
        _("At a table with tea a girl makes a plan with her aunt and the psychologist."),
    ),
)

SETUPS: tuple[SetUp, ...] = (
    SetUp("pairs", _("In pairs")),
    SetUp("fours", _("In fours")),
    SetUp("circle", _("In a circle")),
    SetUp("line", _("Along a line")),
    SetUp("desks", _("Each at the desk")),
    SetUp("groups", _("In groups around a sheet of paper")),
)

_DRAWINGS = {d.name: d for d in DRAWINGS}
_SETUPS = {s.name: s for s in SETUPS}


def drawing(name: str) -> Drawing | None:
    """The scene of this name, or none: a lesson file may name one that this copy lacks."""
    return _DRAWINGS.get(name)


def setup(name: str) -> SetUp | None:
    """The set-up of this name, or none."""
    return _SETUPS.get(name)


def drawing_choices() -> list[tuple[str, str | Promise]]:
    """For a form: what is stored, and what a trainer reads."""
    return [(one.name, one.alt) for one in DRAWINGS]


def setup_choices() -> list[tuple[str, str | Promise]]:
    """The same for set-ups."""
    return [(one.name, one.label) for one in SETUPS]
