"""Nobody approves what they wrote, and nobody approves two steps of one review."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import StringTranslation

from cms.models import User
from curriculum.same_text import digest_of_revision

Person = User | AnonymousUser

WROTE = _("You wrote some of this text, so somebody else must approve it.")
APPROVED_BEFORE = _(
    "You have approved another step of this review, so somebody else must approve this one."
)


def reason_against(user: Person, page: Page, state: TaskState) -> str | None:
    """Why this user may not approve the step of a review that the page is at; None if they may,
    as far as this rule goes."""
    if _approved_before(user, state):
        return str(APPROVED_BEFORE)
    return str(WROTE) if user.pk in writers_of(page) else None


def writers_of(page: Page) -> set[int]:
    """The ids of those who changed the text since the page went live: in a revision, or by typing
    a translation.  Who saved it without another word (a comment) has written nothing."""
    since = page.live_revision.created_at if page.live_revision else None
    revisions = page.revisions.order_by("created_at", "pk").select_related("content_type")
    if since:
        revisions = revisions.filter(created_at__gte=since)
    found = {*_changers(revisions, is_first_known=bool(since)), *_translators(page, since)}
    return {user for user in found if user}


def _changers(revisions: Iterable[Revision], *, is_first_known: bool) -> Iterator[int | None]:
    """Whose revision says something else than the one before it.  `is_first_known`: the first
    one is what readers have already."""
    before = None
    for number, revision in enumerate(revisions):
        digest = digest_of_revision(revision)
        if digest != before and not (is_first_known and number == 0):
            yield revision.user_id
        before = digest


def _translators(page: Page, since: object) -> Iterator[int | None]:
    typed = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale_id=page.locale_id
    )
    if since:
        typed = typed.filter(updated_at__gt=since)
    yield from typed.values_list("last_translated_by", flat=True).distinct()


def _approved_before(user: Person, state: TaskState) -> bool:
    others = TaskState.objects.filter(
        workflow_state_id=state.workflow_state_id,
        status=TaskState.STATUS_APPROVED,
        finished_by_id=user.pk,
    )
    return others.exclude(task_id=state.task_id).exists()
