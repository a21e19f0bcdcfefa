"""What was approved: every step of a review has approved exactly the text that goes live."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from curriculum import four_eyes
from curriculum.four_eyes import Person
from curriculum.same_text import digest_of_page, digest_of_revision
from curriculum.states import ReviewStep

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage
    from curriculum.models.review import ReviewTask

SEEN_BY_TEACHERS = (ReviewStep.LANGUAGE, ReviewStep.PROTECTION)


def approve(state: TaskState, user: Person, **data: Any) -> None:
    """Approve the newest text of a page in one step and go on to the first step that has not
    approved it: after a change of the words that may be one that approved what was there before.

    Raises NotPublishable for whoever may not approve it, PermissionDenied when it is not waiting.
    """
    from curriculum.publishing import NotPublishable  # it reads the pages, which keep this step

    state.refresh_from_db()
    review = state.workflow_state
    page = review.content_object.specific
    if reason := four_eyes.reason_against(user, page, state):
        raise NotPublishable(page.title, {NON_FIELD_ERRORS: ValidationError(reason)})
    state.revision = page.get_latest_revision()
    state.approve(user=user, update=False, **data)
    review.update(user=user, next_task=_next_task(review, page))


def _next_task(review: WorkflowState, page: Page) -> Task | None:
    """The first step that has not approved the newest text; None if all have."""
    done = steps_approved(page, page.get_latest_revision())
    waiting = (task for task in tasks_of(review.workflow) if task.step not in done)
    return next(waiting, None)


def tasks_of(workflow: Workflow | None) -> list["ReviewTask"]:
    """The steps of a workflow that are ours, in order."""
    from curriculum.models.review import ReviewTask  # it approves by this module

    found = ReviewTask.objects.filter(workflow_tasks__workflow=workflow, active=True)
    return list(found.order_by("workflow_tasks__sort_order")) if workflow else []


def tasks_held_by(user: Person, step: ReviewStep) -> QuerySet["ReviewTask"]:
    """The reviews in which this user is asked at this step."""
    from curriculum.models.review import ReviewTask  # it approves by this module

    return ReviewTask.objects.filter(step=step, active=True, groups__user=user.pk)


def waiting_for(user: Person, step: ReviewStep) -> set[int]:
    """The ids of the pages that wait for this user at this step, now."""
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
        current_task_state__task__in=tasks_held_by(user, step).values("pk"),
    )
    return {int(pk) for pk in waiting.values_list("object_id", flat=True)}


def steps_approved(page: Page, revision: Revision) -> Mapping[str, date]:
    """Step → the day on which it approved exactly the text of this revision, the latest of them."""
    tasks = {task.pk: task.step for task in tasks_of(page.get_workflow())}
    text = digest_of_revision(revision)
    return {
        tasks[state.task_id]: timezone.localdate(state.finished_at)
        for state in _approvals(page, tasks)
        if digest_of_revision(state.revision) == text
    }


def _approvals(page: Page, tasks: Iterable[int]) -> Iterable[TaskState]:
    states = TaskState.objects.for_instance(page).filter(
        status=TaskState.STATUS_APPROVED, task_id__in=list(tasks)
    )
    return states.select_related("revision__content_type").order_by("finished_at", "pk")


def is_reviewed(page: Page, revision: Revision) -> bool:
    """Whether every step of the page's review has approved exactly this text."""
    needed = {task.step for task in tasks_of(page.get_workflow())}
    return bool(needed) and needed <= steps_approved(page, revision).keys()


def stamp(page: Page, revision: Revision) -> dict[str, str]:
    """What goes with the text for teachers to read: step → day, without the step that only
    publishes, and the digest of the text that was looked at.  Empty without a review."""
    days = steps_approved(page, revision)
    seen = {step: day.isoformat() for step, day in days.items() if step in SEEN_BY_TEACHERS}
    return seen | {"text": digest_of_revision(revision)} if seen else {}


def days_of(page: "LessonPage") -> dict[ReviewStep, date]:
    """Step → the day on which it looked at exactly the text of this page; a changed text has
    none."""
    stamped: Mapping[str, str] = page.checked_on
    if not stamped or stamped.get("text") != digest_of_page(page):
        return {}
    return {step: date.fromisoformat(stamped[step]) for step in SEEN_BY_TEACHERS if step in stamped}
