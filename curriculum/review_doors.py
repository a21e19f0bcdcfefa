"""What a reviewer reads who may not approve: Wagtail only hides the buttons."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from curriculum import four_eyes
from curriculum.models import ReviewTask


def tell(request: HttpRequest, page: Page) -> None:
    """Above the page that waits for this user: why somebody else must approve it."""
    if request.method == "GET" and (reason := _reason(request, page)):
        messages.warning(request, reason)


def refuse(request: HttpRequest, page_id: int, **_others: object) -> HttpResponse | None:
    """At the addresses of an approval: the reason, and back to where the user was."""
    page = Page.objects.filter(pk=page_id).first()
    reason = page and _reason(request, page.specific)
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_home")


def _reason(request: HttpRequest, page: Page) -> str | None:
    state = page.current_workflow_task_state
    task = state and state.task.specific
    if not isinstance(task, ReviewTask) or not task.user_can_access_editor(page, request.user):
        return None
    return four_eyes.reason_against(request.user, page, state)
