"""The StreamField form of a question.

Names, kinds, keys and order are not text: they are Regex-, Choice- and BooleanBlocks, so that a
translator never meets them (a CharBlock would become a piece of text to translate).
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock

from cms import rights
from quizzes import examples, sheets
from quizzes.freezing import question_from
from quizzes.questions import SOURCE_LANGUAGE
from quizzes.rules import Flaw, flaws
from quizzes.states import Kind

NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]*\Z"
VERIFY = [("legal", _("by a lawyer"))]
Context = dict[str, Any]


class NameBlock(blocks.RegexBlock):
    """A name that the software uses, the same in all languages."""

    def __init__(self, **kwargs: Any) -> None:
        own: dict[str, Any] = {
            "regex": NAME,
            "max_length": 60,
            "label": _("Name"),
            "help_text": _("Latin letters, digits, - and _. Never translated."),
            "error_messages": {"invalid": _("Use Latin letters, digits, - and _.")},
        }
        super().__init__(**own | kwargs)

    class Meta:
        icon = "tag"
        preview_value = "first-example"
        preview_template = "quizzes/previews/words.html"


def repeated(names: Iterable[str]) -> list[int]:
    """The places of the names that stood before; an empty one stands for none."""
    listed = list(names)
    return [index for index, name in enumerate(listed) if name and name in listed[:index]]


class VerifyBlock(blocks.ChoiceBlock):
    """Whether somebody must still check what is said."""

    choices = VERIFY

    class Meta:
        icon = "warning"
        label = _("To be checked")
        help_text = _("Shown to teachers and trainers as not yet checked.")
        preview_value = "legal"
        preview_template = "quizzes/previews/words.html"

    def get_preview_context(self, value: str, parent_context: Context) -> Context:
        said = dict(VERIFY).get(value, "")
        return parent_context | {"words": format_lazy("{}: {}", self.label, said)}


def _check_rights(value: blocks.StructValue, *fields: str) -> None:
    """Raises StructBlockValidationError at each file that may not be published today."""
    today = timezone.localdate()
    chosen = {field: value[field] for field in fields if value[field]}
    missing = {field: rights.problems_of(file, today) for field, file in chosen.items()}
    if any(missing.values()):
        raise StructBlockValidationError(
            {field: ValidationError(said) for field, said in missing.items() if said}
        )


class OptionBlock(blocks.StructBlock):
    name = NameBlock()
    text = blocks.TextBlock(rows=2, label=_("Text"))
    in_key = blocks.BooleanBlock(
        required=False,
        label=_("Counts"),
        help_text=_("A right, respectful or protective answer."),
    )
    explanation = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        label=_("Explanation"),
        help_text=_("Shown after the question is closed. Not needed in an attitude."),
    )
    picture = ImageChooserBlock(required=False, label=_("Picture"))
    alt = blocks.TextBlock(
        required=False,
        default="",
        rows=1,
        label=_("What the picture shows"),
        help_text=_("Read aloud to those who do not see the picture."),
    )
    sound = AudioChooserBlock(
        required=False,
        label=_("Recording"),
        help_text=_(
            "A voice that reads the answer. It is played only when every answer of the question "
            "has one in the pupil's language, so that all tiles look alike. In a translation "
            "choose the recording in its language."
        ),
    )

    class Meta:
        icon = "radio-full"
        label = _("Option")
        help_text = _("One answer to choose.")
        preview_value = staticmethod(examples.option)
        preview_template = "quizzes/previews/question.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | {"question": sheets.of_question({"options": [value]})}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["picture"] and not cleaned["alt"]:
            wrong = ValidationError(_("Say what the picture shows."))
            raise StructBlockValidationError({"alt": wrong})
        if not self.is_deferred_validation:
            _check_rights(cleaned, "picture", "sound")
        return cleaned


class QuestionBlock(blocks.StructBlock):
    name = NameBlock()
    kind = blocks.ChoiceBlock(choices=Kind.choices, label=_("Kind"))
    prompt = blocks.TextBlock(rows=2, label=_("Question"))
    sound = AudioChooserBlock(
        required=False,
        label=_("Recording"),
        help_text=_(
            "A voice that reads the question, and only the question. In a translation choose the "
            "recording in its language."
        ),
    )
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6, label=_("Options"))
    explanation = blocks.TextBlock(
        required=False,
        default="",
        rows=2,
        label=_("Explanation of an attitude"),
        help_text=_("An attitude has one explanation for the whole question."),
    )
    counted = blocks.BooleanBlock(
        required=False,
        label=_("Counted"),
        help_text=_("Its blurred count makes a band. Otherwise it is for practice and talk."),
    )
    norm = blocks.BooleanBlock(
        required=False,
        label=_("Norm question of the year"),
        help_text=_("Only for attitudes chosen by the programme."),
    )
    ask_before = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Also before the lesson"),
        help_text=_("Every question is asked after the lesson; this one before it too."),
    )
    objective = NameBlock(label=_("Aim"), help_text=_("The name of the aim it belongs to."))
    verify = VerifyBlock(required=False)

    class Meta:
        icon = "help"
        label = _("Question")
        help_text = _("“Skip” and “not sure” are added to every question by themselves.")
        label_format = "{prompt}"
        preview_value = staticmethod(examples.question)
        preview_template = "quizzes/previews/question.html"

    def get_preview_context(self, value: blocks.StructValue, parent_context: Context) -> Context:
        return parent_context | {"question": sheets.of_question(value)}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """The value, if it keeps every rule of `quizzes.rules`; else StructBlockValidationError.

        A draft may be unfinished.
        """
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        _check_rights(cleaned, "sound")
        found = list(flaws(question_from("", {SOURCE_LANGUAGE: cleaned})))
        if found:
            raise _as_block_error(found)
        return cleaned


def _as_block_error(found: list[Flaw]) -> StructBlockValidationError:
    """The flaws at the fields of the form where an author can mend them."""
    in_options = {
        flaw.option: StructBlockValidationError({flaw.field: ValidationError(str(flaw.what))})
        for flaw in found
        if flaw.option is not None
    }
    rest = [flaw for flaw in found if flaw.option is None]
    # The key is no field of its own: it is the marks on the options.
    listed = [ValidationError(str(flaw.what)) for flaw in rest if flaw.field in ("key", "options")]
    errors: dict[str, ValidationError] = {
        flaw.field: ValidationError(str(flaw.what))
        for flaw in rest
        if flaw.field not in ("key", "options")
    }
    if in_options or listed:
        errors["options"] = ListBlockValidationError(in_options, listed)
    return StructBlockValidationError(errors)
