"""What readers share: they note each question, problem and loss at its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from curriculum.exchange import drafts, texts
from curriculum.exchange.drafts import (
    DraftOption,
    DraftQuestion,
    Imported,
    Loss,
    Lost,
    Place,
    Problem,
    Taken,
)
from quizzes.states import Kind

# What other programs call true and false, in the languages of lessons.
TRUE_FALSE: Mapping[str, tuple[str, str]] = {
    "ky": ("Туура", "Туура эмес"),
    "ru": ("Верно", "Неверно"),
    "en": ("True", "False"),
}


@dataclass
class Notes:
    """What was found in a file so far."""

    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    def take(self, place: Place, question: DraftQuestion, lost: Iterable[Lost] = ()) -> None:
        """Keep a question with its texts cleaned, or say why it cannot be one."""
        cleaned, hidden = cleaned_of(question)
        if (reason := drafts.flaw(cleaned)) is not None:
            self.refuse(place, reason)
        elif len(self.taken) >= drafts.MOST_QUESTIONS:
            said = _("Birge takes at most {number} questions from one file.")
            self.refuse(place, format_lazy(said, number=drafts.MOST_QUESTIONS))
        else:
            self.taken.append(Taken(place, cleaned))
            self.lose(place, {*lost, *hidden})

    def refuse(self, place: Place, reason: str | Promise) -> None:
        """Note a problem; those beyond `drafts.MOST_PROBLEMS` as one."""
        if len(self.problems) < drafts.MOST_PROBLEMS:
            self.problems.append(Problem(place, reason))
        elif len(self.problems) == drafts.MOST_PROBLEMS:
            self.problems.append(Problem(drafts.WHOLE, _("There is more that is not taken.")))

    def lose(self, place: Place, lost: Iterable[Lost]) -> None:
        self.losses.extend(Loss(place, what) for what in Lost if what in set(lost))

    def imported(self) -> Imported:
        return Imported(tuple(self.taken), tuple(self.problems), tuple(self.losses))


def unknown_kind(name: str) -> str | Promise:
    """Why a question of another program's kind is not taken."""
    said = _("“{kind}” is not taken: Birge asks questions with answers to choose.")
    return format_lazy(said, kind=texts.clean(name)[0][:60])


def true_or_false(
    prompt: str, is_true: bool, language: str, whys: tuple[str, str] = ("", "")
) -> DraftQuestion:
    """A statement as a question with two options; `whys`: of "true" and of "false"."""
    words = TRUE_FALSE[language]
    options = (
        DraftOption(words[0], is_true, whys[0]),
        DraftOption(words[1], not is_true, whys[1]),
    )
    return DraftQuestion(prompt, options)


def weighed(weights: Sequence[float], *, together: bool) -> tuple[list[bool], set[Lost]]:
    """Which answers count by the marks that another program gives for them, and what is lost.

    `together`: all right ones had to be chosen; otherwise the best one alone is right.
    """
    top = max(weights, default=0)
    counts = [weight > 0 and (together or weight == top) for weight in weights]
    lost = {Lost.TOGETHER} if together and sum(counts) > 1 else set()
    right = {weight for weight, fits in zip(weights, counts, strict=True) if fits}
    wrong = {weight for weight, fits in zip(weights, counts, strict=True) if not fits}
    if len(right) > 1 or wrong - {0}:
        lost.add(Lost.PARTLY)
    return counts, lost


def title_lost(title: str, prompt: str) -> set[Lost]:
    """That a title is left out, unless it is only the beginning of the question."""
    begin = " ".join(title.split()).removesuffix("...").removesuffix("…").strip()
    return set() if " ".join(prompt.split()).startswith(begin) else {Lost.TITLE}


def cleaned_of(question: DraftQuestion) -> tuple[DraftQuestion, set[Lost]]:
    """The question with its texts as a lesson keeps them (`texts.clean`)."""
    hidden: set[Lost] = set()

    def clean(text: str) -> str:
        cleaned, lost = texts.clean(text)
        hidden.update(lost)
        return cleaned

    options = tuple(
        DraftOption(clean(each.text), each.counts, clean(each.explanation))
        for each in question.options
    )
    cleaned = replace(
        question,
        prompt=clean(question.prompt),
        options=options,
        explanation=clean(question.explanation),
    )
    return cleaned, hidden


Numbered = list[tuple[int, DraftQuestion]]


def finished(questions: Iterable[DraftQuestion], losses: list[Loss]) -> Numbered:
    """The questions that a file can hold, with their numbers; the others are added to `losses`."""
    numbered = list(enumerate(questions, 1))
    unfinished = [number for number, question in numbered if drafts.flaw(question)]
    losses.extend(_loss(number, Lost.UNFINISHED) for number in unfinished)
    return [(number, question) for number, question in numbered if number not in unfinished]


def writable(
    questions: Iterable[DraftQuestion], losses: list[Loss], *, several: bool = True
) -> Numbered:
    """The finished questions that a format of right and wrong answers can hold; what is left out
    or lost is added to `losses`.  `several`: it knows several right answers."""
    kept = []
    for number, question in finished(questions, losses):
        lost = _lost(question, several)
        losses.extend(_loss(number, what) for what in lost)
        if not {Lost.OPINION, Lost.SEVERAL} & set(lost):
            kept.append((number, question))
    return kept


def _loss(number: int, what: Lost) -> Loss:
    return Loss(Place(drafts.Unit.QUESTION, number), what)


def _lost(question: DraftQuestion, several: bool) -> list[Lost]:
    if question.kind == Kind.ATTITUDE:
        return [Lost.OPINION]
    if not several and sum(option.counts for option in question.options) > 1:
        return [Lost.SEVERAL]
    lost = {
        Lost.KIND: question.kind == Kind.SCENARIO,
        Lost.GENERAL: question.explanation,
        Lost.SETTINGS: question.counted or not question.before or question.aim,
    }
    return [what for what, is_lost in lost.items() if is_lost]
