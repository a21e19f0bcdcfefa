"""What counts and what is practice: lineages, and the budget of a lesson."""

from dataclasses import replace
from uuid import uuid4

from quizzes import budget
from quizzes.models import Lineage
from quizzes.states import Kind, Wave
from tests.quizzes.plays import opened, question, quiz, text


def test_a_copy_keeps_its_lineage_when_its_text_is_changed(commit):
    """Copied, asked, then one word changed: still the question that was asked."""
    original = question("q0")
    copy = replace(original, id=str(uuid4()))
    changed = replace(copy, prompt=text("question q0, changed"))

    lineages = [
        opened(commit, questions=[one]).run.questions[0].lineage
        for one in (original, copy, changed)
    ]

    assert lineages == [original.id] * 3


def test_a_text_of_another_question_counts_as_that_question(commit):
    first, second = question("q0"), question("q1")
    opened(commit, questions=[first, second])
    swapped = replace(first, prompt=second.prompt, options=second.options)

    assert opened(commit, questions=[swapped]).run.questions[0].lineage == second.id


def test_five_questions_of_a_lesson_count_over_all_its_runs(commit):
    """A lesson that was changed after it was asked does not get five more."""
    group, lesson = uuid4(), uuid4()
    first = opened(commit, questions=quiz(3), group=group, lesson=lesson)
    first.join()
    for _ in range(3):
        first.ask_all(["a"])
    first.close()

    again = opened(commit, questions=quiz(7)[2:], group=group, lesson=lesson).run
    elsewhere = opened(commit, questions=quiz(7)[2:], group=group, lesson=uuid4()).run

    verdicts = [question.practice for question in again.questions]
    assert verdicts == ["released", "", "", "lesson", "lesson"]
    assert [q.practice for q in elsewhere.questions] == ["released", "", "", "", ""]


def test_what_is_foreseen_is_what_is_frozen(commit):
    group, lesson = uuid4(), uuid4()
    asked = [*quiz(6), question("o", kind=Kind.ATTITUDE)]

    foreseen = budget.foresee(group=group, lesson=lesson, questions=asked, wave=Wave.POST)
    assert not Lineage.objects.exists()
    run = opened(commit, questions=asked, group=group, lesson=lesson).run

    assert tuple(foreseen) == run.questions
    assert [one.practice for one in foreseen] == [""] * 5 + ["lesson", "no-norm"]
