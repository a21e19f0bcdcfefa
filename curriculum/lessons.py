"""A lesson as the rooms above use it: its deck of slides, and what must be checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from curriculum.slides import Card, Category, Choice, Scene, Slide, Story
from curriculum.states import ReviewStep, SlideKind
from quizzes.questions import SOURCE_LANGUAGES, Question
from quizzes.states import Wave

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

# What a block of the CMS holds; in a draft anything may be missing.
Value = Mapping[str, Any]


@dataclass(frozen=True)
class Deck:
    """The slides of a lesson in one language, with what is said around them.

    `minutes_short` and `minutes_long`: the two lengths of the lesson; the short one leaves out
    the slides marked with `skip_if_short`.  `topic`, `age_band`: values of
    curriculum.states.  `waves`: those for which there is something to ask.  `checked`: pairs of a
    step of the review and the day on which it looked at exactly this text.
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
    # A lesson that began before Birge kept it has none.
    checked: tuple[tuple[str, str], ...] = ()

    @property
    def checks(self) -> dict[ReviewStep, date]:
        """Which steps have looked at this text, and when: for teachers."""
        return {ReviewStep(step): date.fromisoformat(day) for step, day in self.checked}

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
        "minutes_short": page.duration_short or 0,
        "minutes_long": page.duration_long or 0,
        "waves": [wave.value for wave in Wave if wave in asked],
        "slides": [slide.to_data() for slide in slides_of(page)],
        "checked": [(step.value, day.isoformat()) for step, day in page.checks.items()],
    }


def _deck(data: Mapping[str, Any]) -> Deck:
    slides = tuple(Slide.from_data(each) for each in data["slides"])
    checked = tuple((step, day) for step, day in data.get("checked", ()))
    return Deck(**{**data, "slides": slides, "waves": tuple(data["waves"]), "checked": checked})


def deck_of(frozen: Mapping[str, Any], language: str) -> Deck:
    """The deck of a frozen lesson in `language`, else in a source language."""
    decks = frozen["decks"]
    chosen = (decks[code] for code in (language, *SOURCE_LANGUAGES) if code in decks)
    return _deck(next(chosen))


def deck_of_page(page: "LessonPage") -> Deck:
    """The deck of one page as it is, for its preview and its plan: without its quiz."""
    return _deck(_deck_data(page, ()))


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
    story = story_of(page.story[0].value) if page.story else None
    return [slide_of(child.block_type, child.value, page.language, story) for child in page.slides]


def slide_of(kind: str, value: Value, language: str, story: Story | None = None) -> Slide:
    """One slide from its block's value; `story` is what a story slide shows.

    Texts that a draft still lacks are empty, minutes are 0.
    """
    return Slide(
        kind=SlideKind(kind),
        language=language,
        minutes=value.get("minutes") or 0,
        skip_if_short=bool(value.get("skip_if_short")),
        story=story if kind == SlideKind.STORY else None,
        id=_said(value, "name"),
        title=_said(value, "title"),
        body=_said(value, "body"),
        cue=_said(value, "cue"),
        verify=_said(value, "verify"),
        picture=_said(value, "picture"),
        **_own_parts(kind, value),
    )


def _said(value: Value, name: str) -> str:
    return value.get(name) or ""


def _list(value: Value, name: str) -> list[Any]:
    """The entries of a list that are there."""
    return [each for each in value.get(name) or () if each]


def _own_parts(kind: str, value: Value) -> dict[str, Any]:
    """What only slides of this kind have."""
    match kind:
        case SlideKind.QUIZ:
            return {"wave": _said(value, "wave")}
        case SlideKind.DISCUSSION:
            return {"prompts": tuple(_list(value, "prompts"))}
        case SlideKind.SORT:
            return _sort_parts(value)
        case SlideKind.ACTIVITY:
            lists = {name: tuple(_list(value, name)) for name in ("roles", "phrases")}
            return lists | {"setup": _said(value, "setup")}
    return {}


def _sort_parts(value: Value) -> dict[str, Any]:
    return {
        "categories": tuple(
            Category(_said(each, "name"), _said(each, "text"))
            for each in _list(value, "categories")
        ),
        "items": tuple(
            Card(
                _said(each, "name"),
                _said(each, "text"),
                tuple(_list(each, "categories")),
                _said(each, "reason"),
            )
            for each in _list(value, "items")
        ),
    }


def story_of(value: Value) -> Story | None:
    """The story from its block's value, None while a draft's cannot begin."""
    scenes = tuple(
        Scene(
            choices=tuple(
                Choice(_said(each, "text"), _said(each, "goto")) for each in _list(node, "choices")
            ),
            **{name: _said(node, name) for name in ("name", "text", "ending", "explanation")},
        )
        for node in _list(value, "nodes")
    )
    story = Story(_said(value, "title"), _said(value, "role"), _said(value, "start"), scenes)
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
