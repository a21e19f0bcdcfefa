"""Who makes packs and of which lessons, and who brings them in."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.permissions import page_permission_policy

from cms import reach
from cms.models import Organisation, User
from cms.organisations import Role
from curriculum.models import LessonPage, OrganisationPage
from curriculum.models.lesson_queries import LessonQuerySet

BUILD, BRING_IN = "curriculum.build_pack", "curriculum.bring_in_pack"


def need(user: User, *permissions: str) -> None:
    """Raises PermissionDenied without any of these."""
    if not any(user.has_perm(each) for each in permissions):
        raise PermissionDenied


def can_see_all_packs(user: User) -> bool:
    """Whether the titles of packs that others made are for this person, too."""
    return user.has_perm(BRING_IN) or reach.works_on_all(user)


def lessons_for(user: User) -> LessonQuerySet:
    """What this person may put into a pack: published lessons that anybody may read, or that are
    in the person's own part of the tree.  Each is the page that it was written in."""
    own = page_permission_policy.explorable_instances(user)
    readable = LessonPage.objects.readable()
    published = LessonPage.objects.published_lessons()
    return published.filter(Q(pk__in=readable.values("pk")) | Q(pk__in=own.values("pk")))


def names_for(user: User) -> dict[str, str]:
    """The organisations whose parts this person knows: where each begins, and its name."""
    own = page_permission_policy.explorable_instances(user)
    return dict(
        OrganisationPage.objects.filter(pk__in=own.values("pk")).values_list("path", "title")
    )


def maker_of(user: User) -> str:
    """Whose packs are versions of each other: an organisation's, or the programme's (empty)."""
    if reach.works_on_all(user):
        return ""
    mine = Organisation.objects.of(user, Role.PUBLISHER).order_by("pk").first()
    return str(mine.uuid) if mine else ""
