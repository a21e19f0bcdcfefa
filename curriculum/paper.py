"""What of a lesson is cut out or hung up: its cards and its poster, as plain values.

Read from the page itself, so that an unfinished draft can be shown too; what it lacks is left out.
Sizes of letters are chosen by how much there is to say, because paper does not scroll.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curriculum import lessons
from curriculum.drawings import Drawing
from curriculum.slides import Scene, Slide, Story
from curriculum.states import CardKind, SlideKind
from quizzes import sheets
from quizzes.states import Kind

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

ACROSS = 2  # cards beside each other
# Letters, and the longest word, that still stand in a size on a card of 95 × 65 mm.
CARD_SIZES = (("large", 50, 15), ("middle", 150, 22), ("small", 260, 30))
# The same on a card of 95 × 130 mm, with what can be done in the scene.
SCENE_SIZES = (("large", 170, 16), ("middle", 300, 22), ("small", 480, 30))
# The key message and the three sentences together.
POSTER_SIZES = (("large", 260, 18), ("middle", 480, 26), ("small", 800, 34))
LEAST = "least"


def size_of(sizes: Sequence[tuple[str, int, int]], *texts: str) -> str:
    """The first size in which the texts stand together; `LEAST` if none is small enough."""
    letters = sum(len(text) + 1 for text in texts)
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    fitting = (name for name, most, widest in sizes if letters <= most and longest <= widest)
    return next(fitting, LEAST)


@dataclass(frozen=True)
class Way:
    """What can be done in a scene, and the number of the card to go on with; None: no such card."""

    text: str
    number: int | None


@dataclass(frozen=True)
class PaperCard:
    """A card; `number` from 1 within its set, 0 for one that names a group.

    `picture`: an address on this server.  `fits` and `reason` are for the teacher and never on the
    card.  Scenes have `ways`, or an `ending` with what explains it; `role` stands on the first.
    """

    number: int
    text: str
    size: str
    picture: str = ""
    alt: str = ""
    fits: tuple[str, ...] = ()
    reason: str = ""
    role: str = ""
    ways: tuple[Way, ...] = ()
    ending: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class CardSet:
    """Cards that belong together, from one slide or question."""

    kind: CardKind
    title: str
    cards: tuple[PaperCard, ...]

    @property
    def is_tall(self) -> bool:
        """Four on a page instead of eight."""
        return self.kind == CardKind.STORY

    @property
    def rows(self) -> list[tuple[PaperCard, ...]]:
        """As they lie on the sheet; a page ends between two rows, never in one."""
        return [self.cards[at : at + ACROSS] for at in range(0, len(self.cards), ACROSS)]

    @property
    def solution(self) -> list[PaperCard]:
        """The cards of which the teacher wants to know where they belong."""
        return [card for card in self.cards if card.fits]


@dataclass(frozen=True)
class Cards:
    """All cards of a lesson."""

    sets: tuple[CardSet, ...]

    @property
    def have_a_key(self) -> bool:
        return any(each.solution for each in self.sets)


@dataclass(frozen=True)
class Poster:
    """What hangs on the wall; `drawing` may be None."""

    title: str
    key_message: str
    sentences: tuple[str, ...]
    drawing: Drawing | None

    @property
    def size(self) -> str:
        return size_of(POSTER_SIZES, self.key_message, *self.sentences)


def cards_of(page: "LessonPage") -> Cards:
    """All cards of a lesson in its language: to sort, of the story, lines to say, answers with a
    picture to a question about what pupils know.  No card is made of an opinion: cards are seen."""
    found = [*_of_slides(lessons.slides_of(page)), *_of_questions(page)]
    return Cards(tuple(one for one in found if one.cards))


def poster_of(page: "LessonPage") -> Poster:
    """The poster: what everybody takes home, with the drawing of the slide that says it, else of
    the first slide that has one."""
    sentences = (str(each.value).strip() for each in page.family_sentences)
    return Poster(
        page.title,
        page.key_message,
        tuple(filter(None, sentences)),
        _poster_drawing(lessons.slides_of(page)),
    )


def _poster_drawing(slides: Sequence[Slide]) -> Drawing | None:
    drawn = [slide for slide in slides if slide.drawing]
    best = [slide for slide in drawn if slide.kind == SlideKind.KEY_MESSAGE]
    return next((slide.drawing for slide in (*best, *drawn)), None)


def _of_slides(slides: Sequence[Slide]) -> Iterator[CardSet]:
    for slide in slides:
        if slide.kind == SlideKind.SORT:
            yield CardSet(CardKind.SORT, slide.title, tuple(_sort_cards(slide)))
        elif slide.phrases:
            yield CardSet(CardKind.LINES, slide.title, tuple(_line_cards(slide)))
        elif slide.story:
            title = slide.story.title or slide.title
            yield CardSet(CardKind.STORY, title, tuple(_scene_cards(slide.story)))


def _sort_cards(slide: Slide) -> Iterator[PaperCard]:
    """The names of the groups first, then the cards that are laid to them."""
    for group in slide.categories:
        if group.text:
            yield PaperCard(0, group.text, size_of(CARD_SIZES, group.text))
    said = [card for card in slide.items if card.text]
    for number, card in enumerate(said, start=1):
        groups = filter(None, map(slide.category, card.categories))
        fits = tuple(group.text for group in groups)
        size = size_of(CARD_SIZES, card.text)
        yield PaperCard(number, card.text, size, fits=fits, reason=card.reason)


def _line_cards(slide: Slide) -> Iterator[PaperCard]:
    for number, line in enumerate(slide.phrases, start=1):
        yield PaperCard(number, line, size_of(CARD_SIZES, line))


def _scene_cards(story: Story) -> Iterator[PaperCard]:
    """The first scene is card 1, the others follow as they were written."""
    told = [scene for scene in story.scenes if scene.text]
    scenes = sorted(told, key=lambda scene: scene.name != story.start)
    numbers = {scene.name: number for number, scene in enumerate(scenes, start=1)}
    for number, scene in enumerate(scenes, start=1):
        yield _scene_card(scene, number, numbers, story.role if number == 1 else "")


def _scene_card(scene: Scene, number: int, numbers: dict[str, int], role: str) -> PaperCard:
    ways = tuple(Way(choice.text, numbers.get(choice.goto)) for choice in scene.choices)
    # A way takes a line of its own, whatever it says.
    spoken = (role, scene.text, scene.explanation, *(f"{way.text:<30}" for way in ways))
    return PaperCard(
        number,
        scene.text,
        size_of(SCENE_SIZES, *spoken),
        role=role,
        ways=ways,
        ending=scene.ending_label,
        explanation=scene.explanation,
    )


def _of_questions(page: "LessonPage") -> Iterator[CardSet]:
    for child in page.questions:
        if child.value.get("kind") == Kind.KNOWLEDGE:
            sheet = sheets.of_question(child.value)
            if all(option.picture for option in sheet.options):
                yield CardSet(CardKind.ANSWERS, sheet.prompt, tuple(_answer_cards(sheet)))


def _answer_cards(sheet: sheets.QuestionSheet) -> Iterator[PaperCard]:
    for number, option in enumerate(sheet.options, start=1):
        yield PaperCard(
            number,
            option.text,
            size_of(CARD_SIZES[1:], option.text),
            picture=option.picture,
            alt=option.alt,
            fits=(sheet.prompt,) if option.fits else (),
            reason=option.explanation if option.fits else "",
        )
