"""The StreamField form of a slide with cards to sort."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from curriculum import block_previews, examples
from curriculum.block_previews import Context
from curriculum.blocks import SkippableSlideBlock
from quizzes.blocks import NameBlock, repeated

# A key of the keyboard, 1 to 9, stands for each group on the board.
MOST_GROUPS = 9
LONGEST_REASON = 300
MOST_CARDS = 24


class CategoryBlock(blocks.StructBlock):
    name = NameBlock()
    text = blocks.TextBlock(rows=1, label=_("Text"))

    class Meta:
        icon = "folder"
        label = _("Group")
        help_text = _("A group that cards are sorted into.")
        preview_value = staticmethod(examples.category)
        preview_template = "curriculum/previews/slides.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_category(value)


class CardBlock(blocks.StructBlock):
    name = NameBlock()
    text = blocks.TextBlock(rows=2, label=_("Text"))
    categories = blocks.ListBlock(
        NameBlock(label=_("Name of a group"), help_text=_("As it is written at the group.")),
        min_num=1,
        max_num=MOST_GROUPS,
        label=_("Fits into"),
        help_text=_("The names of one or more groups."),
    )
    reason = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        max_length=LONGEST_REASON,
        label=_("Reason"),
        help_text=_("Why it fits there; shown with the solution."),
    )

    class Meta:
        icon = "form"
        label = _("Card")
        help_text = _("An example to sort.")
        preview_value = staticmethod(examples.card)
        preview_template = "curriculum/previews/slides.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | block_previews.of_card(value)


class SortSlideBlock(SkippableSlideBlock):
    categories = blocks.ListBlock(
        CategoryBlock(), min_num=2, max_num=MOST_GROUPS, label=_("Groups")
    )
    items = blocks.ListBlock(CardBlock(), min_num=2, max_num=MOST_CARDS, label=_("Cards"))

    class Meta:
        icon = "list-ul"
        label = _("Sorting")
        help_text = _("Cards that the class sorts into groups.")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """The value, if every card fits into groups that exist and all names differ."""
        cleaned = super().clean(value)
        found = {} if self.is_deferred_validation else dict(_errors(cleaned))
        if found:
            raise StructBlockValidationError(found)
        return cleaned


def _errors(value: blocks.StructValue) -> Iterator[tuple[str, ListBlockValidationError]]:
    """What is wrong, at the group or card where it can be mended."""
    known = {category["name"] for category in value["categories"]}
    lost = {
        index: _at("categories", _("A card names a group that does not exist."))
        for index, card in enumerate(value["items"])
        if not set(card["categories"]) <= known
    }
    for part in ("categories", "items"):
        twice = repeated(each["name"] for each in value[part])
        wrong = {index: _at("name", _("This name is taken.")) for index in twice}
        wrong |= lost if part == "items" else {}
        if wrong:
            yield part, ListBlockValidationError(wrong)


def _at(field: str, what: Any) -> StructBlockValidationError:
    return StructBlockValidationError({field: ValidationError(what)})
