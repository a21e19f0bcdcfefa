"""Makes the lessons that the attacks teach, in a data folder that no server owns yet.

    python -m benchmarks.attacks.lessons COUNT

One lesson for the game, with all its questions in both waves, and COUNT lessons of a school year;
the first of these asks the year's attitudes before and after.  Each is a lesson of the starter
with other questions: source language only, few slides.
"""

import os
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from benchmarks.attacks import questions
from quizzes.questions import Question
from quizzes.states import Kind

PATTERN = "not-just-a-joke"
KEPT_SLIDES = ("title", "quiz-before", "quiz-after")
BEFORE, AFTER = 1, 2  # the places of its two quizzes
GAME = "game"
BOTH = ["pre", "post"]


def year_lesson(number: int) -> str:
    """The name of a year's lesson, from 0."""
    return f"year-{number:02}"


def main(count: int) -> None:
    """All lessons, published."""
    asked = [*questions.quiz(GAME), *questions.attitudes(GAME)]
    _publish(GAME, [_question(one, BOTH) for one in asked])
    for number in range(count):
        name = year_lesson(number)
        own = [_question(one, ["post"]) for one in questions.quiz(name)]
        norm = questions.attitudes("year") if number == 0 else []
        _publish(name, own + [_question(one, BOTH) for one in norm])


def _question(asked: Question, waves: Sequence[str]) -> dict[str, Any]:
    """As a lesson's file in one language has it."""
    options = [
        {"id": o.id, "text": o.text.words("ky").text, "explanation": o.explanation.words("ky").text}
        for o in asked.options
    ]
    return {
        "id": asked.name,
        "kind": asked.kind.value,
        "objective": "O1",
        "waves": list(waves),
        "counted": True,
        "norm": asked.kind is Kind.ATTITUDE,
        "prompt": asked.prompt.words("ky").text,
        "options": options,
        "key": sorted(asked.key),
        "explanation": asked.explanation.words("ky").text,
    }


@lru_cache(maxsize=1)
def _pattern() -> dict[str, Any]:
    """The starter's lesson as its file has it, in the source language."""
    from curriculum import files
    from curriculum.actions import CONTENT
    from curriculum.formats.texts import in_language
    from quizzes.questions import SOURCE_LANGUAGE

    found: dict[str, Any] = in_language(files.read(CONTENT).lessons[PATTERN], SOURCE_LANGUAGE)
    return found


def _publish(slug: str, asked: list[dict[str, Any]]) -> None:
    from wagtail.models import Locale

    from curriculum.formats import lesson as lesson_format
    from curriculum.formats.streams import block_id
    from curriculum.models import LessonPage, TopicPage
    from quizzes.questions import SOURCE_LANGUAGE

    slides = [one for one in _pattern()["slides"] if one["id"] in KEPT_SLIDES]
    own = {"slug": slug, "title": slug, "slides": slides, "quiz": {"questions": asked}}
    data = _pattern() | own
    locale = Locale.objects.get(language_code=SOURCE_LANGUAGE)
    page = LessonPage(locale=locale, translation_key=block_id(slug), **lesson_format.fields(data))
    TopicPage.objects.main().get(topic=data["topic"], locale=locale).add_child(instance=page)
    page.save_revision().publish()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.lan")
    import django

    django.setup()
    main(int(sys.argv[1]))
