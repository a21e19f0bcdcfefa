"""An organisation's part of the tree of pages, and what its people may do there."""

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Locale, Page

from cms import organisations
from cms.organisations import Organisation, Role
from curriculum import review
from curriculum.formats.streams import block_id
from curriculum.models import HomePage, OrganisationPage, TopicPage

Part = TypeVar("Part", OrganisationPage, TopicPage)
# Wagtail has no right to see and nothing else: whoever may do anything there finds a page in the
# explorer, and the smallest such right is to take off a lock (which of a lesson it does not let:
# review.LessonPermissions).
_SEES = ("unlock_page",)
ON_PAGES: dict[Role, tuple[str, ...]] = {
    Role.AUTHOR: ("add_page", "change_page"),
    Role.LANGUAGE_REVIEWER: _SEES,
    Role.PROTECTION_REVIEWER: _SEES,
    Role.PUBLISHER: ("change_page", "publish_page", "unlock_page"),
    Role.ADMIN: _SEES,
}


# Role → what it may do beside that, as long as the organisation works with us.
ON_THE_SITE: dict[Role, tuple[str, ...]] = {Role.PUBLISHER: ("build_pack",)}


@transaction.atomic
def make(*, name: str, public_name: str = "") -> Organisation:
    """A new organisation with everything but people.  Raises ValidationError."""
    organisation = organisations.make(name=name, public_name=public_name)
    renew(organisation)
    return organisation


@transaction.atomic
def change(organisation: Organisation) -> None:
    """Keep what is new of it in memory, with its name wherever the CMS shows it, and the rights of
    its people: none while it is at rest.  What it has published stays."""
    organisation.save()
    organisation.collection.name = organisation.name
    organisation.collection.save(update_fields=["name"])
    renew(organisation)


@transaction.atomic
def renew(organisation: Organisation) -> None:
    """Make what is missing of its pages in every language, and set the rights of its groups anew;
    safe to call again."""
    organisations.renew_groups(organisation)
    for home in HomePage.objects.select_related("locale"):
        part = _part(organisation, home)
        for topic in TopicPage.objects.child_of(home):
            _shelf(organisation, part, topic)
    tops = list(OrganisationPage.objects.filter(organisation=organisation))
    for held in organisation.role_groups.select_related("group"):
        rights = ON_PAGES[Role(held.role)] if organisation.is_active else ()
        set_rights_on_pages(held.group, tops, rights)
        _let_on_site(held.group, ON_THE_SITE.get(Role(held.role), ()) if rights else ())
    for top in tops:
        review.make_workflow(top)


def _let_on_site(group: Group, names: tuple[str, ...]) -> None:
    """Beside what `organisations.renew_groups` has just set."""
    here = Permission.objects.filter(content_type__app_label="curriculum", codename__in=names)
    group.permissions.add(*here)


def part_of(organisation: Organisation, locale: Locale) -> OrganisationPage:
    """The top of the organisation's part in this language."""
    return OrganisationPage.objects.get(organisation=organisation, locale=locale)


def _part(organisation: Organisation, home: HomePage) -> OrganisationPage:
    found = OrganisationPage.objects.child_of(home).filter(organisation=organisation).first()
    if found is None:
        own = {"organisation": organisation, "slug": f"o-{organisation.uuid.hex[:12]}"}
        new = OrganisationPage(live=False, title=organisation.name, **own)
        return _add(home, new, block_id(str(organisation.uuid)), home.locale)
    found.title = found.draft_title = organisation.name
    found.save(clean=False)
    return found


def _shelf(organisation: Organisation, part: OrganisationPage, topic: TopicPage) -> None:
    """The organisation's own page of a topic, so that its lessons have a topic as all others."""
    if TopicPage.objects.child_of(part).filter(topic=topic.topic).exists():
        return
    same = {name: getattr(topic, name) for name in ("title", "slug", "topic", "introduction")}
    _add(part, TopicPage(**same), block_id(str(organisation.uuid), topic.topic), part.locale)


def _add(parent: Page, page: Part, key: str, locale: Locale) -> Part:
    page.translation_key, page.locale = key, locale
    parent.add_child(instance=page)
    return page


def set_rights_on_pages(group: Group, pages: Sequence[Page], names: tuple[str, ...]) -> None:
    """Exactly these rights, on these pages and what is below them, and nowhere else."""
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=names
    )
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page__in=pages, permission__in=permissions).delete()
    for page in pages:
        for permission in permissions:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
