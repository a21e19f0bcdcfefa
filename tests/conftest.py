import tempfile
from pathlib import Path

import pytest

from tests.server import Server, copy_of, manage


@pytest.fixture(scope="session")
def prepared_data():
    """A data folder as the first start makes it, by the real command; made once, never served."""
    with tempfile.TemporaryDirectory(prefix="birge-prepared-") as folder:
        data = Path(folder) / "data"
        done = manage(data, "prepare")
        assert done.returncode == 0, done.stderr
        yield data


@pytest.fixture
def make_server(prepared_data, tmp_path):
    """Makes servers, each on a copy of the prepared folder, and stops them in the end."""
    made = []

    def make(**environment):
        data = copy_of(prepared_data, tmp_path / f"data{len(made)}")
        made.append(Server(data, **environment))
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture
def server(make_server):
    """A running server on a copy of the prepared folder."""
    one = make_server()
    one.start()
    return one
