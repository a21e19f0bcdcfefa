"""Every text of a lesson, where it stands and who speaks in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from curriculum.ready.places import Place, step_into, stream_fields
from quizzes.states import Kind

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage


class Voice(StrEnum):
    """`SAYS`: what the lesson itself tells pupils.  `SHOWS`: what people in stories, on cards and
    in answers to choose say or do; it may be wrong.  `ADULTS`: for teachers and families."""

    SAYS = "says"
    SHOWS = "shows"
    ADULTS = "adults"


PLAIN = {
    "title": Voice.SAYS,
    "content_note": Voice.SAYS,
    "key_message": Voice.SAYS,
    "home_link": Voice.ADULTS,
    "family_aim": Voice.ADULTS,
    "family_question": Voice.ADULTS,
}
FOR_ADULTS = frozenset({"preparation", "sensitive_points", "differentiation", "family_sentences"})
# Parts of a block that the lesson itself says, wherever they stand.
OWN_WORDS = frozenset({"explanation", "reason", "alt"})
# A list of cards, of scenes, of ways to go on: what is in it is told of somebody.
TOLD = frozenset({"items", "nodes", "choices"})


@dataclass(frozen=True)
class Said:
    """One text, never empty."""

    place: Place
    text: str
    voice: Voice

    @property
    def is_for_pupils(self) -> bool:
        return self.voice != Voice.ADULTS


def of(page: "LessonPage") -> list[Said]:
    """All texts of the page that have words, in the order of its fields."""
    plain = [Said(Place(name), getattr(page, name), voice) for name, voice in PLAIN.items()]
    streamed = [said for name in stream_fields(page) for said in _in_stream(page, name)]
    return [said for said in plain + streamed if said.text and said.text.strip()]


def _in_stream(page: "LessonPage", name: str) -> Iterator[Said]:
    value = getattr(page, name)
    for place, text, parents in _leaves(value.stream_block, value, Place(name), ()):
        yield Said(place, text, _voice(place, parents))


def _leaves(
    block: Any, value: Any, place: Place, parents: tuple[Any, ...]
) -> Iterator[tuple[Place, str, tuple[Any, ...]]]:
    """Each text below a block with the values that it stands in, the nearest last."""
    if isinstance(block, blocks.TextBlock):
        yield place, value or "", parents
        return
    for step in _steps(block, value):
        child, inner, _own = step_into(block, value, step)
        yield from _leaves(child, inner, place.below(step), (*parents, value))


def _steps(block: Any, value: Any) -> list[Any]:
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        return list(range(len(value)))
    return list(block.child_blocks) if isinstance(block, blocks.StructBlock) else []


def _voice(place: Place, parents: tuple[Any, ...]) -> Voice:
    part = place.path[-1]
    if place.field in FOR_ADULTS or part == "cue":
        return Voice.ADULTS
    if part in OWN_WORDS:
        return Voice.SAYS
    if place.field == "questions":
        return _voice_in_question(place, parents)
    return Voice.SHOWS if TOLD & set(place.path) else Voice.SAYS


def _voice_in_question(place: Place, parents: tuple[Any, ...]) -> Voice:
    """An attitude may be one to disagree with; of the answers, the key is what the lesson says."""
    question, nearest = parents[1], parents[-1]
    if question["kind"] == Kind.ATTITUDE:
        return Voice.SHOWS
    if "options" in place.path:
        return Voice.SAYS if nearest["in_key"] else Voice.SHOWS
    return Voice.SAYS
