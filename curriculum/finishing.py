"""What Wagtail does when a workflow has come to its end.  It reads this before there are models."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from curriculum.four_eyes import Person


def publish(state: "WorkflowState", user: "Person | None" = None) -> None:
    """Publish what all steps have approved.  Raises publishing.NotPublishable."""
    from curriculum import review

    review.publish(state, user)
