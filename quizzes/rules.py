"""What makes one question usable: rules that a lesson file and the CMS are held to alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quizzes.disclosure import ATTITUDES_IN_YEAR, COUNTED_IN_LESSON
from quizzes.questions import Question
from quizzes.states import Kind


@dataclass(frozen=True)
class Flaw:
    """One rule that a question breaks.  `field`: key, counted, norm, explanation or options;
    `option`: the index of the option meant, or None."""

    field: str
    what: str | Promise
    option: int | None = None


def flaws(question: Question) -> Iterator[Flaw]:
    """Every rule that the question breaks; nothing for a good one."""
    yield from _key_flaws(question)
    if question.kind == Kind.ATTITUDE:
        yield from _attitude_flaws(question)
    else:
        yield from _answerable_flaws(question)


def _key_flaws(question: Question) -> Iterator[Flaw]:
    names = [option.id for option in question.options]
    if len(set(names)) != len(names):
        yield Flaw("options", _("Two options have the same name."))
    if not question.key:
        yield Flaw("key", _("Mark at least one option that counts."))
    elif not question.key <= set(names):
        yield Flaw("key", _("The key names an option that does not exist."))


def _attitude_flaws(question: Question) -> Iterator[Flaw]:
    """An attitude is a scale: one half of it counts, and one explanation serves the question."""
    names = [option.id for option in question.options]
    half = len(names) // 2
    if question.key and question.key not in (frozenset(names[:half]), frozenset(names[-half:])):
        yield Flaw("key", _("In an attitude exactly one half of the scale counts."))
    if not question.explanation:
        yield Flaw("explanation", _("An attitude needs an explanation."))
    if question.counted and not question.norm:
        yield Flaw("counted", _("Of the attitudes, only norm questions are counted."))


def _answerable_flaws(question: Question) -> Iterator[Flaw]:
    if len(question.key) >= len(question.options):
        yield Flaw("key", _("At least one option must not count."))
    if question.norm:
        yield Flaw("norm", _("Only an attitude can be a norm question."))
    for index, option in enumerate(question.options):
        if not option.explanation:
            yield Flaw("explanation", _("Every option needs an explanation."), index)


def too_many(questions: Sequence[Question]) -> Iterator[tuple[int, Flaw]]:
    """Each question beyond what may count in one lesson, in all its waves together, by index
    (PRIVACY.md, rule 7): the sixth counted of knowledge and stories, the fifth norm question."""
    answerable = [i for i, q in enumerate(questions) if q.counted and q.kind != Kind.ATTITUDE]
    attitudes = [i for i, q in enumerate(questions) if q.counted and q.kind == Kind.ATTITUDE]
    for place, index in enumerate(answerable[COUNTED_IN_LESSON:], COUNTED_IN_LESSON + 1):
        yield index, Flaw("counted", _answerable_excess(place))
    for index in attitudes[ATTITUDES_IN_YEAR:]:
        yield index, Flaw("counted", ATTITUDE_EXCESS)


ATTITUDE_EXCESS = _(
    "This is more than four norm questions. At most four count; take the mark off one of them."
)


def _answerable_excess(place: int) -> str | Promise:
    if place == COUNTED_IN_LESSON + 1:
        return _(
            "This is the sixth counted question. At most five count; take the mark off one of them."
        )
    said = _("This is counted question {number}. At most five count; take the mark off the others.")
    return format_lazy(said, number=place)
