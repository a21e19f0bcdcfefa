"""`python -m benchmarks.past N`: a school that has had N runs, opened, asked and closed by the
engine's own actions."""

import sys
from uuid import uuid4

import django

# Runs whose rows are written in one transaction.  Their keys lie on the disk until it ends, and
# each new one is compared with those.
TOGETHER = 20


def live_through(runs: int) -> None:
    """So many runs from beginning to end, each of a class of its own."""
    from django.db import transaction

    from curriculum.models import LessonPage

    questions = LessonPage.objects.published_lessons()[0].freeze_questions()
    for begun in range(0, runs, TOGETHER):
        with transaction.atomic():
            for _ in range(min(TOGETHER, runs - begun)):
                _one(questions)


def _one(questions: tuple[object, ...]) -> None:
    from quizzes import actions, closing
    from quizzes.models import Run
    from quizzes.states import Wave

    group = uuid4()
    run = actions.open_run(
        group=group, questions=questions, wave=Wave.POST, present=50, language="ky"
    )
    actions.ask_next(run.id, step=run.step)
    closing.close_run(run.id, step=Run.objects.get(id=run.id).step)


if __name__ == "__main__":
    django.setup()
    live_through(int(sys.argv[1]))
