"""What a coordinator does: open a class, give it to a teacher, archive it, in the end delete it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classrooms import actions
from classrooms.archive import reason_to_keep
from classrooms.calendar import school_year
from classrooms.forms import GiveForm, OpenClassForm
from classrooms.models import Classroom, Place
from classrooms.permissions import can_open_classes, coordinator_required
from classrooms.states import Kept
from cms.access import adult_of
from cms.models import User
from cms.views import SeeOther


def _allowed(adult: User, classroom: Classroom) -> Classroom:
    """The class, if the user may open classes at its school.  Raises PermissionDenied."""
    if not can_open_classes(adult, classroom.school):
        raise PermissionDenied
    return classroom


def _coordinated_class(request: HttpRequest, classroom_id: UUID) -> Classroom:
    """A class of this year, if the user may do something to it.  Raises 404 and 403."""
    adult = adult_of(request)
    mine = Classroom.objects.coordinated_by(adult).select_related("school", "opened_by")
    return _allowed(adult, get_object_or_404(mine, pk=classroom_id))


def _class_below(request: HttpRequest, classroom_id: UUID) -> Classroom:
    """A class, archived or not, if the user may do something to it.  Raises 404 and 403."""
    adult = adult_of(request)
    below = Classroom.objects.below(adult).select_related("school")
    return _allowed(adult, get_object_or_404(below, pk=classroom_id))


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
    except actions.NameTaken as taken:
        form.add_error("name", _name_taken(taken))
        return False
    return True


def _name_taken(taken: actions.NameTaken) -> str:
    if taken.is_archived:
        return _(
            "A class of this name is in the archive of this school year. Take it out of there: a"
            " class made anew would be asked the same questions again."
        )
    return _("This school already has a class of this name this year.")


@never_cache
@coordinator_required
@require_POST
def give(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Let one more teacher teach the class."""
    classroom = _coordinated_class(request, classroom_id)
    form = GiveForm(request.POST, classroom=classroom, giver=adult_of(request))
    if not form.is_valid():
        context = {"classroom": classroom, "give_form": form}
        return render(request, "classrooms/classroom.html", context, status=400)
    actions.give_classroom(classroom=classroom, teacher=form.cleaned_data["teacher"])
    return SeeOther(reverse("teach:classroom", args=[classroom.pk]))


@never_cache
@coordinator_required
@require_POST
def archive(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Put a class away."""
    classroom = _coordinated_class(request, classroom_id)
    try:
        actions.archive_classroom(classroom=classroom)
    except actions.LessonRunning:
        form = GiveForm(classroom=classroom, giver=adult_of(request))
        problem = _("A lesson is going on in this class. It can be archived when that is over.")
        context = {"classroom": classroom, "give_form": form, "problem": problem}
        return render(request, "classrooms/classroom.html", context, status=409)
    return SeeOther(reverse("teach:home"))


@never_cache
@coordinator_required
@require_safe
def archived(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """A school's archive: what can be taken out of it, and what can be deleted."""
    adult = adult_of(request)
    school = get_object_or_404(Place.objects.coordinated_by(adult).schools(), pk=school_id)
    classrooms = school.classrooms.archived().order_by("-school_year", "grade", "name")
    context = {
        "school": school,
        "classrooms": classrooms,
        "year": school_year(timezone.localdate()),
        "can_change": can_open_classes(adult, school),
    }
    return render(request, "classrooms/archived.html", context)


@never_cache
@coordinator_required
@require_POST
def restore(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Take a class out of the archive again; after its year it stays there."""
    classroom = _class_below(request, classroom_id)
    actions.restore_classroom(classroom=classroom)
    return SeeOther(reverse("teach:archived", args=[classroom.school_id]))


@never_cache
@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Says what would go and what would stay, or why nothing can; a yes deletes the class."""
    classroom = _class_below(request, classroom_id)
    if request.method == "POST":
        try:
            actions.delete_classroom(classroom=classroom)
        except actions.ClassKept as kept:
            return _to_delete(request, classroom, kept.reason, status=409)
        return SeeOther(reverse("teach:archived", args=[classroom.school_id]))
    reason = reason_to_keep(classroom, timezone.localdate())
    return _to_delete(request, classroom, reason)


def _to_delete(
    request: HttpRequest, classroom: Classroom, reason: Kept | None, status: int = 200
) -> HttpResponse:
    context = {"classroom": classroom, "reason": reason}
    return render(request, "classrooms/delete_class.html", context, status=status)
