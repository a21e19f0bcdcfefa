"""What the CMS shows of the curriculum besides its pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import User
from curriculum import (
    doors,
    organisation_hooks,  # noqa: F401  # registers its hooks
    publishing,
    review,
    review_doors,
    review_names,
    second_look,
)
from curriculum.exchange import hooks as exchange_hooks
from curriculum.models import CampaignDay, HelpService, LegalFact, LessonPage, TrustedAdult
from curriculum.packs import admin as packs
from curriculum.views import new_lesson as lessons_to_begin
from curriculum.views import wording
from curriculum.views.review import lesson_review


class HelpServiceViewSet(SnippetViewSet):
    model = HelpService
    icon = "help"
    list_display = ["name", "number", "checked_on", "checked_by"]
    list_filter = ["recorded"]


class LegalFactViewSet(SnippetViewSet):
    model = LegalFact
    icon = "clipboard-list"
    list_display = ["key", "text", "checked_on", "checked_by"]


class TrustedAdultViewSet(SnippetViewSet):
    model = TrustedAdult
    icon = "group"
    list_display = ["age_band", "text"]


@register_snippet
class HelpGroup(SnippetViewSetGroup):
    items = (HelpServiceViewSet, LegalFactViewSet, TrustedAdultViewSet)
    menu_icon = "help"
    menu_label = _("Help and law")
    menu_name = "help-and-law"


@register_snippet
class CampaignViewSet(SnippetViewSet):
    model = CampaignDay
    icon = "calendar-alt"
    list_display = ["day", "title", "is_ready"]
    list_filter = ["is_ready"]
    add_to_admin_menu = True
    menu_label = _("The 16 Days")
    menu_name = "sixteen-days"
    menu_order = 340


register_snippet(packs.SignerViewSet)
hooks.register("register_admin_urls", packs.urls)
hooks.register("register_admin_menu_item", packs.menu_item)


@hooks.register("register_admin_urls")
def wording_url() -> list[URLPattern]:
    return [
        path("wording/", wording.wording_page, name="wording"),
        path("lessons/<int:page_id>/review/", lesson_review, name="lesson_review"),
    ]


hooks.register("register_admin_urls", exchange_hooks.urls)
hooks.register("register_page_header_buttons", exchange_hooks.header_buttons)


class WordingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and second_look.may_ever_decide(request.user)


@hooks.register("register_admin_menu_item")
def wording_menu_item() -> MenuItem:
    return WordingMenuItem(
        _("Wording to look at"), reverse("wording"), name="wording", icon_name="warning", order=350
    )


@hooks.register("register_log_actions")
def refusal_in_the_history(actions: LogActionRegistry) -> None:
    actions.register_action(
        publishing.REFUSED, _("Publishing was refused"), _("Publishing was refused")
    )


# After Wagtail's own.
hooks.register("register_log_actions", review_names.tell, order=100)


# The edit form publishes what was typed into it a moment ago, which no review has seen.
@hooks.register("before_publish_page")
def publish_reviewed(request: HttpRequest, page: Page) -> None:
    if isinstance(page, LessonPage):
        review.check(page, page.get_latest_revision(), request.user)


# Before wagtail-localize, whose own hook shows and publishes a linked translation.
@hooks.register("before_edit_page", order=-1)
def publish_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    review_doors.tell(request, page)
    return doors.before_translation(request, page)


@hooks.register("before_create_page")
def new_lesson(request: HttpRequest, topic: Page, kind: type[Page]) -> HttpResponse | None:
    return lessons_to_begin.before_create(request, topic, kind)
