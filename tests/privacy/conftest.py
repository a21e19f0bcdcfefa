import pytest

from tests.classrooms.conftest import (
    as_user,
    begin,
    classroom,
    coordinator,
    lesson,
    router,
    school,
    teach,
    teacher,
)
from tests.curriculum.conftest import lesson as find_lesson
from tests.curriculum.conftest import trainer
from tests.quizzes.conftest import commit, fresh_engine
from tests.quizzes.test_tablet import Tablet
from tests.server import Server, copy_of

__all__ = [
    "as_user",
    "begin",
    "classroom",
    "commit",
    "coordinator",
    "find_lesson",
    "fresh_engine",
    "lesson",
    "router",
    "school",
    "teach",
    "teacher",
    "trainer",
]


@pytest.fixture
def class_of(commit, play):
    """Tablets that have joined the run that the file plays."""

    def join(count):
        made = [Tablet(commit) for _ in range(count)]
        for one in made:
            one.join(play)
        return made

    return join


@pytest.fixture(scope="module")
def shared_server(prepared_data, tmp_path_factory):
    """One running server for a file of tests, with a temporary folder of its own."""
    root = tmp_path_factory.mktemp("shared")
    (root / "tmp").mkdir()
    server = Server(copy_of(prepared_data, root / "data"), TMPDIR=str(root / "tmp"))
    server.start()
    yield server
    server.stop()
