"""A lesson as the rooms above use it: slides for the projector, and what must be checked.

Plain frozen values, in one language.  `cue` and `verify` are for adults and must never be drawn
on the projector; the slide templates do not use them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail import blocks

from curriculum.help import Help, help_for_pupils
from curriculum.paragraphs import Lines, lines_of
from curriculum.states import SlideKind

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage


@dataclass(frozen=True)
class Category:
    """A group that cards are sorted into."""

    name: str
    text: str


@dataclass(frozen=True)
class Card:
    """An example to sort; `categories` are the names of the groups it fits into."""

    name: str
    text: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class StillStory:
    """The first scene of a story, as a still slide."""

    title: str
    role: str
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Slide:
    """One slide in one language.

    `id` is the same in all languages.  `wave` is set for quiz slides ("pre" or "post"),
    `categories` and `items` for sort slides, `prompts` for discussions, `story` for story slides,
    `help` for help slides.
    """

    id: str
    kind: SlideKind
    language: str
    minutes: int
    title: str
    body: str
    cue: str
    verify: str = ""
    wave: str = ""
    categories: tuple[Category, ...] = ()
    items: tuple[Card, ...] = ()
    prompts: tuple[str, ...] = ()
    story: StillStory | None = None
    help: Help | None = None

    @property
    def template(self) -> str:
        """The partial that draws this slide; its context is `slide`."""
        return f"curriculum/slides/{self.kind}.html"

    @property
    def lines(self) -> Lines:
        return lines_of(self.body)

    @property
    def letters_on_cards(self) -> int:
        """Of all cards together: the more there are, the smaller they must stand."""
        return sum(len(card.text) for card in self.items)


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
        case SlideKind.STORY:
            return {"story": _still_story(page)}
        case SlideKind.HELP:
            return {"help": help_for_pupils(page.age_band, page.language)}
    return {}


def _sort_parts(value: blocks.StructValue) -> dict[str, Any]:
    return {
        "categories": tuple(Category(each["name"], each["text"]) for each in value["categories"]),
        "items": tuple(
            Card(each["name"], each["text"], tuple(each["categories"])) for each in value["items"]
        ),
    }


def _still_story(page: "LessonPage") -> StillStory | None:
    if not page.story:
        return None
    story = page.story[0].value
    scene = next((node for node in story["nodes"] if node["name"] == story["start"]), None)
    if scene is None:
        return None
    choices = tuple(choice["text"] for choice in scene["choices"])
    return StillStory(story["title"], story["role"], scene["text"], choices)


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
