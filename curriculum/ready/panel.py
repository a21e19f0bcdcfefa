"""The side panel “Ready to publish?” in the edit form of a lesson."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from curriculum import ready
from curriculum.ready import bounds, checks, reading
from curriculum.ready.findings import Finding

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

Context = dict[str, Any]


class ReadySidePanel(BaseSidePanel):  # type: ignore[misc]  # Wagtail has no types
    """What is found in the page as it is in memory; its badge counts what keeps it back."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):  # type: ignore[misc]
        aria_label = _("Toggle “Ready to publish?”")
        icon_name = "circle-check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Context) -> Context:
            context: Context = super().get_context_data(parent_context)
            return context | {"count": len(self.panel.hard)}

    class Media:
        css = {"all": ["css/ready.css"]}

    name = "ready"
    title = _("Ready to publish?")
    template_name = "curriculum/panels/ready.html"
    order = 150

    def __init__(self, object: "LessonPage", request: HttpRequest) -> None:
        super().__init__(object, request)
        self.page = object

    @cached_property
    def found(self) -> list[Finding]:
        return ready.of(self.page)

    @property
    def hard(self) -> list[Finding]:
        return [each for each in self.found if each.is_hard]

    @property
    def soft(self) -> list[Finding]:
        return [each for each in self.found if not each.is_hard]

    def get_context_data(self, parent_context: Context) -> Context:
        context: Context = super().get_context_data(parent_context)
        return context | {
            "level": checks.level_of(self.page),
            "limits": reading.limits_for(self.page.language, self.page.age_band),
            "questions": bounds.questions_for(self.page.age_band),
        }
