"""Where a lesson is in its review, with what the reviewer for child protection looks for; the
only way there for a translation, whose editor knows no workflow."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.access import mark
from cms.models import User
from curriculum import review, second_look, translations
from curriculum.models import LessonPage


@require_http_methods(["GET", "HEAD", "POST"])
def lesson_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """The steps and what is to be done now; a post sends a translation to the review.

    Raises PermissionDenied for whoever may not edit the page, Http404 when something else than a
    translation is sent, and publishing.NotPublishable for a translation that may not be live.
    """
    page = _lesson_of(request, page_id)
    if request.method == "POST":
        if translations.link_of(page) is None:
            raise Http404
        review.send_translation(page, request.user)
        messages.success(request, _("The translation is in the review now."))
        return redirect(request.path)
    return render(request, "curriculum/cms/review.html", _context(request, page))


mark(lesson_review, "trainer")


def _lesson_of(request: HttpRequest, page_id: int) -> LessonPage:
    page: LessonPage = get_object_or_404(LessonPage.objects.select_related("locale"), pk=page_id)
    user = request.user
    if not isinstance(user, User) or not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page


def _context(request: HttpRequest, page: LessonPage) -> dict[str, object]:
    state = page.current_workflow_task_state
    written = second_look.as_written(page)
    actions = state.task.specific.get_actions(page, request.user) if state else []
    return {
        "page": page,
        "state": state,
        "steps": state.workflow_state.all_tasks_with_status() if state else [],
        "progress": translations.progress(page),
        "may_act": bool(actions),
        "has_undecided": bool(second_look.undecided(second_look.in_page(written))),
    }
