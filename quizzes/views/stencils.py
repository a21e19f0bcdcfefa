"""The screens that all tablets of a class fetch within the same second, drawn once for all of them.

What a step shows is the same on every tablet but for a few holes: the order of the options and
their tokens, the animal, the pulse's interval.  A stencil is the screen as its own template draws
it in one language for nobody: there is no seat at hand when it is drawn, so none can be in it.
Filling the holes for a seat costs a hundredth of drawing the screen.

Whatever is not the first fetch of a tablet with one seat takes the normal way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string
from django.utils import translation

from quizzes import papers, showing
from quizzes.animals import Animal, Colour
from quizzes.frames import Frame
from quizzes.papers import Paper
from quizzes.questions import Question
from quizzes.tablets import Seat, Tablet
from quizzes.views import cookies, screens

# Holes are characters of Unicode's private use, which no text that people write holds.
_OPENS, _CLOSES = "\ue000", "\ue001"


def _hole(name: str) -> str:
    return f"{_OPENS}{name}{_CLOSES}"


_TOKEN, _CUT, _PULSE = _hole("token"), _hole("cut"), _hole("pulse")
_ANIMAL, _ADDRESS, _NAME = _hole("animal"), _hole("address"), _hole("name")
_COLOUR, _COLOUR_NAME = _hole("colour"), _hole("colour-name")


class _AnyAnimal(Animal):
    @property
    def address(self) -> str:
        return _ADDRESS


class _AnySeat(Seat):
    """Nobody's seat: everything is still to be sent, and what is a seat's own is a hole."""

    @property
    def who(self) -> tuple[Animal, Colour]:
        return _AnyAnimal(_ANIMAL, _NAME), Colour(_COLOUR, _COLOUR_NAME)  # type: ignore[arg-type]  # holes are translated when they are filled

    @property
    def unsent(self) -> list[tuple[int, Question]]:
        return list(self.frame.open_questions)

    def token(self, question: Question, option: str) -> str:
        return _TOKEN

    def order(self, question: Question) -> list[str]:
        return list(question.option_ids())


@dataclass(frozen=True)
class Stencil:
    """`around`: the page before, between and after the options of each of `questions`; `options`:
    of each question, every option's tile by its id."""

    around: tuple[str, ...]
    questions: tuple[Question, ...]
    options: tuple[dict[str, str], ...]

    def filled(self, seat: Seat, language: str) -> str:
        """The screen of this seat, in the language of the stencil."""
        parts = [self.around[0]]
        for place, question in enumerate(self.questions):
            tiles = self.options[place]
            for option in seat.order(question):
                parts.append(tiles[option].replace(_TOKEN, seat.token(question, option)))
            parts.append(self.around[place + 1])
        page = "".join(parts).replace(_PULSE, str(screens.pulse_ms()))
        for hole, value in _called(seat, language):
            page = page.replace(hole, value)
        return page


def _called(seat: Seat, language: str) -> Sequence[tuple[str, str]]:
    animal, colour = seat.who
    found = _names.get((language, animal.id, colour.id))
    if found is None:
        with translation.override(language):
            found = _names[language, animal.id, colour.id] = _names_of(animal, colour)
    return found


# By language and the ids of animal and colour: a few hundred.
_names: dict[tuple[str, str, str], Sequence[tuple[str, str]]] = {}


def _names_of(animal: Animal, colour: Colour) -> Sequence[tuple[str, str]]:
    return (
        (_ANIMAL, animal.id),
        (_ADDRESS, escape(animal.address)),
        (_NAME, escape(str(animal.name))),
        (_COLOUR, colour.id),
        (_COLOUR_NAME, escape(str(colour.name))),
    )


def drawn(tablet: Tablet, seat: Seat, language: str) -> str | None:
    """What the seat's tablet sees now; None where a stencil would not do."""
    frame = seat.frame
    is_fresh = len(seat.unsent) == len(frame.open_questions)
    if not is_fresh or len(tablet.sealed) != 1 or frame.is_passed_on:
        return None
    hidden = showing.off(question for _, question in frame.open_questions)
    key = (language, tablet.slot, hidden)
    stencil = frame.drawn.get(key)
    if stencil is None:
        with translation.override(language):
            stencil = frame.drawn[key] = _cut(frame, tablet)
    return stencil.filled(seat, language)


def _cut(frame: Frame, tablet: Tablet) -> Stencil:
    """The stencil for tablets that hold one seat, in the same slot as this one."""
    nobody = Tablet(frame.run_id, tablet.slot, ((tablet.slot or 0, "-" * papers.SEALED_LENGTH),))
    context = screens.of_seat(nobody, _AnySeat(frame, Paper(0)), None)
    context |= {"pulse_ms": _PULSE, "turn": cookies.turn_of(nobody.slot)}
    asked = frame.open_questions
    for shown in context["questions"] if asked else ():
        for option in shown["options"]:
            option["cut"] = _CUT
        shown["cut"] = _CUT
    pieces = render_to_string("quizzes/tablet.html#screen", context).split(_CUT)
    return _sorted([question for _, question in asked], pieces)


def _sorted(questions: list[Question], pieces: list[str]) -> Stencil:
    """Pieces come in the order of the page: what is around, each option's tile, what is around."""
    around, options = [pieces.pop(0)], []
    for question in questions:
        options.append({option: pieces.pop(0) for option in question.option_ids()})
        around.append(pieces.pop(0))
    return Stencil(tuple(around), tuple(questions), tuple(options))
