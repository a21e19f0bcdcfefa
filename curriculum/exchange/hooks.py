"""Where the CMS leads to questions from and to files; `curriculum.wagtail_hooks` registers it."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.models import User
from curriculum.exchange import lesson
from curriculum.models import LessonPage
from curriculum.views import exchange


def urls() -> list[URLPattern]:
    return [
        path("questions/table/", exchange.empty_table, name="questions_table"),
        path("questions/<int:page_id>/in/", exchange.from_file, name="questions_from_file"),
        path("questions/<int:page_id>/take/", exchange.take, name="questions_take"),
        path("questions/<int:page_id>/out/", exchange.to_file, name="questions_to_file"),
    ]


def header_buttons(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In a lesson's menu: questions from a file and to a file, for who may."""
    if not isinstance(page, LessonPage) or not lesson.can_give(user, page):
        return
    if lesson.can_take(user, page):
        way_in = reverse("questions_from_file", args=[page.pk])
        yield Button(_("Questions from a file"), way_in, icon_name="upload", priority=35)
    way_out = reverse("questions_to_file", args=[page.pk])
    yield Button(_("Questions to a file"), way_out, icon_name="download", priority=36)
