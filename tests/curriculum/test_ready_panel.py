"""The side panel “Ready to publish?” in the edit form, and two trainers at one lesson."""

import re

from django.conf import settings
from django.utils.translation import gettext
from wagtail.models import Revision

from tests.curriculum.forms import lesson_form
from tests.privacy.lessons import another_trainer, edit_url, read_in, send

JSON = {"HTTP_ACCEPT": "application/json"}
CALM = "Nothing keeps this lesson from being published."


def shown(client, page):
    return client.get(edit_url(page)).content.decode()


def panel_of(html):
    """What stands in our panel."""
    return re.search(r'<div class="readiness">.*?</div>\s*</div>', html, re.DOTALL)[0]


def badge_of(html):
    """The number on the panel's button; None where it is hidden."""
    button = re.search(r'data-side-panel-toggle="ready".*?</button>', html, re.DOTALL)[0]
    counter = re.search(r"toggle-counter[^>]*?( hidden)?\s*>\s*(\d+)", button, re.DOTALL)
    return None if counter[1] else int(counter[2])


def autosave(client, page, **changes):
    return client.post(edit_url(page), lesson_form(page) | changes, **JSON)


def test_finished_lesson_is_ready(trainer, lesson):
    read_in(trainer, "en")
    html = shown(trainer, lesson())

    assert CALM in panel_of(html)
    assert badge_of(html) is None


def test_panel_counts_and_leads_to_each_field(trainer, lesson):
    page = lesson()
    page.slides[3].value["body"] = "[[Бир ой]]"
    page.key_message = ""
    send(trainer, page)

    html = shown(trainer, lesson())

    assert badge_of(html) == 2
    targets = links(html)
    assert f"block-{page.slides[3].id}-section" in targets
    assert any(f'id="{one}"' in html for one in targets if one.endswith("key_message-wrapper"))


def links(html):
    return re.findall(r'<a href="#([^"]+)"', panel_of(html))


def test_every_empty_field_has_a_link_into_the_form(trainer, lesson):
    page = lesson()
    page.slides = page.slides.stream_block.to_python([])
    page.questions = page.questions.stream_block.to_python([])
    page.key_message = page.family_question = ""
    send(trainer, page)

    html = shown(trainer, lesson())

    targets = [one for one in links(html) if not one.startswith("block-")]
    assert len(targets) == 3
    assert [one for one in targets if f'id="{one}"' not in html] == []


def test_panel_says_what_is_measured_and_what_a_person_must_see(trainer, lesson):
    read_in(trainer, "en")
    panel = panel_of(shown(trainer, lesson("my-body-my-space")))

    assert re.search(r"On the whole a sentence has 4\.\d words \(for this age at most 6\)", panel)
    assert "Is no abuse described, not even in hints?" in panel


def test_words_of_an_author_are_inert_in_the_panel(trainer, lesson):
    page = lesson()
    page.slides[3].value["body"] = "Кыска юбка<script>alert(1)</script>"
    send(trainer, page)

    assert "<script>alert(1)" not in panel_of(shown(trainer, lesson()))


def test_other_pages_have_no_such_panel(trainer, lesson):
    assert '<div class="readiness">' not in shown(trainer, lesson().topic_page)


def test_edit_page_is_for_trainers_alone(client, lesson, django_user_model):
    assert "login" in client.get(edit_url(lesson())).url
    client.force_login(django_user_model.objects.create_user("teacher", password="x"))
    assert client.get(edit_url(lesson())).status_code == 302


def test_page_that_is_not_there_is_not_found_and_nothing_is_cached(trainer, lesson):
    page = lesson()
    assert "no-store" in trainer.get(edit_url(page))["Cache-Control"]
    missing = edit_url(page).replace(str(page.pk), "999999")
    assert trainer.get(missing).status_code == 404


def test_autosave_keeps_a_draft_and_draws_the_panel_anew(trainer, lesson):
    page = lesson()
    page.slides[3].value["body"] = "[[Бир ой]]"

    sent = autosave(trainer, page).json()

    assert sent["success"] is True
    html = sent["html"]
    assert "data-w-teleport-target-value=\"[data-side-panel='ready']\"" in html
    assert f'href="#block-{page.slides[3].id}-section"' in html
    assert re.search(r"toggle-counter[^>]*w-bg-critical-200\">1</div>", html)
    assert lesson().get_latest_revision_as_object().slides[3].value["body"] == "[[Бир ой]]"
    assert lesson().slides[3].value["body"] != "[[Бир ой]]"


def test_autosave_is_on(trainer, lesson):
    html = shown(trainer, lesson())

    assert settings.WAGTAIL_AUTOSAVE_INTERVAL == 2_000
    assert 'data-w-autosave-interval-value="2000"' in html
    assert "data-w-session-" in html


def loaded(page):
    """What the form knows of the version that it was opened with."""
    revision = page.get_latest_revision()
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


def test_second_of_two_trainers_is_told_and_nothing_is_lost(trainer, client, lesson):
    page = lesson()
    opened = loaded(page)
    page.key_message = "Биринчи ой."
    assert autosave(trainer, page, **opened).status_code == 200

    client.force_login(another_trainer("nurlan"))
    page.key_message = "Экинчи ой."
    refused = autosave(client, page, **opened)

    assert refused.status_code == 400
    assert refused.json()["error_code"] == "invalid_revision"
    assert lesson().get_latest_revision_as_object().key_message == "Биринчи ой."


def test_save_button_of_the_second_keeps_both_in_the_history(trainer, client, lesson):
    page = lesson()
    opened = loaded(page)
    page.key_message = "Биринчи ой."
    autosave(trainer, page, **opened)

    client.force_login(another_trainer("nurlan"))
    page.key_message = "Экинчи ой."
    client.post(edit_url(page), lesson_form(page) | opened | {"action-save": "1"})

    kept = [each.as_object().key_message for each in Revision.objects.for_instance(page)]
    assert {"Биринчи ой.", "Экинчи ой."} <= set(kept)


def test_nobody_writes_over_the_draft_of_another(trainer, client, lesson):
    page = lesson()
    page.key_message = "Биринчи ой."
    mine = autosave(trainer, page, **loaded(page)).json()["revision_id"]

    client.force_login(another_trainer("nurlan"))
    page.key_message = "Экинчи ой."
    sent = autosave(client, page, overwrite_revision_id=str(mine))

    assert sent.status_code == 400
    assert lesson().get_latest_revision_as_object().key_message == "Биринчи ой."


def test_sentence_of_the_panel_is_in_the_readers_language(trainer, lesson):
    page = lesson()
    page.key_message = ""
    send(trainer, page)

    read_in(trainer, "ru")
    assert gettext("This is empty.") not in panel_of(shown(trainer, lesson()))
