"""A lesson that is written in Russian travels as one, its Kyrgyz as a translation."""

from io import BytesIO

import pytest
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from curriculum import translations
from curriculum.models import LessonPage
from curriculum.packs import building, comparing, importing, portable, reading
from curriculum.packs.comparing import Change
from curriculum.packs.refusals import Refused
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import entries, packed
from tests.curriculum.test_russian_source import built, published

pytestmark = pytest.mark.django_db
SLUG = "written-in-russian"


@pytest.fixture
def written(own):
    """A pack with the lesson in both languages, from an installation that is here no more."""
    russian = published("ru")
    ky = Locale.objects.get(language_code="ky")
    translations.translate(russian, {ky: built("ky")})
    made = BytesIO()
    building.write_next(made, building.of_lessons(slugs=[SLUG], title="Ours"))
    LessonPage.objects.filter(slug=SLUG).delete()
    TranslationSource.objects.filter(object_id=russian.translation_key).delete()
    return made.getvalue()


def bring_in(content, own):
    pack = reading.read(BytesIO(content), trusted={own.key}, revoked=set())
    return {each.name: each.change for each in importing.bring_in(pack, signer=str(own))}


def here(language):
    return LessonPage.objects.get(slug=SLUG, locale__language_code=language)


def test_a_pack_says_in_which_language_it_is_written(written):
    lesson = crafting.read(written).lessons[0]

    assert lesson.source == "ru"
    assert lesson.languages == ("ky", "ru")
    assert lesson.titles == {each: built(each).title for each in ("ky", "ru")}


def test_it_arrives_as_it_was(written, own):
    assert bring_in(written, own) == {SLUG: Change.NEW}

    russian, kyrgyz = here("ru"), here("ky")
    sources = LessonPage.objects.sources().filter(slug=SLUG)
    assert [each.language for each in sources] == ["ru"]
    assert translations.link_of(russian) is None
    assert translations.link_of(kyrgyz).source.locale == russian.locale
    assert translations.is_complete(kyrgyz)
    assert kyrgyz.live
    assert kyrgyz.key_message == built("ky").key_message
    assert comparing._stored(russian) == crafting.read(written).lessons[0]


def test_a_second_time_nothing_is_new(written, own):
    bring_in(written, own)

    assert bring_in(written, own) == {SLUG: Change.UNCHANGED}


def test_its_questions_have_the_same_ids(written, own):
    bring_in(written, own)

    ids = {each.id for each in here("ru").freeze_questions()}
    assert ids == {child.id for child in here("ky").questions}
    assert len(ids) == len(built("ru").questions)


def test_a_lesson_that_is_here_in_another_language_is_refused(own):
    """The programme's own is written in Kyrgyz."""
    lesson = crafting.lesson()
    other = portable.of_data(lesson.to_data() | {"source": "ru"})
    pack = reading.read(BytesIO(packed(entries(other))), trusted={own.key}, revoked=set())

    with pytest.raises(Refused) as error:
        importing.bring_in(pack, signer=str(own), takes=lambda item: True)

    assert [each.code.value for each in error.value.problems] == ["other_source"]
