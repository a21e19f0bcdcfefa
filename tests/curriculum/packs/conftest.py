import pytest

from curriculum.models import Signer
from curriculum.packs import jobs


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def own(db):
    """This installation as a signer."""
    return Signer.objects.own()


@pytest.fixture
def own_data(settings, tmp_path, own):
    """A data folder of its own, with the key that packs here are signed with."""
    key = (settings.DATA_DIR / "signing-key").read_bytes()
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "signing-key").write_bytes(key)


@pytest.fixture(autouse=True)
def _no_jobs(monkeypatch):
    """Nobody has started anything."""
    monkeypatch.setattr(jobs, "_jobs", {})


class _Waiting:
    """A thread that has not had its turn yet: the test runs the job itself, where it wants."""

    def __init__(self, **thread):
        self.thread = thread

    def start(self):
        assert self.thread["daemon"]


@pytest.fixture
def waiting(monkeypatch):
    """Jobs that are started wait for `job.run()`."""
    monkeypatch.setattr("threading.Thread", _Waiting)
