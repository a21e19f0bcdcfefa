"""A lesson that is written in Russian first, and translated into Kyrgyz later."""

import pytest
from wagtail.models import Locale

from curriculum import translations
from curriculum.formats import lesson as lesson_format
from curriculum.formats.texts import in_language
from curriculum.lessons import deck_of, questions_of
from curriculum.models import LessonPage, TopicPage
from quizzes.models import Lineage
from tests.curriculum.conftest import file_of


def built(language, slug="written-in-russian"):
    data = in_language(file_of("care-or-control"), language) | {"slug": slug}
    locale = Locale.objects.get(language_code=language)
    return LessonPage(locale=locale, **lesson_format.fields(data))


def published(language, slug="written-in-russian"):
    page = built(language, slug)
    topic = TopicPage.objects.get(topic="consent", locale=page.locale)
    topic.add_child(instance=page)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


@pytest.fixture
def russian():
    return published("ru")


@pytest.fixture
def kyrgyz(russian):
    """Its translation."""
    ky = Locale.objects.get(language_code="ky")
    translations.translate(russian, {ky: built("ky")})
    return LessonPage.objects.get(translation_key=russian.translation_key, locale=ky)


def listed(page):
    found = LessonPage.objects.published_lessons().filter(translation_key=page.translation_key)
    return [each.language for each in found]


def test_it_may_be_taught_before_it_is_translated(russian):
    assert listed(russian) == ["ru"]

    frozen = russian.freeze_lesson()
    for language in ("ru", "ky", "en"):
        assert deck_of(frozen, language).language == "ru"
    for question in questions_of(frozen):
        assert question.prompt.words("ky").language == "ru"
        assert question.prompt.words("ky").text


def test_its_translation_is_live_and_it_is_listed_once(russian, kyrgyz):
    assert kyrgyz.live
    assert listed(russian) == ["ru"]
    assert russian.in_language("ky") == kyrgyz
    assert kyrgyz.in_language("en") == russian
    assert kyrgyz.key_message == built("ky").key_message


def test_ids_keys_and_order_are_those_of_the_source(russian, kyrgyz):
    before = {q.id: (q.key, q.kind, q.option_ids()) for q in russian.freeze_questions()}

    frozen = kyrgyz.freeze_questions()

    assert {q.id: (q.key, q.kind, q.option_ids()) for q in frozen} == before
    assert frozen == russian.freeze_questions()
    assert all(set(q.prompt.by_language) == {"ky", "ru"} for q in frozen)


def test_source_that_was_taken_back_can_still_be_asked(russian, kyrgyz):
    russian.unpublish()

    assert listed(russian) == []
    assert set(kyrgyz.freeze_questions()[0].prompt.by_language) == {"ky", "ru"}


def test_deleted_source_leaves_its_translation_to_be_taught(russian, kyrgyz):
    russian.delete()

    assert listed(kyrgyz) == ["ky"]
    assert kyrgyz.freeze_questions()[0].prompt.words("ru").language == "ky"


def test_questions_in_russian_alone_have_lineages_of_their_own(russian):
    asked = russian.freeze_questions()

    assert len({q.fingerprint() for q in asked}) == len(asked)
    assert len({Lineage.objects.of(q) for q in asked}) == len(asked)


def test_lineage_stays_when_the_translation_comes(russian):
    before = [Lineage.objects.of(q) for q in russian.freeze_questions()]
    ky = Locale.objects.get(language_code="ky")
    translations.translate(russian, {ky: built("ky")})

    after = [Lineage.objects.of(q) for q in russian.freeze_questions()]

    assert after == before


def test_stale_kyrgyz_is_seen_and_guarded_the_same_way(russian, kyrgyz):
    russian.key_message = "Новая главная мысль."
    russian.save_revision().publish()
    translations.link_of(kyrgyz).source.update_from_db()

    wanted, translated = translations.progress(kyrgyz)
    assert translated == wanted - 1
    assert not translations.is_complete(kyrgyz)
    assert translations.is_complete(russian)


def test_stopped_link_makes_no_second_lesson(lesson):
    link = translations.link_of(lesson(language="ru"))
    link.enabled = False
    link.save()

    assert listed(lesson()) == ["ky"]
