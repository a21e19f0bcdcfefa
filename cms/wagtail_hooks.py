"""What the CMS shows of the site's own rooms."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from cms import passwords, people, rights_log, rights_page
from cms.models import User


@hooks.register("register_admin_urls")
def rights_url() -> list[URLPattern]:
    return [path("rights/", rights_page.rights_page, name="rights")]


class RightsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rights_page.may_look_after(request.user)


@hooks.register("insert_global_admin_css")
def own_sheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("register_admin_menu_item")
def rights_menu_item() -> MenuItem:
    return RightsMenuItem(_("Rights"), reverse("rights"), name="rights", icon_name="key", order=345)


@hooks.register("construct_homepage_panels")
def rights_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(rights_page.RightsPanel())


@hooks.register("register_admin_urls")
def password_url() -> list[URLPattern]:
    return [path("people/<int:pk>/password/", passwords.new_password, name="new_password")]


@hooks.register("register_user_listing_buttons")
def password_button(user: User, request_user: User) -> Iterator[Button]:
    if people.helped_by(request_user).filter(pk=user.pk).exists():
        address = reverse("new_password", args=[user.pk])
        yield Button(_("New first password"), address, icon_name="key", priority=50)


@hooks.register("register_log_actions")
def passwords_in_the_log(actions: LogActionRegistry) -> None:
    told = _("A new first password was given")
    actions.register_action(people.HELPED, _("New first password"), told)


@hooks.register("register_log_actions")
def rights_in_the_log(actions: LogActionRegistry) -> None:
    actions.register_action(rights_log.CHANGED)(rights_log.RightsChanged)


@hooks.register("insert_editor_js")
def nothing_typed_early_is_lost() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/typed_early.js"))


@hooks.register("construct_help_menu")
def no_help_on_the_internet(request: HttpRequest, items: list[MenuItem]) -> None:
    """Most schools have none."""
    items[:] = [item for item in items if not urlsplit(item.url).netloc]
