"""The side panel “Ready to publish?” in the edit form of a lesson."""

from collections.abc import Iterable, Iterator, Mapping
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
Spots = list[tuple[str, str]]


class ReadySidePanel(BaseSidePanel):
    """What is found in the page as it is in memory; its badge counts what keeps it back."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
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
        fields = dict(_fields(parent_context["edit_handler"]))
        return context | {
            "hard": _by_sentence(self.hard, fields),
            "soft": _by_sentence(self.soft, fields),
            "level": checks.level_of(self.page),
            "limits": reading.limits_for(self.page.language, self.page.age_band),
            "questions": bounds.questions_for(self.page.age_band),
        }


def _by_sentence(found: Iterable[Finding], fields: Mapping[str, str]) -> list[tuple[str, Spots]]:
    """Each sentence once, with where it holds and the element to go to."""
    grouped: dict[str, Spots] = {}
    for each in found:
        target = each.anchor or fields[each.place.field]
        grouped.setdefault(each.sentence, []).append((each.where, target))
    return list(grouped.items())


def _fields(panel: Any) -> Iterator[tuple[str, str]]:
    """The name of each field in a panel of the form, and the id of the element around it."""
    if name := getattr(panel, "field_name", None):
        yield name, f"{panel.prefix}-wrapper"
    for child in getattr(panel, "children", ()):
        yield from _fields(child)
