"""The words of the questions that figures are about: those of the published lessons."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from curriculum.models import LessonPage, TopicPage
from quizzes.models import Lineage
from quizzes.questions import Question, Text


@dataclass(frozen=True)
class Published:
    """A question as the lessons have it now; `topic`: a value of curriculum.states.Topic."""

    topic: str
    prompt: Text


def published() -> Mapping[UUID, Published]:
    """Lineage → question, in the order of the lessons.

    Understanding all lessons takes long, so it is done again only when something that decides it
    is another: a lesson or topic published, taken back, moved or deleted, a new lineage.
    """
    return _understood(_version())


def _version() -> tuple[Any, ...]:
    fields = ("pk", "live", "last_published_at", "path")
    lessons = LessonPage.objects.order_by("pk").values_list(*fields)
    topics = TopicPage.objects.order_by("pk").values_list(*fields)
    return (*lessons, *topics, Lineage.objects.count())


@lru_cache(maxsize=2)
def _understood(version: tuple[Any, ...]) -> Mapping[UUID, Published]:
    lineages = dict(Lineage.objects.values_list("fingerprint", "lineage"))
    topics = dict(TopicPage.objects.values_list("path", "topic"))
    found: dict[UUID, Published] = {}
    for lesson in LessonPage.objects.published_lessons():
        topic = topics.get(lesson.path[: -LessonPage.steplen], "")
        for question in lesson.freeze_questions():
            found.setdefault(_lineage(question, lineages), Published(topic, question.prompt))
    return found


def _lineage(question: Question, lineages: Mapping[str, UUID]) -> UUID:
    """As the engine finds it when a run opens."""
    return lineages.get(question.fingerprint()) or UUID(question.id)
