"""What a reviewer reads who may not approve: Wagtail only hides the buttons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from cms.access import adult_of
from curriculum import four_eyes
from curriculum.models import LessonPage, ReviewTask


def tell(request: HttpRequest, page: Page) -> None:
    """Above the page that waits for this user: the way to its review, or why somebody else must
    approve it."""
    if request.method != "GET" or not _waits_for(page, request):
        return
    if reason := _reason(request, page):
        messages.warning(request, reason)
    elif isinstance(page, LessonPage):
        url = reverse("lesson_review", args=[page.pk])
        way = messages.button(url, _("To the review"))
        messages.info(request, _("This lesson waits for you in the review."), buttons=[way])


def refuse(request: HttpRequest, page_id: int, **_others: object) -> HttpResponse | None:
    """At the addresses of an approval: the reason, and back to where the user was."""
    page = Page.objects.filter(pk=page_id).first()
    reason = page and _reason(request, page.specific)
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_home")


def before_restoring(request: HttpRequest, page_id: int, **_others: object) -> HttpResponse | None:
    """A reviewer opens the form of what waits for them, but restores no earlier one."""
    page = LessonPage.objects.filter(pk=page_id).first()
    if page and not page.permissions_for_user(adult_of(request)).can_restore():
        return permission_denied(request)
    return None


def _waits_for(page: Page, request: HttpRequest) -> bool:
    task = page.current_workflow_task
    return isinstance(task, ReviewTask) and task.user_can_access_editor(page, request.user)


def _reason(request: HttpRequest, page: Page) -> str | None:
    state = page.current_workflow_task_state
    if state is None or not _waits_for(page, request):
        return None
    return four_eyes.reason_against(request.user, page, state)
