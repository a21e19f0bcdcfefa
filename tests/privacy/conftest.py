from tests.quizzes.conftest import commit, fresh_engine

__all__ = ["commit", "fresh_engine"]
