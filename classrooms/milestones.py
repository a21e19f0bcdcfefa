"""What a class has been through together: lessons and topics, never what was answered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from classrooms.models import Classroom, Taught
from curriculum.models import LessonPage, TopicPage
from curriculum.states import Topic
from quizzes.questions import Words


@dataclass(frozen=True)
class Badge:
    """One of the four topics; `is_there`: the class was taught at least one of its lessons."""

    topic: Topic
    is_there: bool

    @property
    def picture(self) -> str:
        """The static file with the topic's emblem."""
        return f"img/topic-{self.topic}.svg"


@dataclass(frozen=True)
class Growth:
    """What one finished lesson did to the boz üy, as it was at that lesson's end.

    `pieces`: different lessons taught until then; `is_new`: this one was not among them before.
    """

    pieces: int
    is_new: bool


@dataclass(frozen=True)
class TaughtOnce:
    """A lesson taught to its end, with the day of the first time."""

    title: Words
    on: date


def badges(classroom: Classroom) -> list[Badge]:
    """All topics.  A lesson whose page was deleted counts for the boz üy and for no topic."""
    taught = LessonPage.objects.filter(
        pk__in=classroom.lessons.finished().values("lesson"), path__startswith=OuterRef("path")
    )
    there = set(TopicPage.objects.filter(Exists(taught)).values_list("topic", flat=True))
    return [Badge(topic, topic in there) for topic in Topic]


def growth(taught: Taught) -> Growth:
    """Of a finished lesson; the same whenever it is asked.

    Times are kept to the minute: of two lessons in one minute the one asked about is the later.
    """
    its_end = (taught.finished_at, taught.started_at)
    others = taught.classroom.lessons.finished().exclude(pk=taught.pk)
    rows = others.values_list("finished_at", "started_at", "lesson_key")
    before = {key for finished, started, key in rows if (finished, started) <= its_end}
    return Growth(len({*before, taught.lesson_key}), taught.lesson_key not in before)


def lessons_taught(classroom: Classroom, language: str) -> list[TaughtOnce]:
    """Each lesson taught to its end once, the earliest first."""
    first: dict[UUID, Taught] = {}
    for taught in classroom.lessons.finished().order_by("started_at", "pk"):
        first.setdefault(taught.lesson_key, taught)
    return [
        TaughtOnce(taught.title(language), timezone.localdate(taught.started_at))
        for taught in first.values()
    ]
