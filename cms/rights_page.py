"""What a trainer looks after: pictures and recordings whose consent ends or lacks something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.images.permissions import ImagesPermissionPolicyGetter
from wagtail.models import ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtailmedia import get_permission_policy

from cms import rights
from cms.access import mark
from cms.models import Picture, Recording, User

# So many are named on the first page of the CMS; all are on the page of their own.
NAMED = 5


@dataclass(frozen=True)
class Row:
    """One file.  `missing`: sentences; `uses`: on how many places it is chosen."""

    file: Picture | Recording
    missing: list[str]
    uses: int

    @property
    def is_recording(self) -> bool:
        return isinstance(self.file, Recording)

    @property
    def edit_url(self) -> str:
        page = "wagtailmedia:edit" if self.is_recording else "wagtailimages:edit"
        return reverse(page, args=[self.file.pk])


@dataclass(frozen=True)
class Care:
    """The files of one user that need care, by what they need.  Whatever has ended is in one of
    the first two alone."""

    withdrawn: list[Row]
    expired: list[Row]
    expiring: list[Row]
    incomplete: list[Row]

    def __bool__(self) -> bool:
        return bool(self.withdrawn or self.expired or self.expiring or self.incomplete)


class _Pictures:
    policy = ImagesPermissionPolicyGetter()


def _policies() -> Iterator[CollectionOwnershipPermissionPolicy]:
    yield _Pictures().policy
    yield get_permission_policy()


def may_look_after(user: User | AnonymousUser) -> bool:
    """Whether some picture or recording is the user's to change."""
    return any(policy.user_has_any_permission(user, ["add", "change"]) for policy in _policies())


def care_for(user: User, on: date) -> Care:
    """What needs care among the files that the user may change, on this day."""
    rows = [row for policy in _policies() for row in _rows(policy, user, on)]
    ended = [row for row in rows if rights.is_withdrawn(row.file, on)]
    expired = [row for row in rows if row not in ended and rights.is_expired(row.file, on)]
    alive = [row for row in rows if row not in ended and row not in expired]
    return Care(
        withdrawn=ended,
        expired=expired,
        expiring=sorted(
            (row for row in alive if rights.is_expiring(row.file, on)),
            key=lambda row: row.file.consent_until or on,
        ),
        incomplete=[row for row in alive if row.missing],
    )


def _rows(policy: CollectionOwnershipPermissionPolicy, user: User, on: date) -> Iterator[Row]:
    own = policy.instances_user_has_any_permission_for(user, ["change"])
    files = list(own.needing_care(on).order_by("title", "pk"))
    uses = ReferenceIndex.get_count_references_to_in_bulk(files)
    for file in files:
        yield Row(file, rights.problems_of(file, on), uses.get(file, 0))


@require_safe
def rights_page(request: HttpRequest) -> HttpResponse:
    """The user's own files that need care.  Raises PermissionDenied for who looks after none."""
    user = request.user
    if not isinstance(user, User) or not may_look_after(user):
        raise PermissionDenied
    return render(request, "cms/admin/rights.html", {"sections": _sections(user)})


mark(rights_page, "trainer")


def _sections(user: User) -> list[tuple[str, str, list[Row]]]:
    """Title, a sentence, and the files."""
    care = care_for(user, timezone.localdate())
    return [
        (
            _("Ends within 30 days"),
            _("Ask again, put in the new last day, or choose another one on the pages."),
            care.expiring,
        ),
        (
            _("Has ended"),
            _("A drawn sign stands in the place of a picture; a recording is not heard."),
            care.expired,
        ),
        (
            _("Withdrawn"),
            _("Choose another one on the pages, then delete it and its copies everywhere."),
            care.withdrawn,
        ),
        (
            _("Not complete"),
            _("A page that shows it can be kept as a draft, but not published."),
            care.incomplete,
        ),
    ]


class RightsPanel(Component):
    """On the first page of the CMS: what ends soon, and how much else needs care."""

    name = "rights"
    template_name = "cms/admin/rights_panel.html"
    order = 150

    def render_html(self, parent_context: dict[str, object] | None = None) -> str:
        user = parent_context["request"].user if parent_context else None  # type: ignore[attr-defined]  # Wagtail's context
        if not isinstance(user, User) or not may_look_after(user):
            return ""
        care = care_for(user, timezone.localdate())
        return super().render_html({"care": care, "named": care.expiring[:NAMED]}) if care else ""

    def get_context_data(self, parent_context: dict[str, object]) -> dict[str, object]:
        return parent_context
