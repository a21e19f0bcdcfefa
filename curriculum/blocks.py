"""The StreamField form of aims, notes and the plain kinds of slides."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from curriculum import block_previews, examples
from curriculum.block_previews import Context
from curriculum.drawings import drawing_choices, setup_choices
from quizzes.blocks import NameBlock, VerifyBlock
from quizzes.states import Wave

# What a lesson of 45 minutes can hold, generously.
MOST_LINES = 12
# A code of the international guidance, such as "4.1 (12-15)".
ITGSE = r"^\d\.\d \(\d+-\d+\+?\)\Z"


class GuidanceBlock(blocks.RegexBlock):
    """A reference to the international technical guidance on sexuality education."""

    def __init__(self, **kwargs: Any) -> None:
        own: dict[str, Any] = {
            "regex": ITGSE,
            "label": _("Reference"),
            "help_text": _("Such as: 4.1 (12-15)"),
            "error_messages": {"invalid": _("Write it such as: 4.1 (12-15)")},
        }
        super().__init__(**own | kwargs)

    class Meta:
        icon = "link"
        preview_value = "4.1 (12-15)"
        preview_template = "quizzes/previews/words.html"


class ObjectiveBlock(blocks.StructBlock):
    name = NameBlock()
    itgse = GuidanceBlock()
    text = blocks.TextBlock(rows=2, label=_("Text"))

    class Meta:
        icon = "check"
        label = _("Aim")
        help_text = _("What pupils can do after the lesson.")
        label_format = "{text}"
        preview_value = staticmethod(examples.objective)
        preview_template = "curriculum/previews/objective.html"


class SentenceBlock(blocks.TextBlock):
    """One sentence or short paragraph of a list."""

    def __init__(self, **kwargs: Any) -> None:
        own = {"rows": 2, "label": _("Text"), "help_text": _("One or two short sentences.")}
        super().__init__(**own | kwargs)

    class Meta:
        icon = "pilcrow"
        preview_value = staticmethod(examples.sentence)
        preview_template = "quizzes/previews/words.html"


class SlideBlock(blocks.StructBlock):
    """What every slide has.  `cue` is for the teacher and never on the projector."""

    name = NameBlock()
    minutes = blocks.IntegerBlock(min_value=1, max_value=45, label=_("Minutes"))
    title = blocks.TextBlock(rows=1, label=_("Title"))
    body = blocks.TextBlock(rows=3, label=_("Text on the projector"))
    cue = blocks.TextBlock(
        rows=2, label=_("For the teacher"), help_text=_("Never shown on the projector.")
    )
    picture = blocks.ChoiceBlock(
        choices=drawing_choices,
        required=False,
        label=_("Drawing"),
        help_text=_("Only where the text leaves room for it."),
    )
    verify = VerifyBlock(required=False)

    class Meta:
        icon = "doc-full"
        label = _("Slide")
        label_format = "{title}"
        help_text = _("One idea on a slide.")
        preview_template = "curriculum/previews/slides.html"

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(examples.slide(self.name))

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_slide(self.name, value)


class SkippableSlideBlock(SlideBlock):
    skip_if_short = blocks.BooleanBlock(
        required=False,
        label=_("Leave out in a short lesson"),
        help_text=_("When there are only as many minutes as the short lesson has."),
    )


class TitleSlideBlock(SlideBlock):
    class Meta:
        icon = "title"
        label = _("Title")
        help_text = _("The first slide of a lesson.")


class AgreementSlideBlock(SlideBlock):
    class Meta:
        icon = "group"
        label = _("Agreement")
        help_text = _("How the class talks today.")


class ContentSlideBlock(SkippableSlideBlock):
    class Meta:
        icon = "doc-full"
        label = _("Content")
        help_text = _("One idea, in plain words.")


class ActivitySlideBlock(SkippableSlideBlock):
    setup = blocks.ChoiceBlock(
        choices=setup_choices, required=False, label=_("How the class sits or stands")
    )
    roles = blocks.ListBlock(
        SentenceBlock(label=_("Role")),
        default=[],
        required=False,
        max_num=MOST_LINES,
        label=_("Roles"),
        help_text=_("Who does what."),
    )
    phrases = blocks.ListBlock(
        SentenceBlock(label=_("Line")),
        default=[],
        required=False,
        max_num=MOST_LINES,
        label=_("Given lines"),
        help_text=_("Sentences to say, so that nobody has to speak about themselves."),
    )

    class Meta:
        icon = "edit"
        label = _("Activity")
        help_text = _("What pupils do, without tablets.")


class StorySlideBlock(SlideBlock):
    class Meta:
        icon = "openquote"
        label = _("Story")
        help_text = _("Shows the story of this lesson.")


class KeyMessageSlideBlock(SlideBlock):
    class Meta:
        icon = "key"
        label = _("Key message")
        help_text = _("What the class takes with it.")


class HelpSlideBlock(SlideBlock):
    class Meta:
        icon = "help"
        label = _("Help")
        help_text = _("The help texts and the checked services are added by themselves.")


class QuizSlideBlock(SlideBlock):
    wave = blocks.ChoiceBlock(choices=Wave.choices, label=_("When"))

    class Meta:
        icon = "tasks"
        label = _("Quiz")
        help_text = _("Starts the quiz of this lesson.")


class DiscussionSlideBlock(SkippableSlideBlock):
    prompts = blocks.ListBlock(
        SentenceBlock(label=_("Question to talk about")),
        min_num=1,
        max_num=MOST_LINES,
        label=_("Questions"),
    )

    class Meta:
        icon = "comment"
        label = _("Discussion")
        help_text = _("Questions about the people in the stories, never about the pupils.")
