"""Lessons as the public pages list them: each with the topic that it stands under."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curriculum.models import LessonPage, TopicPage


@dataclass(frozen=True)
class Card:
    """A lesson and the main topic that it belongs to, both in the same language."""

    lesson: "LessonPage"
    topic: "TopicPage"


def cards(lessons: "Iterable[LessonPage]", topics: "Iterable[TopicPage]") -> list[Card]:
    """A card for each lesson, in the order given; none for a lesson of another topic than these,
    such as one that was taken back.  `topics`: of one language, those of organisations too."""
    by_path = {topic.path: topic for topic in topics}
    main = {topic.topic: topic for topic in by_path.values() if topic.is_main}
    places = ((lesson, by_path.get(lesson.path[: -lesson.steplen])) for lesson in lessons)
    return [
        Card(lesson, main[topic.topic]) for lesson, topic in places if topic and topic.topic in main
    ]
