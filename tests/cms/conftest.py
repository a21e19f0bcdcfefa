"""Two organisations with something behind every door of the CMS."""

import pytest
from django.conf import settings
from django.db import transaction

from tests.cms.doors import make_part


@pytest.fixture(scope="module")
def parts(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two organisations, made once; taken back in the end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MEDIA_ROOT", str(tmp_path_factory.mktemp("media")))
        with transaction.atomic():
            yield make_part("Ак жол"), make_part("Башка уюм")
            transaction.set_rollback(True)


@pytest.fixture
def own(parts, db):
    return parts[0]


@pytest.fixture
def other(parts, db):
    return parts[1]
