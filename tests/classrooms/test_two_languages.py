"""A lesson taught in Kyrgyz in one class and in Russian in the next: what was answered is one
figure of the school, because a question has one id in all languages."""

from classrooms import actions
from classrooms.models import Pool
from quizzes.models import Release
from tests.classrooms.factories import ClassroomFactory
from tests.classrooms.plays import LessonPlay

SEATS = 12


def taught(commit, classroom, lesson, language):
    """The lesson and the quiz after it, in this language; the lineages of what was released."""
    begun = actions.start_lesson(
        classroom=classroom, lesson=lesson, present=SEATS, language=language
    )
    LessonPlay(begun, commit).play_quiz("quiz-after", SEATS)
    released = Release.objects.for_group(classroom.group)
    return begun.language, set(released.values_list("lineage", flat=True))


def test_results_of_both_languages_are_pooled(classroom, lesson, commit):
    second = ClassroomFactory(school=classroom.school, name="8-Б")

    (first_language, first), (second_language, same) = (
        taught(commit, classroom, lesson, "ky"),
        taught(commit, second, lesson, "ru"),
    )

    assert (first_language, second_language) == ("ky", "ru")
    assert first
    assert first == same
    pools = Pool.objects.filter(school=classroom.school)
    sums = {pool.lineage: (pool.runs, pool.submitted) for pool in pools}
    assert sums == dict.fromkeys(first, (2, 2 * SEATS))
