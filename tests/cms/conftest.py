"""Two organisations with something behind every door of the CMS."""

import pytest
from django.conf import settings

from cms.models import User
from curriculum.roles import make_trainer_group
from tests.cms.doors import make_part


@pytest.fixture(scope="module")
def parts(module_db, tmp_path_factory):
    """Two organisations, made once; taken back in the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MEDIA_ROOT", str(tmp_path_factory.mktemp("media")))
        yield make_part("Ак жол"), make_part("Башка уюм")


@pytest.fixture
def own(parts, db):
    return parts[0]


@pytest.fixture
def other(parts, db):
    return parts[1]


@pytest.fixture
def group(db):
    """The programme's own trainers."""
    return make_trainer_group()


@pytest.fixture
def trainer(client, group):
    """The browser of one of them, who reads English."""
    user = User.objects.create_user("asel", first_name="Асел", language="en")
    user.groups.add(group)
    client.force_login(user)
    client.cookies["birge-language"] = "en"
    return client
