"""What a coordinator does: open a class, give it to a teacher, put it away."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from classrooms import actions
from classrooms.forms import GiveForm, OpenClassForm
from classrooms.models import Classroom, Place
from classrooms.permissions import adult_of, can_open_classes, coordinator_required
from cms.models import User
from cms.views import SeeOther


def _coordinated_class(request: HttpRequest, classroom_id: UUID) -> Classroom:
    """The class, if the user may open classes at its school.  Raises 404 and 403."""
    adult = adult_of(request)
    mine = Classroom.objects.coordinated_by(adult).select_related("school")
    classroom = get_object_or_404(mine, pk=classroom_id)
    if not can_open_classes(adult, classroom.school):
        raise PermissionDenied
    return classroom


@never_cache
@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_class(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """Open a class at a school and give it to its first teacher."""
    adult = adult_of(request)
    school = get_object_or_404(Place.objects.coordinated_by(adult).schools(), pk=school_id)
    context: dict[str, object] = {"school": school}
    if not can_open_classes(adult, school):
        return render(request, "classrooms/open_class.html", context, status=403)
    form = OpenClassForm(request.POST or None, school=school, giver=adult)
    if form.is_valid() and _open(form, school, adult):
        return SeeOther(reverse("teach:home"))
    context["form"] = form
    status = 400 if form.errors else 200
    return render(request, "classrooms/open_class.html", context, status=status)


def _open(form: OpenClassForm, school: Place, adult: User) -> bool:
    try:
        actions.open_classroom(school=school, opened_by=adult, **form.cleaned_data)
    except actions.NameTaken:
        form.add_error("name", _("This school already has a class of this name this year."))
        return False
    return True


@never_cache
@coordinator_required
@require_POST
def give(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Let one more teacher teach the class."""
    classroom = _coordinated_class(request, classroom_id)
    form = GiveForm(request.POST, school=classroom.school, giver=adult_of(request))
    if not form.is_valid():
        context = {"classroom": classroom, "give_form": form}
        return render(request, "classrooms/classroom.html", context, status=400)
    actions.give_classroom(classroom=classroom, teacher=form.cleaned_data["teacher"])
    return SeeOther(reverse("teach:classroom", args=[classroom.pk]))


@never_cache
@coordinator_required
@require_POST
def archive(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Put a class away at the end of its year."""
    actions.archive_classroom(classroom=_coordinated_class(request, classroom_id))
    return SeeOther(reverse("teach:home"))
