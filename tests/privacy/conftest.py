from tests.classrooms.conftest import (
    as_user,
    begin,
    classroom,
    coordinator,
    lesson,
    loaded_curriculum,
    school,
    teach,
    teacher,
)
from tests.quizzes.conftest import commit, fresh_engine

__all__ = [
    "as_user",
    "begin",
    "classroom",
    "commit",
    "coordinator",
    "fresh_engine",
    "lesson",
    "loaded_curriculum",
    "school",
    "teach",
    "teacher",
]
