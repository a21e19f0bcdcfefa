"""Lessons as the public pages list them: each with the topic that it stands under."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curriculum.models import LessonPage, TopicPage


@dataclass(frozen=True)
class Card:
    """A lesson and its topic, both in the same language."""

    lesson: "LessonPage"
    topic: "TopicPage"


def cards(lessons: "Iterable[LessonPage]", topics: "Iterable[TopicPage]") -> list[Card]:
    """A card for each lesson, in the order given; none for a lesson of another topic than these,
    such as one that was taken back."""
    by_path = {topic.path: topic for topic in topics}
    places = ((lesson, by_path.get(lesson.path[: -lesson.steplen])) for lesson in lessons)
    return [Card(lesson, topic) for lesson, topic in places if topic]
