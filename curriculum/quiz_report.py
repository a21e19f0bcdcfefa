"""What an author should know of a quiz while writing it: how many questions count, which wording
a second person must look at, and which questions were asked in another lesson already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.blocks import StreamValue

from curriculum import second_look, translations
from curriculum.second_look import Wording
from quizzes.disclosure import ATTITUDES_IN_YEAR, COUNTED_IN_LESSON
from quizzes.quiz_blocks import questions_of
from quizzes.states import Kind

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage


@dataclass(frozen=True)
class Repeat:
    """A question that another lesson asks: the same words, or a copy that was changed later."""

    number: int
    prompt: str
    lesson: str


@dataclass(frozen=True)
class QuizReport:
    """`counted` of `most` questions count, `norms` of `most_norms` attitudes; `waiting`: wording
    that nobody has allowed yet."""

    counted: int
    norms: int
    waiting: list[Wording]
    repeats: list[Repeat]
    most: int = COUNTED_IN_LESSON
    most_norms: int = ATTITUDES_IN_YEAR

    @property
    def is_too_many(self) -> bool:
        return self.counted > self.most or self.norms > self.most_norms


def of(page: "LessonPage") -> QuizReport:
    """The report of a page as it is in memory, finished or not."""
    values = [child.value for child in page.questions]
    kinds = [value["kind"] for value in values if value["counted"]]
    return QuizReport(
        counted=sum(kind in (Kind.KNOWLEDGE, Kind.SCENARIO) for kind in kinds),
        norms=sum(kind == Kind.ATTITUDE for kind in kinds),
        waiting=second_look.undecided(second_look.asking(page)),
        repeats=list(_repeats(page)),
    )


def _repeats(page: "LessonPage") -> Iterator[Repeat]:
    """Both ways by which a question belongs to an earlier one (PRIVACY.md, rule 4)."""
    if translations.link_of(page):
        return
    elsewhere = dict(_asked_elsewhere(page))
    for index, (block_id, fingerprint) in enumerate(_identities(page.questions)):
        lesson = elsewhere.get(block_id) or elsewhere.get(fingerprint)
        if lesson:
            yield Repeat(index + 1, page.questions[index].value["prompt"], lesson)


def _asked_elsewhere(page: "LessonPage") -> Iterator[tuple[str, str]]:
    others = type(page).objects.sources()
    for other in others.exclude(pk=page.pk).only("title", "questions").order_by("-path"):
        for identity in _identities(other.questions):
            yield from ((name, other.title) for name in identity)


def _identities(stream: StreamValue) -> Iterator[tuple[str, str]]:
    return ((one.id, one.fingerprint()) for one in questions_of(stream))
