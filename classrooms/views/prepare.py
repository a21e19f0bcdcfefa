"""Before a lesson: what to know about it, its plan on paper, and whether the room is ready."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classrooms import check, ledger, plan
from classrooms.forms import StartForm, usual_numbers
from classrooms.models import Classroom
from classrooms.permissions import teacher_required
from cms.access import adult_of
from curriculum import paper
from curriculum.help import help_for_pupils
from curriculum.lessons import deck_of_page
from curriculum.models import LessonPage


def _class_of(request: HttpRequest, classroom_id: UUID) -> Classroom:
    """The class, if it is one of the user's own.  Raises Http404."""
    mine = Classroom.objects.taught_by(adult_of(request)).select_related("school")
    return get_object_or_404(mine.with_running_lesson(), pk=classroom_id)


def _page_of(lesson_key: UUID) -> LessonPage:
    """A published lesson in the reader's language, else the source's.  Raises Http404."""
    published = LessonPage.objects.published_lessons().select_related("locale")
    lesson = get_object_or_404(published, translation_key=lesson_key)
    return lesson.in_language(get_language() or "")


@never_cache
@teacher_required
@require_safe
def prepare(request: HttpRequest, classroom_id: UUID, lesson_key: UUID) -> HttpResponse:
    """What to know before the lesson is taught to the class, and the way to start it."""
    classroom, page = _class_of(request, classroom_id), _page_of(lesson_key)
    deck, questions = deck_of_page(page), page.freeze_questions()
    context = {
        "classroom": classroom,
        "page": page,
        "deck": deck,
        "rows": plan.rows_of(deck),
        "forecasts": ledger.forecasts(classroom, lesson_key, questions, get_language() or ""),
        "to_check": page.verify_items(),
        "family_page": page.get_url(request),
        "form": StartForm(lessons=[page], initial=usual_numbers(classroom)),
    }
    return render(request, "classrooms/prepare.html", context)


@never_cache
@teacher_required
@require_safe
def lesson_plan(
    request: HttpRequest, classroom_id: UUID, lesson_key: UUID, *, with_cues: bool
) -> HttpResponse:
    """The plan to print: its slides and minutes, with what to say or without."""
    classroom, page = _class_of(request, classroom_id), _page_of(lesson_key)
    deck = deck_of_page(page)
    context = {
        "classroom": classroom,
        "page": page,
        "deck": deck,
        "rows": plan.rows_of(deck),
        "with_cues": with_cues,
    }
    return render(request, "classrooms/plan.html", context)


@never_cache
@teacher_required
@require_safe
def cards(request: HttpRequest, classroom_id: UUID, lesson_key: UUID) -> HttpResponse:
    """The cards of the lesson, to cut out."""
    classroom, page = _class_of(request, classroom_id), _page_of(lesson_key)
    context = {"classroom": classroom, "page": page, "cards": paper.cards_of(page)}
    return render(request, "classrooms/cards.html", context)


@never_cache
@teacher_required
@require_safe
def poster(request: HttpRequest, classroom_id: UUID, lesson_key: UUID) -> HttpResponse:
    """The poster of the lesson.  It hangs where pupils read it: with checked services alone."""
    classroom, page = _class_of(request, classroom_id), _page_of(lesson_key)
    context = {
        "classroom": classroom,
        "page": page,
        "poster": paper.poster_of(page),
        "help": help_for_pupils(page.age_band, page.language),
    }
    return render(request, "classrooms/poster.html", context)


@never_cache
@teacher_required
@require_safe
def room_check(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Is the room ready?  htmx gets the line about the tablets alone."""
    classroom = _class_of(request, classroom_id)
    context = {"classroom": classroom, "tablets": check.tablets()}
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return render(request, "classrooms/check.html#tablets", context)
    context["ready"] = check.of(classroom, get_language() or "")
    return render(request, "classrooms/check.html", context)
