"""What a trainer does in the CMS, through its own views."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from curriculum.formats import lesson as lesson_format
from curriculum.models import HelpService
from tests.curriculum.forms import lesson_form


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def sync(trainer, page, **choices):
    """“Sync translated pages”, as the CMS offers it after an edit of the source."""
    translation = Translation.objects.filter(source__object_id=page.translation_key).first()
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return trainer.post(url, choices)


def test_trainer_edits_and_publishes_through_the_form(trainer, lesson):
    page = lesson()
    before = lesson_format.data_of(page)
    assert trainer.get(edit_url(page)).status_code == 200

    form = lesson_form(page, key_message="Жаңы негизги ой.")
    response = trainer.post(edit_url(page), form | {"action-publish": "1"})

    assert response.status_code == 302
    after = lesson_format.data_of(lesson())
    assert after == before | {"key_message": "Жаңы негизги ой."}
    assert [child.id for child in lesson().questions] == [child.id for child in page.questions]


def test_form_refuses_a_question_without_a_key(trainer, lesson):
    page = lesson()
    form = lesson_form(page)
    del form["questions-0-value-options-0-value-in_key"]

    response = trainer.post(edit_url(page), form | {"action-publish": "1"})

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"questions"}
    assert lesson().questions[0].value["options"][0]["in_key"] is True


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_preview_shows_the_slides_as_the_projector_does(trainer, lesson, language):
    page = lesson(language=language)
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    text = trainer.get(url, {"mode": "projector"}).content.decode()

    assert text.count("preview-stages") == len(page.slides)
    assert "css/slides.css" in text
    assert page.slides[3].value["title"] in text
    assert page.story[0].value["nodes"][0]["text"] in text
    for child in page.slides:
        assert child.value["cue"] not in text


def test_preview_names_what_a_lawyer_must_check(trainer, lesson):
    page = lesson("care-or-control")
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    response = trainer.get(url, {"mode": "projector"})

    assert len(response.context["verify_items"]) == 4


def test_preview_of_the_public_page(trainer, lesson):
    url = reverse("wagtailadmin_pages:view_draft", args=[lesson().pk])

    text = trainer.get(url, {"mode": "public"}).content.decode()

    assert lesson().family_question in text
    assert "preview-slide" not in text


def test_stale_translation_is_seen_after_an_edit(trainer, lesson):
    form = lesson_form(lesson(), key_message="Жаңы негизги ой.")
    trainer.post(edit_url(lesson()), form | {"action-publish": "1"})

    assert sync(trainer, lesson()).status_code == 302

    translation = Translation.objects.get(
        source__object_id=lesson().translation_key, target_locale__language_code="ru"
    )
    wanted, translated = translation.get_progress()
    assert translated == wanted - 1
    assert lesson(language="ru").key_message.startswith("Домогательство и травля")


def stale(trainer, lesson):
    """The Russian page's translation, after one Kyrgyz text was changed and synced."""
    form = lesson_form(lesson(), key_message="Жаңы негизги ой.")
    trainer.post(edit_url(lesson()), form | {"action-publish": "1"})
    sync(trainer, lesson())
    return Translation.objects.get(
        source__object_id=lesson().translation_key, target_locale__language_code="ru"
    )


def test_incomplete_translation_never_reaches_a_live_page(
    trainer, lesson, django_capture_on_commit_callbacks
):
    stale(trainer, lesson)
    russian = lesson(language="ru")

    with django_capture_on_commit_callbacks(execute=True):
        trainer.post(edit_url(russian), {"action": "publish"})

    again = lesson(language="ru")
    assert again.live
    assert again.key_message == russian.key_message
    assert again.title == russian.title


def test_sync_that_publishes_leaves_incomplete_translations_alone(
    trainer, lesson, django_capture_on_commit_callbacks
):
    form = lesson_form(lesson(), key_message="Жаңы негизги ой.")
    trainer.post(edit_url(lesson()), form | {"action-publish": "1"})

    with django_capture_on_commit_callbacks(execute=True):
        sync(trainer, lesson(), publish_translations="on")

    assert lesson(language="ru").key_message.startswith("Домогательство и травля")


def test_translation_goes_live_once_it_is_complete(
    trainer, lesson, django_capture_on_commit_callbacks
):
    translation = stale(trainer, lesson)
    russian = lesson(language="ru")
    with django_capture_on_commit_callbacks(execute=True):
        trainer.post(edit_url(russian), {"action": "publish"})

    segment = StringSegment.objects.get(source=translation.source, context__path="key_message")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.id, segment.id])
    body = urlencode({"value": "Новая мысль."})
    saved = trainer.put(url, body, content_type="application/x-www-form-urlencoded")
    assert saved.status_code == 201
    with django_capture_on_commit_callbacks(execute=True):
        trainer.post(edit_url(russian), {"action": "publish"})

    again = lesson(language="ru")
    assert again.key_message == "Новая мысль."
    assert again.title == russian.title


def test_live_page_with_incomplete_translation_is_refused(lesson):
    page = lesson(language="ru")
    StringTranslation.objects.filter(
        context__object_id=page.translation_key, context__path="home_link", locale=page.locale
    ).delete()

    with pytest.raises(ValidationError):
        page.full_clean()
    page.live = False
    page.full_clean()


def test_trainer_marks_a_service_as_checked(trainer):
    source = HelpService.objects.get(key="child_helpline", locale__language_code="ky")
    url = reverse("wagtailsnippets_curriculum_helpservice:edit", args=[source.pk])
    assert trainer.get(url).status_code == 200

    fields = ["name", "number", "route", "note", "cost", "hours", "recorded", "languages"]
    fields += ["region", "sources", "status", "key", "position"]
    form = {name: str(getattr(source, name)) for name in fields}
    response = trainer.post(url, form | {"checked_on": "2026-10-01", "checked_by": "Айбек"})

    assert response.status_code == 302
    source.refresh_from_db()
    assert source.is_checked


def test_trainer_may_translate_but_not_manage_users(trainer, lesson):
    submit = reverse("wagtail_localize:submit_page_translation", args=[lesson().pk])

    assert trainer.get(submit).status_code == 200
    assert trainer.get(reverse("wagtailusers_users:index")).status_code == 302


def test_teacher_has_no_way_into_the_cms(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("teacher", password="x" * 12))

    assert client.get("/cms/pages/").status_code == 302
