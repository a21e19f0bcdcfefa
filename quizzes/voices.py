"""Which words of a question a pupil can listen to."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from cms.models import Recording
from quizzes.questions import Question, Text


def with_own(questions: Sequence[Question]) -> list[Question]:
    """The questions, those with spoken answers together with the recordings of the engine's own
    options.  The newest recording of each language that may be heard counts."""
    spoken = [question for question in questions if any(o.sound for o in question.options)]
    if not spoken:
        return list(questions)
    own: dict[str, dict[str, str]] = {}
    may_be_heard = Recording.objects.showable(timezone.localdate())
    for recording in may_be_heard.exclude(says=Recording.Says.LESSON).order_by("pk"):
        own.setdefault(recording.says, {})[recording.language] = recording.address
    sounds = {option: Text(addresses) for option, addresses in own.items()}
    return [replace(q, own_sounds=sounds) if q in spoken else q for q in questions]
