"""Most of these read and write files alone; sentences are compared in English."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _database():
    """No database but for those who ask for it."""


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield
