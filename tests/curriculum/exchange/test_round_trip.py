"""What is written is read again, but for what the writer says that it leaves out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from curriculum.exchange import formats
from curriculum.exchange.drafts import DraftOption, DraftQuestion, Loss, Lost, Place, Unit
from quizzes.states import Kind
from tests.curriculum.exchange.questions import QUIZZES

TABLES = ("xlsx", "csv")
RIGHT_AND_WRONG = ("gift", "moodle", "qti")


def there_and_back(name, quiz, kept):
    """What is read of what was written, and what the writer says that it lost."""
    written = formats.FORMATS[name].write(quiz, "ky")
    if not kept:
        return [], written.losses
    format_, found = formats.read(written.data, "ky")
    assert format_.name == name
    assert found.problems == found.losses == ()
    return list(found.questions), written.losses


def without_lesson(question):
    """What a format of right and wrong answers keeps of a question that is no opinion."""
    return replace(
        question, kind=Kind.KNOWLEDGE, explanation="", counted=False, before=True, aim=""
    )


def lost_by_lesson(question):
    if question.kind == Kind.ATTITUDE:
        return {Lost.OPINION}
    settings_ = (question.counted, not question.before, question.aim)
    lost = {
        Lost.KIND: question.kind == Kind.SCENARIO,
        Lost.GENERAL: question.explanation,
        Lost.SETTINGS: any(settings_),
    }
    return {what for what, is_lost in lost.items() if is_lost}


def as_losses(by_number):
    return {
        Loss(Place(Unit.QUESTION, number), what)
        for number, lost in enumerate(by_number, 1)
        for what in lost
    }


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=25, deadline=None)
@given(quiz=QUIZZES)
def test_own_table_keeps_everything(name, quiz):
    assert there_and_back(name, quiz, quiz) == (quiz, ())


@pytest.mark.parametrize("name", RIGHT_AND_WRONG)
@settings(max_examples=60, deadline=None)
@given(quiz=QUIZZES)
def test_others_keep_all_but_what_they_name(name, quiz):
    kept = [without_lesson(each) for each in quiz if each.kind != Kind.ATTITUDE]

    found, losses = there_and_back(name, quiz, kept)

    assert found == kept
    assert set(losses) == as_losses(lost_by_lesson(each) for each in quiz)


def in_aiken(question):
    options = tuple(
        DraftOption(" ".join(each.text.split()), each.counts) for each in question.options
    )
    return DraftQuestion(" ".join(question.prompt.split()), options)


def lost_by_aiken(question):
    lost = lost_by_lesson(question)
    if Lost.OPINION in lost:
        return lost
    if sum(each.counts for each in question.options) > 1:
        return {Lost.SEVERAL}
    if any(each.explanation for each in question.options):
        lost.add(Lost.EXPLANATIONS)
    if "\n" in question.prompt or any("\n" in each.text for each in question.options):
        lost.add(Lost.LINES)
    return lost


@settings(max_examples=60, deadline=None)
@given(quiz=QUIZZES)
def test_aiken_keeps_questions_with_one_right_answer(quiz):
    lost = [lost_by_aiken(each) for each in quiz]
    kept = [
        in_aiken(each)
        for each, of_it in zip(quiz, lost, strict=True)
        if not of_it & {Lost.OPINION, Lost.SEVERAL}
    ]

    found, losses = there_and_back("aiken", quiz, kept)

    assert found == kept
    assert set(losses) == as_losses(lost)
