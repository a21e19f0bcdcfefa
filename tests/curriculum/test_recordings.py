"""A recording travels from the CMS to the tablet, each in the language that is spoken in it."""

import pytest
from wagtail.models import Locale

from curriculum import translations
from quizzes import voices
from tests.sounds import recording


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def give_voices(page, language):
    """A recording for the first question and its options."""
    value = page.questions[0].value
    value["sound"] = recording("prompt", language)
    for option in value["options"]:
        option["sound"] = recording("option", language)
    page.save_revision().publish()


def test_recordings_are_frozen_by_the_language_that_is_spoken(lesson):
    give_voices(lesson(), "ky")
    page = lesson(language="ru")
    give_voices(page, "ru")

    asked = lesson().freeze_questions()[0]

    assert set(asked.sound.by_language) == {"ky", "ru"}
    assert [set(one.sound.by_language) for one in asked.options] == [{"ky", "ru"}] * len(
        asked.options
    )
    assert asked.sound.by_language["ky"] == lesson().questions[0].value["sound"].address


def test_a_translation_that_is_renewed_does_not_play_its_source(lesson):
    """wagtail-localize puts the source's recording into the translation."""
    page = lesson()
    give_voices(page, "ky")
    translations.translate(page, {Locale.objects.get(language_code="ru"): lesson(language="ru")})

    asked = lesson().freeze_questions()[0]

    assert lesson(language="ru").questions[0].value["sound"] == page.questions[0].value["sound"]
    assert set(asked.sound.by_language) == {"ky"}


def test_the_newest_of_the_engines_own_recordings_goes_with_spoken_answers(lesson):
    give_voices(lesson(), "ky")
    recording("old", "ky", "skip")
    newest = recording("new", "ky", "skip")
    recording("unsure", "ru", "not-sure")

    spoken, silent, *_ = voices.with_own(lesson().freeze_questions())

    assert dict(spoken.own_sounds["skip"].by_language) == {"ky": newest.address}
    assert set(spoken.own_sounds["not-sure"].by_language) == {"ru"}
    assert silent.own_sounds == {}


def test_lessons_without_recordings_cost_no_query(lesson, django_assert_num_queries):
    asked = lesson().freeze_questions()

    with django_assert_num_queries(0):
        assert voices.with_own(asked) == list(asked)
