import pytest

from tests.quizzes.conftest import commit, fresh_engine
from tests.server import Server, copy_of

__all__ = ["commit", "fresh_engine"]


@pytest.fixture(scope="module")
def shared_server(prepared_data, tmp_path_factory):
    """One running server for a file of tests, with a temporary folder of its own."""
    root = tmp_path_factory.mktemp("shared")
    (root / "tmp").mkdir()
    server = Server(copy_of(prepared_data, root / "data"), TMPDIR=str(root / "tmp"))
    server.start()
    yield server
    server.stop()
