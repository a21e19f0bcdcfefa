"""A lesson as the rooms above use it: its deck of slides, and what must be checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from curriculum.slides import Card, Category, Choice, Scene, Slide, Story
from curriculum.states import SlideKind
from quizzes.questions import SOURCE_LANGUAGE, Question
from quizzes.states import Wave

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage


@dataclass(frozen=True)
class Deck:
    """The slides of a lesson in one language, with what is said around them.

    `minutes_short` and `minutes_long`: the two lengths of the lesson; the short one leaves out
    the slides marked with `skip_if_short`.  `topic`, `age_band`: values of
    curriculum.states.  `waves`: those for which there is something to ask.
    """

    language: str
    title: str
    content_note: str
    topic: str
    age_band: str
    minutes_short: int
    minutes_long: int
    waves: tuple[str, ...]
    slides: tuple[Slide, ...]

    @property
    def emblem(self) -> str:
        """The static file with the topic's emblem."""
        return f"img/topic-{self.topic}.svg"


def freeze(page: "LessonPage") -> dict[str, Any]:
    """The whole lesson as data, in all languages in which it is live: what a class begins with it
    goes on with, whatever becomes of the pages."""
    questions = page.freeze_questions()
    decks = {each.language: _deck_data(each, questions) for each in page.readable_pages()}
    return {"decks": decks, "questions": [each.to_data() for each in questions]}


def _deck_data(page: "LessonPage", questions: Iterable[Question]) -> dict[str, Any]:
    asked = {wave for question in questions for wave in question.waves}
    return {
        "language": page.language,
        "title": page.title,
        "content_note": page.content_note,
        "topic": page.topic_page.specific.topic,
        "age_band": page.age_band,
        "minutes_short": page.duration_short,
        "minutes_long": page.duration_long,
        "waves": [wave.value for wave in Wave if wave in asked],
        "slides": [slide.to_data() for slide in slides_of(page)],
    }


def _deck(data: Mapping[str, Any]) -> Deck:
    slides = tuple(Slide.from_data(each) for each in data["slides"])
    return Deck(**{**data, "slides": slides, "waves": tuple(data["waves"])})


def deck_of(frozen: Mapping[str, Any], language: str) -> Deck:
    """The deck of a frozen lesson in `language`, else in the source language."""
    decks = frozen["decks"]
    return _deck(decks.get(language) or decks[SOURCE_LANGUAGE])


def deck_of_page(page: "LessonPage") -> Deck:
    """The deck of one page as it is, for its preview."""
    return _deck(_deck_data(page, page.freeze_questions()))


def questions_of(frozen: Mapping[str, Any]) -> tuple[Question, ...]:
    """The quiz of a frozen lesson."""
    return tuple(Question.from_data(each) for each in frozen["questions"])


@dataclass(frozen=True)
class VerifyItem:
    """A text of the lesson that somebody must still check.  `part`: slide or question."""

    part: str
    id: str
    text: str
    verify: str


def public_texts_of(page: "LessonPage") -> list[str]:
    """All texts of the page that families and everybody may read.

    Neither quiz nor slides, nor what is written for the teacher.
    """
    return [
        page.title,
        page.key_message,
        *(aim.value["text"] for aim in page.objectives),
        page.family_aim,
        *(str(sentence.value) for sentence in page.family_sentences),
        page.family_question,
    ]


def slides_of(page: "LessonPage") -> list[Slide]:
    """The slides of one page, in order and in its language."""
    return [
        Slide(
            id=value["name"],
            kind=SlideKind(child.block_type),
            language=page.language,
            minutes=value["minutes"],
            title=value["title"],
            body=value["body"],
            cue=value["cue"],
            verify=value["verify"] or "",
            picture=value["picture"] or "",
            skip_if_short=bool(value.get("skip_if_short")),
            **_own_parts(page, child.block_type, value),
        )
        for child in page.slides
        for value in [child.value]
    ]


def _own_parts(page: "LessonPage", kind: str, value: blocks.StructValue) -> dict[str, Any]:
    """What only slides of this kind have."""
    match kind:
        case SlideKind.QUIZ:
            return {"wave": value["wave"]}
        case SlideKind.DISCUSSION:
            return {"prompts": tuple(value["prompts"])}
        case SlideKind.SORT:
            return _sort_parts(value)
        case SlideKind.ACTIVITY:
            lists = {name: tuple(value[name]) for name in ("roles", "phrases")}
            return lists | {"setup": value["setup"] or ""}
        case SlideKind.STORY:
            return {"story": _story(page)}
    return {}


def _sort_parts(value: blocks.StructValue) -> dict[str, Any]:
    return {
        "categories": tuple(Category(each["name"], each["text"]) for each in value["categories"]),
        "items": tuple(
            Card(each["name"], each["text"], tuple(each["categories"]), each["reason"] or "")
            for each in value["items"]
        ),
    }


def _story(page: "LessonPage") -> Story | None:
    """The story, None while a draft has none or one that cannot begin."""
    if not page.story:
        return None
    value = page.story[0].value
    scenes = tuple(
        Scene(
            name=node["name"],
            text=node["text"],
            choices=tuple(Choice(each["text"], each["goto"]) for each in node["choices"]),
            ending=node["ending"] or "",
            explanation=node["explanation"] or "",
        )
        for node in value["nodes"]
    )
    story = Story(value["title"], value["role"] or "", value["start"], scenes)
    return story if story.scene(story.start) else None


def verify_items_of(page: "LessonPage") -> list[VerifyItem]:
    """Slides and questions of the page that are marked as not yet checked, in order."""
    slides = [
        VerifyItem("slide", child.value["name"], child.value["title"], child.value["verify"])
        for child in page.slides
        if child.value["verify"]
    ]
    questions = [
        VerifyItem("question", child.value["name"], child.value["prompt"], child.value["verify"])
        for child in page.questions
        if child.value["verify"]
    ]
    return slides + questions
