"""What the page of figures says of a place: for each question a figure, or why there is none."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from django.utils import timezone

from classrooms.calendar import Term, next_figures_on
from classrooms.figures import Figure, FixedTerm, questions
from classrooms.figures.estimates import SMALLEST_RUNS, Change, Count, Estimate, change, estimate
from classrooms.places import Place
from classrooms.pools import Asked, Pool, Tried
from curriculum.states import Topic
from quizzes.questions import Words
from quizzes.states import Wave


class Reason(Enum):
    """Why a place has no figure of a question in a wave."""

    NOT_ASKED = "not_asked"
    FEW_CLASSES = "few_classes"
    NOT_YET = "not_yet"
    WENT_UP = "went_up"
    WIDE = "wide"


@dataclass(frozen=True)
class WiderFigure:
    """The figure of the nearest wider place that may be shown."""

    place: Place
    estimate: Estimate


@dataclass(frozen=True)
class WaveFigure:
    """One question in one wave: `estimate`, or the `reason` and perhaps a `wider` one.

    `classes`: how many took it here.
    """

    wave: Wave
    classes: int
    estimate: Estimate | None
    reason: Reason | None
    wider: WiderFigure | None


@dataclass(frozen=True)
class QuestionFigures:
    """`prompt` is None for a question that no published lesson asks.  `is_comparable`: there is
    a figure before and after; then `change` is None where the blur may have made it."""

    prompt: Words | None
    waves: tuple[WaveFigure, ...]
    is_comparable: bool
    change: Change | None


@dataclass(frozen=True)
class TopicFigures:
    """The questions of a topic, in the order of its lessons; those of none have no topic."""

    topic: Topic | None
    questions: tuple[QuestionFigures, ...]

    @property
    def picture(self) -> str:
        """The static file with the topic's emblem, or empty."""
        return f"img/topic-{self.topic}.svg" if self.topic else ""


@dataclass(frozen=True)
class PlaceFigures:
    """All of a place.  `fixed`: the term up to which figures were made; `next_on`: when next."""

    topics: tuple[TopicFigures, ...]
    fixed: Term | None
    next_on: date


@dataclass(frozen=True)
class _Known:
    """`sums`: those of the place first, then of each wider one."""

    tried: dict[Asked, Tried]
    sums: list[tuple[Place, dict[Asked, Count]]]

    @classmethod
    def of(cls, place: Place) -> "_Known":
        tried = Pool.objects.tried(place)
        own = Figure.objects.at_or_below(place).sums()
        lineages = {lineage for lineage, _wave in (*tried, *own)}
        wider = [
            (each, Figure.objects.at_or_below(each).of_questions(lineages).sums())
            for each in place.ancestors_and_self()[1:]
        ]
        return cls(tried, [(place, own), *wider])

    @property
    def own(self) -> dict[Asked, Count]:
        return self.sums[0][1]

    @property
    def lineages(self) -> set[UUID]:
        return {lineage for lineage, _wave in (*self.tried, *self.own)}

    def wave_figure(self, lineage: UUID, wave: Wave) -> WaveFigure:
        asked = (lineage, wave.value)
        tried = self.tried.get(asked, Tried(0, 0))
        count = self.own.get(asked)
        shown = estimate(count) if count else None
        reason = None if shown else _reason(tried, count)
        has_wider = reason not in (None, Reason.NOT_ASKED)
        return WaveFigure(
            wave, tried.runs, shown, reason, self._wider(asked) if has_wider else None
        )

    def _wider(self, asked: Asked) -> WiderFigure | None:
        for place, sums in self.sums[1:]:
            shown = estimate(sums[asked]) if asked in sums else None
            if shown:
                return WiderFigure(place, shown)
        return None

    def question(self, lineage: UUID, prompt: Words | None) -> QuestionFigures:
        waves = tuple(self.wave_figure(lineage, wave) for wave in Wave)
        is_comparable = all(each.estimate for each in waves)
        changed = self._change(lineage) if is_comparable else None
        return QuestionFigures(prompt, waves, is_comparable, changed)

    def _change(self, lineage: UUID) -> Change | None:
        return change(self.own[lineage, Wave.PRE.value], self.own[lineage, Wave.POST.value])


def _reason(tried: Tried, count: Count | None) -> Reason:
    """Why there is no figure: `count` is what figures hold, if anything."""
    if count:
        return Reason.WIDE
    if not tried.runs:
        return Reason.NOT_ASKED
    if tried.runs < SMALLEST_RUNS:
        return Reason.FEW_CLASSES
    return Reason.NOT_YET if tried.pending >= SMALLEST_RUNS else Reason.WENT_UP


def figures_of(place: Place, language: str) -> PlaceFigures:
    """All that may be said of the questions that were asked at the place and below."""
    known = _Known.of(place)
    by_topic: dict[Topic | None, list[QuestionFigures]] = defaultdict(list)
    for lineage, topic, prompt in _in_order(known.lineages, language):
        by_topic[topic].append(known.question(lineage, prompt))
    fixed = FixedTerm.objects.latest_term()
    return PlaceFigures(
        topics=tuple(TopicFigures(topic, tuple(some)) for topic, some in by_topic.items()),
        fixed=fixed,
        next_on=next_figures_on(timezone.localdate(), fixed),
    )


def _in_order(
    lineages: set[UUID], language: str
) -> Iterator[tuple[UUID, Topic | None, Words | None]]:
    """(lineage, topic, prompt), as lessons ask them; last those that no lesson asks any more."""
    published = questions.published()
    for lineage, question in published.items():
        if lineage in lineages:
            topic = Topic(question.topic) if question.topic else None
            yield lineage, topic, question.prompt.words(language)
    for lineage in sorted(lineages - published.keys()):
        yield lineage, None, None
