"""A lesson whose only questions are attitudes that count, played by the real actions."""

from classrooms.models import LessonCopy
from quizzes.states import Kind


def count_opinions(play) -> None:
    """Let the lesson that was begun ask its attitude questions alone, as the year's norm ones."""
    copy = LessonCopy.objects.get(pk=play.taught.pk)
    attitudes = [q for q in copy.frozen["questions"] if q["kind"] == Kind.ATTITUDE]
    assert attitudes
    copy.frozen["questions"] = [q | {"counted": True, "norm": True} for q in attitudes]
    copy.save()


def ask_opinions(begin, seats, slides=("quiz-after",), **lesson):
    """The quizzes of these slides, everybody of one mind; the lesson goes on."""
    play = begin(present=max(seats, 24), **lesson)
    count_opinions(play)
    for slide in slides:
        play.play_quiz(slide, seats)
    return play
