"""The way of a lesson from its author through language and child protection to its publisher, and
who may publish without it (docs/adr/0027)."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Page,
    PagePermissionTester,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from cms.organisations import Role
from curriculum import approvals, publishing, review_names, second_look
from curriculum.four_eyes import Person
from curriculum.models.review import ReviewTask
from curriculum.publishing import NotPublishable
from curriculum.states import ReviewStep

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

TRAINERS = "Trainers"
HOUSE_GROUPS = {
    ReviewStep.LANGUAGE: "Language reviewers ({language})",
    ReviewStep.PROTECTION: "Child-protection reviewers",
    ReviewStep.PUBLISHING: "Publishers",
}
IN_REVIEW = _("It is in the review already.")
NOT_REVIEWED = _("Its text goes through the review first: send it there.")


def groups_of(root: Page, step: ReviewStep, language: str) -> list[Group]:
    """Who approves a step below this page: the organisation's people in its own part of the tree,
    elsewhere those of the programme's own house, whose groups are made where they are missing."""
    if organisation := getattr(root, "organisation", None):
        own = language if step == ReviewStep.LANGUAGE else ""
        return [organisation.group(Role(step.value), own)]
    name = HOUSE_GROUPS[step].format(language=language)
    return [Group.objects.get_or_create(name=name)[0]]


def make_workflow(root: Page) -> Workflow:
    """The review of everything below this page, with its groups renewed; safe to call again.

    A workflow that somebody else has put on the page is left as it is.
    """
    given = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    language = root.locale.language_code
    workflow = given.workflow if given else _new_workflow(root, language)
    for task in approvals.tasks_of(workflow):
        task.groups.set(groups_of(root, ReviewStep(task.step), language))
    return workflow


def _new_workflow(root: Page, language: str) -> Workflow:
    workflow = Workflow.objects.create()
    review_names.name(workflow, review_names.REVIEW, f" ({language})")
    for order, step in enumerate(ReviewStep):
        task = ReviewTask.objects.create(step=step)
        review_names.name(task, step.label)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=root)
    return workflow


def publishes_at_once(user: Person) -> bool:
    """The programme's own trainers and the administrators of the site: a house with one person
    must be able to mend a typo."""
    return user.is_superuser or user.groups.filter(name=TRAINERS).exists()


def may_go_live(page: Page, revision: Revision, user: Person | None) -> bool:
    """Whether this text may go live by this user's hand, as far as the review goes.

    Nobody's hand is the loader's, or that of a set time, which was asked about when it was set.
    """
    hand = user or revision.user
    if hand is None or revision.approved_go_live_at or publishes_at_once(hand):
        return True
    return not approvals.tasks_of(page.get_workflow()) or approvals.is_reviewed(page, revision)


def check(page: Page, revision: Revision, user: Person | None) -> None:
    """Raises NotPublishable when the text has not been through the review and must."""
    if not may_go_live(page, revision, user):
        raise NotPublishable(page.title, {NON_FIELD_ERRORS: ValidationError(NOT_REVIEWED)})


def publish(state: WorkflowState, user: Person | None) -> None:
    """Publish what all steps have approved, and let readers know when they did."""
    page = state.content_object.specific
    revision = page.get_latest_revision()
    if "checked_on" in revision.content:
        revision.content["checked_on"] = approvals.stamp(page, revision)
        revision.save(update_fields=["content"])
    revision.publish(user=user, skip_permission_checks=True)


@transaction.atomic
def send_translation(page: "LessonPage", user: Person) -> None:
    """Keep what is typed so far of a linked translation as a draft, and send it to the review; a
    review that asked for changes goes on.  The live page is not touched.

    Raises NotPublishable for a translation that may not be live or is in the review already.
    """
    if page.workflow_in_progress:
        raise NotPublishable(page.title, {NON_FIELD_ERRORS: ValidationError(IN_REVIEW)})
    written = second_look.as_written(page)
    publishing.check(written)
    written.save_revision(user=user, log_action=True)
    if review := page.current_workflow_state:
        review.resume(user)
    else:
        page.get_workflow().start(page, user)


def is_reader(user: Person, page: Page) -> bool:
    """Whether the user has a step in the review of this page or of its translations: of the
    reviews around it, the nearest counts."""
    around = page.get_ancestors(inclusive=True).filter(workflowpage__isnull=False)
    nearest = around.order_by("-depth").values("translation_key")[:1]
    mine = ReviewTask.objects.filter(active=True, groups__user=user.pk)
    given = WorkflowPage.objects.filter(page__translation_key=Subquery(nearest))
    return mine.filter(workflow_tasks__workflow__in=given.values("workflow")).exists()


class Permissions(PagePermissionTester):
    """What Wagtail knows, but that only those are shown the way to a history for whom it opens."""

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() and (self.can_edit() or self.can_publish())

    def can_restore(self) -> bool:
        """Put an earlier version in the place of the newest: whoever may edit the page by a right,
        not only because it waits for their review."""
        return self.can_edit() and (
            self.user.is_superuser
            or "change" in self.permissions
            or ("add" in self.permissions and self.page.owner_id == self.user.pk)
        )


class LessonPermissions(Permissions):
    """What Wagtail knows of a user and a page, and that publishing needs a review."""

    page: "LessonPage"

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() or is_reader(self.user, self.page)

    def can_publish(self) -> bool:
        if not super().can_publish():
            return False
        newest = self.page.get_latest_revision()
        if newest is None:
            return publishes_at_once(self.user)
        return may_go_live(self.page, newest, self.user)

    def can_unlock(self) -> bool:
        """Whose lock it is, or who may publish: to reviewers and to whoever looks after people the
        right was only given so that they see the pages (`organising`)."""
        if not super().can_unlock():
            return False
        return self.user.is_superuser or self.user_has_lock() or "publish" in self.permissions


class TopicPermissions(Permissions):
    """What Wagtail knows, and that a new lesson begins as a draft where there is a review."""

    def can_publish_subpage(self) -> bool:
        if not super().can_publish_subpage():
            return False
        return publishes_at_once(self.user) or not approvals.tasks_of(self.page.get_workflow())
