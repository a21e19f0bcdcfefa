import pytest
from django.core.cache import cache

from curriculum.models import Signer


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    # Renditions are remembered by the picture's id, which the next test uses again.
    cache.clear()


@pytest.fixture
def own(db):
    """This installation as a signer."""
    return Signer.objects.own()
