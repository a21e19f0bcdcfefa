"""The pages of the starter curriculum, which the database comes with."""

import pytest
import yaml
from django.contrib.auth import get_user_model

from curriculum import roles
from curriculum.actions import CONTENT
from curriculum.formats.streams import block_id
from curriculum.models import LessonPage
from tests.privacy.lessons import another_trainer

SLUGS = ["ask-before-you-post", "care-or-control", "my-body-my-space", "not-just-a-joke"]


def file_of(slug):
    return yaml.safe_load((CONTENT / "lessons" / f"{slug}.yaml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here reads pages."""


@pytest.fixture
def lesson():
    """Finds the page of a lesson in a language."""

    def find(slug="not-just-a-joke", language="ky"):
        key = block_id(slug)
        return LessonPage.objects.get(translation_key=key, locale__language_code=language)

    return find


@pytest.fixture
def trainer(client):
    """A client logged in as a trainer."""
    user = get_user_model().objects.create_user("asel", password="a long pass phrase")
    user.groups.add(roles.make_trainer_group())
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def house_trainer(module_db):
    """A trainer whom all tests of a module find."""
    return another_trainer("ainura")


@pytest.fixture
def house_client(house_trainer, client, db):
    client.force_login(house_trainer)
    return client
