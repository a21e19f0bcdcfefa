"""What the edit form refuses, no other way to a live page lets through; nothing else is held up."""

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import PageLogEntry

from curriculum import publishing
from curriculum.doors import SayWhyNotPublished
from tests.curriculum.test_bad_input import goto
from tests.privacy.lessons import another_trainer, edit_url, publish_several, said, send

ROUND = "A path can go round in a circle without an end."


@pytest.fixture
def endless(trainer, lesson):
    """A lesson whose newest draft has a story without an end."""
    page = lesson()
    goto(page, "n1")
    assert send(trainer, page).status_code == 302
    return lesson()


def test_unfinished_story_is_not_published_from_the_list(trainer, endless, lesson):
    response = publish_several(trainer, endless)

    assert gettext(ROUND) in said(response)
    assert lesson().story[0].value["nodes"][1]["choices"][0]["goto"] != "n1"
    assert lesson().has_unpublished_changes


def test_somebody_is_told_by_an_error_and_nobody_by_the_history(endless):
    revision = endless.get_latest_revision()

    with pytest.raises(ValidationError):
        revision.publish(user=another_trainer("nurlan"))
    assert not PageLogEntry.objects.filter(action=publishing.REFUSED).exists()

    revision.publish()
    entry = PageLogEntry.objects.get(action=publishing.REFUSED)
    assert entry.data["reasons"] == [gettext(ROUND)]


def test_starter_lessons_may_all_be_live(lesson):
    for slug in ("ask-before-you-post", "care-or-control", "my-body-my-space", "not-just-a-joke"):
        for language in ("ky", "ru", "en"):
            assert publishing.refusals(lesson(slug, language)) == {}


def test_page_may_be_locked_and_taken_back_while_its_draft_is_unfinished(trainer, endless):
    for name in ("lock", "unlock", "unpublish"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[endless.pk])
        assert trainer.post(url).status_code == 302
    endless.refresh_from_db()

    assert not endless.live
    assert trainer.get(edit_url(endless)).status_code == 200


def test_another_fault_is_no_business_of_the_middleware():
    middleware = SayWhyNotPublished(lambda request: None)

    assert middleware.process_exception(HttpRequest(), ValidationError("x")) is None
