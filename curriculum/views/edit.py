"""Wagtail's edit view of a page, with the side panel “Ready to publish?” where it is a lesson."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.edit import EditView

from cms.access import mark
from curriculum.models import LessonPage
from curriculum.ready.panel import ReadySidePanel


class EditWithChecks(EditView):
    """The panel is drawn anew with every saving, also by Wagtail's autosave, which sends parts of
    the page as templates to be put in place."""

    partials_template_name = "curriculum/cms/edit_partials.html"

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if isinstance(self.page, LessonPage):
            panels.insert(1, ReadySidePanel(self.page, self.request))
        return panels


def edit_page(request: HttpRequest, **which: Any) -> HttpResponse:
    response: HttpResponse = EditWithChecks.as_view()(request, **which)
    return response


mark(edit_page, "trainer")
