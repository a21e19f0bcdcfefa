"""Pictures and recordings of lessons that classes are at."""

from django.db.models import TextField
from django.db.models.functions import Cast

from classrooms.models import LessonCopy


def is_in_a_lesson(address: str) -> bool:
    """Whether the copy of a lesson that some class has not finished holds the address."""
    copies = LessonCopy.objects.annotate(text=Cast("frozen", TextField()))
    return copies.filter(text__contains=f'"{address}"').exists()
