import pytest

from curriculum.models import Signer


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def own(db):
    """This installation as a signer."""
    return Signer.objects.own()
