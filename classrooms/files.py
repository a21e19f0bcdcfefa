"""Pictures and recordings of lessons that classes are at."""

from django.db.models import TextField
from django.db.models.functions import Cast

from classrooms.models import LessonCopy
from quizzes.models import Run


def is_in_a_lesson(address: str) -> bool:
    """Whether the copy of a lesson that some class has not finished holds the address, or a quiz
    that is open: the recordings of its own answers are in no lesson."""
    copies = LessonCopy.objects.annotate(text=Cast("frozen", TextField()))
    runs = Run.objects.open().annotate(text=Cast("frozen_questions", TextField()))
    return any(found.filter(text__contains=f'"{address}"').exists() for found in (copies, runs))
