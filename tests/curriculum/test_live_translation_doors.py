"""A live page keeps its words, whichever door a translation that has become stale goes through."""

import pytest
from django.test import Client
from django.urls import reverse

from curriculum import translations
from curriculum.formats.streams import block_id
from curriculum.models import LessonPage
from tests.curriculum.forms import lesson_form
from tests.curriculum.test_cms import edit_url, sync
from tests.curriculum.test_translation_doors import DOORS, of, publish_translation


def lesson(language):
    key = block_id("not-just-a-joke")
    return LessonPage.objects.get(translation_key=key, locale__language_code=language)


@pytest.fixture(scope="module")
def synced(house_trainer):
    """The Kyrgyz source has new words, and its translations know of them."""
    client, page = Client(), lesson("ky")
    client.force_login(house_trainer)
    form = lesson_form(page, key_message="Жаңы негизги ой.")
    client.post(edit_url(page), form | {"action-publish": "1"})
    sync(client, lesson("ky"))


@pytest.fixture
def stale(synced, db):
    """The live Russian page."""
    return lesson("ru")


def unpublish_and_publish(client, page):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    publish_translation(client, page)


def save_a_draft(client, page):
    client.post(edit_url(page), {"action": "save"})


def unpublish_the_source_and_sync(client, page):
    origin = of(page, "ky")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[origin.pk]))
    sync(client, page, publish_translations="on")


LIVE_DOORS = [*DOORS, unpublish_and_publish, save_a_draft, unpublish_the_source_and_sync]


@pytest.mark.parametrize("door", LIVE_DOORS)
def test_stale_translation_lays_no_foreign_word_over_the_live_page(
    door, house_client, stale, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        door(house_client, stale)

    again = LessonPage.objects.get(pk=stale.pk)
    assert translations.left_in_source(again) == []
    assert "Жаңы" not in again.key_message
    assert again.title == stale.title
