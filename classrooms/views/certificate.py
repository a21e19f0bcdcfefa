"""The class's certificate: one sheet of paper about the lessons, never about the answers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classrooms import milestones
from classrooms.models import Classroom
from classrooms.permissions import teacher_required
from cms.access import adult_of


@never_cache
@teacher_required
@require_safe
def certificate(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """For one of the teacher's own classes."""
    mine = Classroom.objects.taught_by(adult_of(request)).select_related("school")
    classroom = get_object_or_404(mine, pk=classroom_id)
    lessons = milestones.lessons_taught(classroom, get_language() or "")
    context = {"classroom": classroom, "lessons": lessons}
    return render(request, "classrooms/certificate.html", context)
