"""The StreamField form of a whole quiz."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from quizzes import examples, sheets
from quizzes.blocks import Context, QuestionBlock
from quizzes.freezing import freeze
from quizzes.questions import SOURCE_LANGUAGE, Question
from quizzes.rules import Flaw, too_many
from quizzes.states import Kind

# Five count; the others are for practice and talk.
MOST_QUESTIONS = 30


class QuestionsBlock(blocks.StreamBlock):
    """The questions of one lesson."""

    question = QuestionBlock()

    class Meta:
        icon = "tasks"
        max_num = MOST_QUESTIONS
        label = _("Quiz")
        help_text = _("At most five questions count; the others are for practice and talk.")
        preview_value = staticmethod(examples.quiz)
        preview_template = "quizzes/previews/question.html"

    def get_preview_context(self, value: blocks.StreamValue, parent_context: Context) -> Context:
        return parent_context | {"question": sheets.of_question(value[0].value)}

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """The value, if no more questions count than may (`rules.too_many`).

        Raises StreamBlockValidationError at each question too many.  A draft may have more.
        """
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        found = list(too_many(questions_of(cleaned)))
        if found:
            raise StreamBlockValidationError(dict(_at_their_places(found)))
        return cleaned


def questions_of(stream: blocks.StreamValue) -> tuple[Question, ...]:
    """The questions of a stream in one language that have a kind, as plain values."""
    finished = [child.value["kind"] in Kind.values for child in stream]
    return freeze({SOURCE_LANGUAGE: stream}) if all(finished) else ()


def _at_their_places(
    found: Iterable[tuple[int, Flaw]],
) -> Iterable[tuple[int, StructBlockValidationError]]:
    for index, flaw in found:
        wrong = ValidationError(str(flaw.what))
        yield index, StructBlockValidationError({flaw.field: wrong})
