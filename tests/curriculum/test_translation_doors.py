"""A translation is never live in the wrong language, whichever door it is to go through."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Locale
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from curriculum import translation_doors, translations
from curriculum.formats.streams import block_id
from curriculum.models import LessonPage, TopicPage
from curriculum.states import ReviewStep
from tests.curriculum.forms import lesson_form
from tests.curriculum.people import author, person, reviewer, reviewers
from tests.curriculum.test_cms import edit_url, sync
from tests.privacy.lessons import another_trainer, publish_several, said, send


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def source(lesson):
    """A live Kyrgyz lesson that nobody has translated yet."""
    copied = lesson().copy(update_attrs={"slug": "new-lesson", "title": "Жаңы сабак"})
    return LessonPage.objects.get(pk=copied.pk)


@pytest.fixture(scope="module")
def drafted(house_trainer):
    """The Russian page of a lesson as “Translate this page” makes it: a draft in Kyrgyz."""
    lesson = LessonPage.objects.get(
        translation_key=block_id("not-just-a-joke"), locale__language_code="ky"
    )
    source = lesson.copy(update_attrs={"slug": "drafted", "title": "Жаңы сабак"})
    client = Client()
    client.force_login(house_trainer)
    url = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(url, {"locales": [Locale.objects.get(language_code="ru").pk]})
    return of(source)


@pytest.fixture
def draft(drafted, db):
    return LessonPage.objects.get(pk=drafted.pk)


def of(source, language="ru"):
    return LessonPage.objects.get(
        translation_key=source.translation_key, locale__language_code=language
    )


def link(page):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )


def stop(client, page):
    return client.post(reverse("wagtail_localize:stop_translation", args=[link(page).pk]))


def publish_translation(client, page):
    client.post(edit_url(page), {"action": "publish"})


def publish_from_the_list(client, page):
    publish_several(client, page)


def sync_and_publish(client, page):
    sync(client, page, publish_translations="on")


def publish_at_a_set_time(client, page):
    again = page.get_latest_revision_as_object()
    again.go_live_at = timezone.now() + timezone.timedelta(minutes=1)
    again.save_revision(clean=False)
    publish_several(client, page)
    revision = page.get_latest_revision()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")


def stop_and_publish(client, page):
    stop(client, page)
    send(client, page.get_latest_revision_as_object(), "action-publish")


def stop_and_restore(client, page):
    stop(client, page)
    old = page.revisions.earliest("created_at", "pk")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    client.post(url, lesson_form(old.as_object()) | {"action-publish": "1"})


def stop_restart_and_publish(client, page):
    stop(client, page)
    client.post(edit_url(page), {"localize-restart-translation": "1"})
    publish_translation(client, page)


def approve_by_workflow(client, page):
    page.get_workflow().start(page, author("bakyt").user)
    for one in reviewers("ru"):
        one.act(page)


def send_to_the_review(client, page):
    client.post(reverse("lesson_review", args=[page.pk]))
    for one in reviewers("ru"):
        one.act(page) if page.workflow_in_progress else None


def convert_to_alias(client, page):
    client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))


def stop_and_convert(client, page):
    stop(client, page)
    client.post(edit_url(page), {"localize-convert-to-alias": "1"}, follow=True)
    convert_to_alias(client, page)


def type_one_text_and_publish(client, page):
    segment = StringSegment.objects.get(
        source__object_id=page.translation_key, context__path="key_message"
    )
    url = reverse("wagtail_localize:edit_string_translation", args=[link(page).pk, segment.pk])
    client.put(
        url, urlencode({"value": "Мысль."}), content_type="application/x-www-form-urlencoded"
    )
    publish_translation(client, page)
    publish_several(client, page)


DOORS = [
    publish_translation, publish_from_the_list, sync_and_publish, publish_at_a_set_time,
    stop_and_publish, stop_and_restore, stop_restart_and_publish, approve_by_workflow,
    send_to_the_review, convert_to_alias, stop_and_convert, type_one_text_and_publish,
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_draft_in_the_wrong_language_never_goes_live(door, house_client, draft, commit):
    with commit(execute=True):
        door(house_client, draft)

    again = LessonPage.objects.get(pk=draft.pk)
    assert not again.live
    assert again.alias_of_id is None


def test_what_is_left_is_named_to_whoever_publishes(house_client, draft):
    reply = publish_several(house_client, draft)

    assert "«" in said(reply) or "“" in said(reply)
    assert "Жаңы сабак" in said(reply)


def test_draft_that_was_made_before_it_was_translated_is_refused(house_client, draft):
    """Its translation is complete now, but what lies there to be published is not."""
    origin = TranslationSource.objects.get(object_id=draft.translation_key)
    for segment in StringSegment.objects.filter(source=origin).select_related("string"):
        segment.string.translations.create(
            locale=draft.locale, context=segment.context, translation_type="manual",
            data=f"Русский {segment.order}",
        )  # fmt: skip
    assert translations.is_complete(draft)

    publish_several(house_client, draft)

    assert not of(draft).live


def test_same_words_in_both_languages_are_a_translation_once_typed(draft):
    assert "Жаңы сабак" in translations.left_in_source(draft)
    segment = StringSegment.objects.get(
        source__object_id=draft.translation_key, context__path="title"
    )
    segment.string.translations.create(
        locale=draft.locale, context=segment.context, data="Жаңы сабак", translation_type="manual"
    )

    assert "Жаңы сабак" not in translations.left_in_source(draft)


def test_lesson_is_not_copied_among_another_language(house_client, source):
    russian = TopicPage.objects.filter(locale__language_code="ru").first()
    before = set(LessonPage.objects.values_list("pk", flat=True))
    form = {
        "new_title": "Көчүрмө", "new_slug": "copied", "new_parent_page": str(russian.pk),
        "copy_subpages": "", "publish_copies": "on", "alias": "",
    }  # fmt: skip

    for alias in ("", "on"):
        url = reverse("wagtailadmin_pages:copy", args=[source.pk])
        house_client.post(url, form | {"alias": alias})

    assert set(LessonPage.objects.values_list("pk", flat=True)) == before


def test_lesson_is_not_moved_among_another_language(house_client, source):
    russian = TopicPage.objects.filter(locale__language_code="ru").first()

    house_client.post(reverse("wagtailadmin_pages:move_confirm", args=[source.pk, russian.pk]))

    assert LessonPage.objects.get(pk=source.pk).get_parent().locale == source.locale


def test_tree_that_is_kept_in_step_gets_no_alias_of_a_lesson(source):
    ky, ru = (Locale.objects.get(language_code=code) for code in ("ky", "ru"))

    with pytest.raises(ValidationError):
        LocaleSynchronization.objects.create(locale=ru, sync_from=ky)

    assert not LessonPage.objects.filter(slug="new-lesson", locale=ru).exists()


def test_nothing_translates_by_itself(house_client, draft):
    url = reverse("wagtail_localize:machine_translate", args=[link(draft).pk])

    assert house_client.post(url).status_code == 404


@pytest.mark.parametrize("door", [publish_translation, sync_and_publish])
def test_author_publishes_no_translation(door, lesson, commit):
    """Not even a complete one: it goes through the review."""
    page = lesson(language="ru")
    asel = author()
    segment = StringSegment.objects.get(
        source__object_id=page.translation_key, context__path="key_message"
    )
    url = reverse("wagtail_localize:edit_string_translation", args=[link(page).pk, segment.pk])
    asel.client.put(
        url, urlencode({"value": "Мысль."}), content_type="application/x-www-form-urlencoded"
    )

    with commit(execute=True):
        door(asel.client, page)

    assert lesson(language="ru").key_message == page.key_message
    assert gettext(translation_doors.NOT_YOURS) in asel.told()


def test_translation_goes_live_through_its_own_review(lesson, commit):
    page, asel = lesson(language="ru"), author()
    segment = StringSegment.objects.get(
        source__object_id=page.translation_key, context__path="key_message"
    )
    url = reverse("wagtail_localize:edit_string_translation", args=[link(page).pk, segment.pk])
    asel.client.put(
        url, urlencode({"value": "Новая мысль."}), content_type="application/x-www-form-urlencoded"
    )
    review = reverse("lesson_review", args=[page.pk])

    assert "Новая мысль" not in lesson(language="ru").key_message
    assert asel.client.post(review).status_code == 302
    assert asel.client.get(review).status_code == 200
    for one in reviewers("ru"):
        assert lesson(language="ru").key_message == page.key_message
        one.act(page)

    again = lesson(language="ru")
    assert again.key_message == "Новая мысль."
    assert len(again.checks) == 2


def test_translation_review_is_for_those_who_may_edit_it(lesson):
    url = reverse("lesson_review", args=[lesson(language="ru").pk])
    stranger = person("stranger")

    assert stranger.client.get(url).status_code == 302
    source = reverse("lesson_review", args=[lesson().pk])
    asel = author().client
    assert (asel.get(source).status_code, asel.post(source).status_code) == (200, 404)


def test_trainer_of_the_house_publishes_a_complete_translation_at_once(lesson, client, commit):
    client.force_login(another_trainer("nurlan"))
    page = lesson(language="ru")

    with commit(execute=True):
        publish_translation(client, page)

    assert lesson(language="ru").last_published_at > page.last_published_at


def test_stranger_to_a_page_neither_translates_nor_syncs_it(source, lesson):
    """Who may translate somewhere, and only sees this page."""
    stranger = reviewer("stranger", ReviewStep.LANGUAGE)
    stranger.user.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    origin = TranslationSource.objects.get(object_id=lesson().translation_key)
    submit = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
    update = reverse("wagtail_localize:update_translations", args=[origin.pk])
    russian = Locale.objects.get(language_code="ru")

    for url in (submit, update):
        assert stranger.client.get(url).status_code == 302
        assert stranger.client.post(url, {"locales": [russian.pk]}).status_code == 302

    assert source.get_translations().count() == 0
    assert gettext(translation_doors.NOT_YOUR_PAGE) in stranger.told()


def test_text_sent_without_words_is_a_bad_request(house_client, draft):
    translation = link(draft)
    segment = StringSegment.objects.filter(source=translation.source).first()
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])

    assert house_client.put(url).status_code == 400


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_dates_in_the_editor_are_numbers(language):
    typed = StringTranslation(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        updated_at=datetime(2026, 11, 5, 9, tzinfo=UTC),
    )
    with override(language):
        assert "05.11.2026" in typed.get_comment()
