import pytest

from tests.quizzes import plays


@pytest.fixture(autouse=True)
def fresh_engine(settings, tmp_path):
    """Each test has a key folder of its own and a live store without memory."""
    settings.BIRGE_KEYS_DIR = tmp_path / "keys"
    plays.restart()
    yield
    plays.restart()


@pytest.fixture
def commit(db, django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks
