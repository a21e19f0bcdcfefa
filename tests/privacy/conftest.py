from tests.curriculum.conftest import django_db_setup, lesson, trainer
from tests.quizzes.conftest import commit, fresh_engine

__all__ = ["commit", "django_db_setup", "fresh_engine", "lesson", "trainer"]
