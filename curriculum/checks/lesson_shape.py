"""The shape of a lesson file, schema 2."""

from curriculum.blocks import ITGSE, MOST_LINES
from curriculum.checks.shapes import (
    ByKind,
    Fields,
    Line,
    ListOf,
    Name,
    OneOf,
    Shape,
    Text,
    Whole,
)
from curriculum.deck_blocks import MOST_SLIDES
from curriculum.drawings import DRAWINGS, SETUPS
from curriculum.sorting import LONGEST_REASON, MOST_CARDS, MOST_GROUPS
from curriculum.states import AgeBand, Ending, SlideKind, Topic
from curriculum.stories import MOST_CHOICES, MOST_SCENES
from quizzes.quiz_blocks import MOST_QUESTIONS
from quizzes.states import Kind, Wave

# As the CMS takes them.
NAME = Name(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
SLUG = Name(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
REFERENCE = Name(ITGSE.removeprefix("^").removesuffix(r"\Z"))
LEGAL = OneOf(("legal",))
LINES = ListOf(Text(), 1, MOST_LINES)
FLAG = OneOf((True, False))


PICTURE = OneOf(tuple(one.name for one in DRAWINGS))
SETUP = OneOf(tuple(one.name for one in SETUPS))


def _slide(kind: str, optional: dict[str, Shape] | None = None, **own: Shape) -> Fields:
    common: dict[str, Shape] = {
        "id": NAME,
        "kind": OneOf((kind,)),
        "minutes": Whole(),
        "title": Text(),
        "body": Text(),
        "cue": Text(),
    }
    return Fields(common | own, {"verify": LEGAL, "picture": PICTURE} | (optional or {}))


GROUP = Fields({"id": NAME, "text": Text()})
CARD = Fields(
    {"id": NAME, "text": Text(), "categories": ListOf(NAME, 1, MOST_GROUPS)},
    {"reason": Text(LONGEST_REASON)},
)
SLIDES = {kind.value: _slide(kind.value) for kind in SlideKind} | {
    "quiz": _slide("quiz", wave=OneOf(tuple(Wave.values))),
    "activity": _slide("activity", {"setup": SETUP, "roles": LINES, "phrases": LINES}),
    "discussion": _slide("discussion", prompts=LINES),
    "sort": _slide(
        "sort", categories=ListOf(GROUP, 2, MOST_GROUPS), items=ListOf(CARD, 2, MOST_CARDS)
    ),
}
CHOICE = Fields({"text": Text(), "goto": NAME})
NODE = Fields(
    {"id": NAME, "text": Text(), "choices": ListOf(CHOICE, 0, MOST_CHOICES)},
    {"ending": OneOf(tuple(Ending.values)), "explanation": Text()},
)
STORY = Fields(
    {"id": NAME, "title": Text(), "start": NAME, "nodes": ListOf(NODE, 2, MOST_SCENES)},
    {"role": Text()},
)
OPTION = Fields({"id": NAME, "text": Text()}, {"explanation": Text()})
QUESTION = Fields(
    {
        "id": NAME,
        "kind": OneOf(tuple(Kind.values)),
        "objective": Line(),
        "waves": OneOf(([Wave.PRE.value, Wave.POST.value], [Wave.POST.value])),
        "counted": FLAG,
        "norm": FLAG,
        "prompt": Text(),
        "options": ListOf(OPTION, 2),
        "key": ListOf(NAME),
    },
    {"explanation": Text(), "verify": LEGAL},
)
OBJECTIVE = Fields({"id": NAME, "itgse": REFERENCE, "text": Text()})
NOTES = Fields(
    {
        "preparation": ListOf(Text()),
        "sensitive_points": ListOf(Text()),
        "differentiation": ListOf(Text()),
        "home_link": Text(),
        "skip_if_short": ListOf(NAME, 0),
    }
)
FAMILY = Fields({"aim": Text(), "key_sentences": ListOf(Text(), 3), "ask_at_home": Text()})
LESSON = Fields(
    {
        "schema_version": OneOf((2,)),
        "slug": SLUG,
        "topic": OneOf(tuple(Topic.values)),
        "age_band": OneOf(tuple(AgeBand.values)),
        "title": Text(255),
        "itgse": ListOf(REFERENCE, 0),
        "objectives": ListOf(OBJECTIVE),
        "key_message": Text(),
        "translation_status": Text(200),
        "duration_minutes": Fields({"short": Whole(), "long": Whole()}),
        "content_note": Text(),
        "slides": ListOf(ByKind(SLIDES), 1, MOST_SLIDES),
        "story": STORY,
        "teacher_notes": NOTES,
        "family_sheet": FAMILY,
        "quiz": Fields({"questions": ListOf(QUESTION, 0, MOST_QUESTIONS)}),
    }
)
