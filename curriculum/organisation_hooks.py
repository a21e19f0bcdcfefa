"""What the CMS shows of organisations and the shared library."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from cms import reach
from cms.models import Organisation, User
from curriculum import library
from curriculum.models import LessonPage
from curriculum.own_part import OwnPartPanel
from curriculum.views import library as library_views
from curriculum.views import organisations


@hooks.register("register_admin_urls")
def organisation_urls() -> list[URLPattern]:
    return [
        path("organisations/", organisations.organisations_page, name="organisations"),
        path("organisations/<uuid:key>/", organisations.organisation_page, name="organisation"),
        path(
            "organisations/<uuid:key>/edit/",
            organisations.edit_organisation,
            name="edit_organisation",
        ),
        path("organisations/<uuid:key>/take/", organisations.take_role, name="take_role"),
        path("library/", library_views.library_page, name="library"),
        path("library/<uuid:key>/copy/", library_views.copy_lesson, name="copy_lesson"),
    ]


class OrganisationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, User):
            return False
        return user.is_superuser or Organisation.objects.managed_by(user).exists()


@hooks.register("register_admin_menu_item")
def organisations_menu_item() -> MenuItem:
    return OrganisationsMenuItem(
        _("Organisations"), reverse("organisations"), name="organisations", icon_name="group",
        order=360,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def library_menu_item() -> MenuItem:
    return MenuItem(
        _("Shared library"), reverse("library"), name="library", icon_name="copy", order=330
    )


@hooks.register("register_page_header_buttons")
def copy_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if page.live and issubclass(page.specific_class, LessonPage) and library.copiers(user):
        address = f"{reverse('library')}#{page.translation_key}"
        yield Button(_("Copy to my organisation"), address, icon_name="copy", priority=55)


@hooks.register("construct_homepage_panels")
def own_part_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(OwnPartPanel())


@hooks.register("construct_page_chooser_queryset")
def only_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """A chooser names what the explorer would."""
    explorable = page_permission_policy.explorable_instances(request.user)
    return pages.filter(pk__in=explorable.values("pk"))


@hooks.register("construct_reports_menu")
def only_own_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Without the reports that tell of everything, for those who would not get them."""
    if not isinstance(request.user, User) or not reach.works_on_all(request.user):
        views = ("wagtailadmin_reports:page_types_usage", "wagtail_localize:translations_report")
        shut = {reverse(view) for view in views}
        items[:] = [item for item in items if item.url not in shut]


@hooks.register("before_move_page")
def move_own_pages(request: HttpRequest, page: Page, parent: Page) -> None:
    """Wagtail asks for the right only after its page has shown what would be moved where."""
    if not page.permissions_for_user(request.user).can_move_to(parent):
        raise PermissionDenied
