"""The StreamField form of all slides of a lesson."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from curriculum import block_previews, examples
from curriculum.block_previews import Context
from curriculum.blocks import (
    ActivitySlideBlock,
    AgreementSlideBlock,
    ContentSlideBlock,
    DiscussionSlideBlock,
    HelpSlideBlock,
    KeyMessageSlideBlock,
    QuizSlideBlock,
    StorySlideBlock,
    TitleSlideBlock,
)
from curriculum.sorting import SortSlideBlock
from quizzes.blocks import repeated

# One a minute.
MOST_SLIDES = 45


class SlidesBlock(blocks.StreamBlock):
    """The slides of a lesson; a block's type is the slide's kind (`states.SlideKind`)."""

    title = TitleSlideBlock()
    agreement = AgreementSlideBlock()
    content = ContentSlideBlock()
    sort = SortSlideBlock()
    activity = ActivitySlideBlock()
    story = StorySlideBlock()
    discussion = DiscussionSlideBlock()
    key_message = KeyMessageSlideBlock()
    help = HelpSlideBlock()
    quiz = QuizSlideBlock()

    class Meta:
        icon = "desktop"
        max_num = MOST_SLIDES
        label = _("Slides")
        help_text = _("Title and agreement first, the quiz after the lesson last.")
        preview_value = staticmethod(examples.slides)
        preview_template = "curriculum/previews/slides.html"

    def get_preview_context(self, value: blocks.StreamValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_slides(value)

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """The value, if the names of the slides differ: a class's work is kept under them."""
        cleaned = super().clean(value)
        names = (child.value["name"] for child in cleaned)
        twice = [] if self.is_deferred_validation else repeated(names)
        if twice:
            taken = ValidationError(_("This name is taken."))
            raise StreamBlockValidationError(
                {index: StructBlockValidationError({"name": taken}) for index in twice}
            )
        return cleaned
