"""A question of the quiz as the board shows it (PRIVACY.md, rules 5 and 6)."""

from dataclasses import dataclass

from quizzes import showing
from quizzes.models import Run
from quizzes.questions import Option, Question, Words
from quizzes.states import Kind, Phase, Practice

# Bands of attitudes are never on the board, only on the class page with the projector off.
KINDS_ON_THE_BOARD = (Kind.KNOWLEDGE, Kind.SCENARIO)


@dataclass(frozen=True)
class OptionOnBoard:
    """`is_key`: right, or respectful and protective; None where there is no right answer."""

    text: Words
    explanation: Words
    picture: str
    alt: Words
    is_key: bool | None


@dataclass(frozen=True)
class QuestionOnBoard:
    """`number` of `total`, from 1.  `band`: few, some, most, or empty.  `counts`: whether a band
    is made of it."""

    number: int
    total: int
    kind: Kind
    prompt: Words
    explanation: Words
    options: tuple[OptionOnBoard, ...]
    band: str
    counts: bool
    is_last: bool


@dataclass(frozen=True)
class NotCounted:
    """A question that is practice, and why."""

    prompt: Words
    why: Practice


def not_counted(run: Run, language: str) -> list[NotCounted]:
    """The run's practice questions, in order."""
    return [
        NotCounted(question.prompt.words(language), Practice(question.practice))
        for question in run.questions
        if question.practice
    ]


def on_board(run: Run, frozen: Question, language: str) -> QuestionOnBoard:
    """One question of the run, in `language`, with the pictures that may be shown today."""
    question = showing.as_shown(frozen)
    return QuestionOnBoard(
        number=run.index + 1,
        total=run.question_count,
        kind=question.kind,
        prompt=question.prompt.words(language),
        explanation=question.explanation.words(language),
        options=tuple(_option(question, option, language) for option in question.options),
        band=_band(run, question),
        counts=question.counted,
        is_last=run.is_last_question,
    )


def _option(question: Question, option: Option, language: str) -> OptionOnBoard:
    return OptionOnBoard(
        text=option.text.words(language),
        explanation=option.explanation.words(language),
        picture=option.picture,
        alt=option.alt.words(language),
        is_key=None if question.kind is Kind.ATTITUDE else question.is_yes(option.id),
    )


def _band(run: Run, question: Question) -> str:
    """The band to show: only of a question counted in this run, and after its close."""
    if run.phase != Phase.EXPLAINED or not question.counted:
        return ""
    if question.kind not in KINDS_ON_THE_BOARD:
        return ""
    release = run.release_of(question)
    return release.band if release else ""
