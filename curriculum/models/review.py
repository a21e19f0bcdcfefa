"""A step of the review of a lesson, as Wagtail's workflows keep it."""

from typing import Any

from django import forms
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from curriculum import approvals, four_eyes
from curriculum.four_eyes import Person
from curriculum.states import ReviewStep

Action = tuple[str, Any, bool]
APPROVE = "approve"


class CommentForm(forms.Form):
    """As Wagtail's, whose label is in the language in which the server was started."""

    comment = forms.CharField(
        label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReviewTask(AbstractGroupApprovalTask):
    """A step that the members of some groups may approve: whoever wrote none of the text and has
    approved no other step of the same review."""

    step = models.CharField(_("step"), max_length=30, choices=ReviewStep.choices)

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "step"]

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of a review")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the groups approve it, but nobody what they wrote themselves."))

    def get_actions(self, obj: Page, user: Person) -> list[Action]:
        actions: list[Action] = super().get_actions(obj, user)
        state = obj.current_workflow_task_state
        if not actions or state is None or four_eyes.reason_against(user, obj, state):
            return []
        if self.step == ReviewStep.PROTECTION:
            # Not without having seen what must not be in the lesson.
            return [each for each in actions if each[2]]
        return actions

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return CommentForm

    def get_template_for_action(self, action: str) -> str:
        if action == APPROVE and self.step == ReviewStep.PROTECTION:
            return "curriculum/cms/approve_protection.html"
        template: str = super().get_template_for_action(action)
        return template

    def get_task_states_user_can_moderate(self, user: Person, **kwargs: Any) -> QuerySet[TaskState]:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        mine = [each.pk for each in states if self._may_act(each, user)]
        return states.filter(pk__in=mine)

    @staticmethod
    def _may_act(state: TaskState, user: Person) -> bool:
        page = state.workflow_state.content_object
        return page is not None and not four_eyes.reason_against(user, page.specific, state)

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Person, action_name: str, **data: Any) -> str:
        """The address to go on to: whoever has done a step may no longer open the page.

        Approving leads to the first step that has not approved exactly this text.

        Raises publishing.NotPublishable for whoever may not approve, and when it was the last
        step and the lesson may not be live.
        """
        if action_name == APPROVE:
            approvals.approve(task_state, user, **data)
        else:
            super().on_action(task_state, user, action_name, **data)
        return reverse("wagtailadmin_home")
