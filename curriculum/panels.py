"""The edit form of a lesson, field by field."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from curriculum import quiz_report


class QuizReportPanel(Panel):
    """What the author should know of the quiz as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/panels/quiz_report.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"report": quiz_report.of(self.instance)}


LESSON_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("age_band"),
            FieldRowPanel([FieldPanel("duration_short"), FieldPanel("duration_long")]),
            FieldPanel("objectives"),
            FieldPanel("itgse"),
            FieldPanel("key_message"),
            FieldPanel("content_note"),
            FieldPanel("translation_status"),
        ],
        heading=_("The lesson"),
    ),
    FieldPanel("slides"),
    FieldPanel("story"),
    QuizReportPanel(heading=_("What of the quiz counts")),
    FieldPanel("questions"),
    MultiFieldPanel(
        [
            FieldPanel("preparation"),
            FieldPanel("sensitive_points"),
            FieldPanel("differentiation"),
            FieldPanel("home_link"),
        ],
        heading=_("Notes for the teacher"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("family_aim"),
            FieldPanel("family_sentences"),
            FieldPanel("family_question"),
        ],
        heading=_("Family sheet"),
    ),
]
