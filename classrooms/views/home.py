"""The teacher's way into a lesson: my classes, one class, start."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from classrooms import actions, daily, ledger, milestones, progress
from classrooms.choices import choices
from classrooms.forms import GiveForm, StartForm, usual_numbers
from classrooms.journey import Yurt
from classrooms.models import Classroom, Place
from classrooms.permissions import (
    adult_required,
    can_open_classes,
    can_see_progress,
    teacher_required,
)
from cms.access import adult_of
from cms.models import Organisation
from cms.views import SeeOther
from curriculum.models import LessonPage


@never_cache
@adult_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My classes; for a coordinator also the schools with theirs."""
    adult = adult_of(request)
    mine = Classroom.objects.taught_by(adult).by_grade().with_people().with_running_lesson()
    coordinated = Place.objects.coordinated_by(adult)
    classrooms, today = list(mine), timezone.localdate()
    context = {
        "classrooms": classrooms,
        "campaign": daily.today_of(classrooms, today, get_language() or ""),
        "schools": coordinated.schools().by_name().with_open_classes(),
        "wider": coordinated.wider().by_name(),
        "new": Classroom.objects.new_below(adult, today),
        # Asked only where there is no class to show.
        "at_rest": Organisation.objects.at_rest_of(adult),
    }
    return render(request, "classrooms/home.html", context)


@never_cache
@adult_required
@require_safe
def classroom(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """One class: for its teachers the road of lessons, for a coordinator who teaches it."""
    adult = adult_of(request)
    shown = get_object_or_404(Classroom.objects.visible_to(adult).with_people(), pk=classroom_id)
    context: dict[str, object] = {"classroom": shown}
    if can_see_progress(adult, shown):
        lessons = progress.road(shown, get_language() or "")
        context |= {
            "lessons": lessons,
            "yurt": Yurt(progress.pieces(lessons)),
            "badges": milestones.badges(shown),
            "year": ledger.year(shown),
        }
    if can_open_classes(adult, shown.school):
        context["give_form"] = GiveForm(classroom=shown, giver=adult)
    return render(request, "classrooms/classroom.html", context)


@never_cache
@teacher_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Choose a lesson, those of the class's age first, and say how many pupils are here."""
    taught_class = get_object_or_404(
        Classroom.objects.taught_by(adult_of(request)).with_people(), pk=classroom_id
    )
    lessons = list(LessonPage.objects.published_lessons().select_related("locale"))
    form = StartForm(request.POST or None, lessons=lessons, initial=usual_numbers(taught_class))
    if form.is_valid() and (reply := _begin(form, taught_class)):
        return reply
    fitting, others = choices(lessons, taught_class, get_language() or "")
    context = {
        "classroom": taught_class,
        "form": form,
        "fitting": fitting,
        "others": others,
        "year": ledger.year(taught_class),
    }
    return render(request, "classrooms/start.html", context, status=400 if form.errors else 200)


def _begin(form: StartForm, classroom: Classroom) -> HttpResponse | None:
    try:
        taught = actions.start_lesson(
            classroom=classroom,
            lesson=form.cleaned_data["lesson"],
            present=form.cleaned_data["present"],
            language=get_language() or "",
            is_short=form.cleaned_data["is_short"],
            tablets=form.cleaned_data["tablets"],
        )
    except actions.LessonRunning:
        form.add_error(
            None, _("This class is still in a lesson. Go on with it or finish it first.")
        )
        return None
    return SeeOther(reverse("teach:lesson", args=[taught.pk]))
