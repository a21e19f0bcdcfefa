"""The StreamField form of what a class does on a day of the campaign."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum import examples

LONGEST_DO, LONGEST_BOARD = 400, 140


class StepBlock(blocks.StructBlock):
    """One step: what the teacher does, and what everybody reads on the board meanwhile."""

    do = blocks.TextBlock(
        rows=3,
        max_length=LONGEST_DO,
        label=_("For the teacher"),
        help_text=_("Never shown on the projector."),
    )
    board = blocks.TextBlock(
        rows=2,
        max_length=LONGEST_BOARD,
        label=_("Text on the projector"),
        help_text=_("One or two short sentences: they are read from the last row."),
    )
    young = blocks.TextBlock(
        rows=2,
        max_length=LONGEST_BOARD,
        required=False,
        label=_("Text on the projector for grades 1–4"),
        help_text=_("Only where the youngest need other words."),
    )

    class Meta:
        icon = "tasks"
        label = _("Step")
        label_format = "{board}"
        help_text = _("Three to five steps make an activity.")
        preview_value = staticmethod(examples.step)
        preview_template = "curriculum/previews/step.html"
