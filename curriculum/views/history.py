"""Wagtail's pages of what was written when, also for those who only review it: to read, not to
restore."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompare, RevisionsView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.access import mark


def _read_by(request: HttpRequest, pk: int | str) -> Page:
    """The page whose history it is.  Raises PermissionDenied for whoever may not read it."""
    page = get_object_or_404(Page, pk=pk).specific
    if not page.permissions_for_user(request.user).can_view_revisions():
        raise PermissionDenied
    return page


class History(PageHistoryView):
    """The way to the form, and to an earlier version in it, for those who may go it alone."""

    any_permission_required = None  # the page itself is asked about

    def get_object(self) -> Page:
        page = _read_by(self.request, self.pk)
        permissions = page.permissions_for_user(self.request.user)
        if not permissions.can_edit():
            self.edit_url_name = None
        if not permissions.can_restore():
            self.revisions_revert_url_name = None
        return page

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons: list[HeaderButton] = super().header_buttons
        return buttons if self.edit_url_name else []


class Compare(RevisionsCompare):
    def get_object(self, queryset: object = None) -> Page:
        page = _read_by(self.request, self.pk)
        if not page.permissions_for_user(self.request.user).can_edit():
            self.edit_url_name = None
        return page


class Revision(RevisionsView):
    def get_object(self) -> Page:
        return _read_by(self.request, self.pk)


def page_history(request: HttpRequest, page_id: int) -> HttpResponse:
    response: HttpResponse = History.as_view()(request, page_id=page_id)
    return response


def page_history_results(request: HttpRequest, page_id: int) -> HttpResponse:
    response: HttpResponse = History.as_view(results_only=True)(request, page_id=page_id)
    return response


def compare_revisions(request: HttpRequest, page_id: str, **both: Any) -> HttpResponse:
    response: HttpResponse = Compare.as_view()(request, page_id, **both)
    return response


def see_revision(request: HttpRequest, **which: Any) -> HttpResponse:
    response: HttpResponse = Revision.as_view()(request, **which)
    return response


for view in (page_history, page_history_results, compare_revisions, see_revision):
    mark(view, "trainer")
