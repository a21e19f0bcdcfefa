"""A new lesson: choose an age, get a draft that is laid out and cannot be published as it is."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import PageSubscription

from curriculum import publishing, ready, templates_by_age
from curriculum.models import LessonPage, TopicPage
from curriculum.packs import manifest
from curriculum.placeholders import PLACEHOLDER
from curriculum.ready import places, texts
from curriculum.states import AgeBand
from tests.curriculum.test_previews import MODES
from tests.curriculum.test_ready_checks import half_empty
from tests.privacy.lessons import edit_url, publish, publish_several, said

TITLE = "Жаңы сабак"


def topic(language="ky"):
    return TopicPage.objects.get(topic="consent", locale__language_code=language)


def add_url(page):
    return reverse("wagtailadmin_pages:add", args=["curriculum", "lessonpage", page.pk])


def choose(client, band="7-10", title=TITLE, page=None):
    sent = {"title": title, "age_band": band, "from-template": "1"}
    return client.post(add_url(page or topic()), sent)


def newest():
    return LessonPage.objects.order_by("pk").last()


@pytest.fixture
def begun():
    """A lesson from a template, by a trainer."""

    def begin(band="7-10", language="ky", title=TITLE):
        user, _is_new = get_user_model().objects.get_or_create(username="nurlan")
        return templates_by_age.begin(
            topic_page=topic(language), title=title, age_band=band, user=user
        )

    return begin


def test_trainer_is_asked_for_the_age_first(trainer):
    response = trainer.get(add_url(topic()))

    assert response.templates[0].name == "curriculum/cms/new_lesson.html"
    shown = response.content.decode()
    assert [f'value="{band}"' in shown for band in AgeBand.values] == [True] * 4


def test_asking_writes_nothing(trainer):
    before = LessonPage.objects.count()
    trainer.get(add_url(topic()))

    assert LessonPage.objects.count() == before


@pytest.mark.parametrize("band", AgeBand.values)
def test_chosen_age_gives_a_draft_to_go_on_with(trainer, band):
    response = choose(trainer, band)

    page = newest()
    assert response.url == edit_url(page)
    assert (page.title, page.age_band, page.live) == (TITLE, band, False)
    assert page.get_parent().specific == topic()
    assert page.owner.username == page.get_latest_revision().user.username == "asel"
    assert PageSubscription.objects.get(page=page).user == page.owner
    assert trainer.get(edit_url(page)).status_code == 200


@pytest.mark.parametrize(
    ("band", "title"),
    [("", TITLE), ("5-6", TITLE), ("7-10", ""), ("7-10", "   "), ("7-10", "х" * 256)],
)
def test_bad_choice_is_told_and_makes_nothing(trainer, band, title):
    before = LessonPage.objects.count()

    response = choose(trainer, band, title)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert LessonPage.objects.count() == before


def test_hostile_title_is_inert(trainer):
    choose(trainer, title='<script>alert(1)</script>{{ 7|add:"7" }}')

    shown = trainer.get(edit_url(newest())).content.decode()
    assert "<script>alert(1)" not in shown


def test_same_title_twice_gives_two_addresses(trainer):
    choose(trainer)
    first = newest()
    choose(trainer)

    assert newest().slug != first.slug


@pytest.mark.parametrize(
    ("title", "begins"), [("Сүрөт жана уруксат", "surot-zhana-uruksat-"), ("«…»", "")]
)
def test_address_can_name_a_lesson_in_a_pack(title, begins):
    named = templates_by_age.address(title)

    assert named.startswith(begins)
    assert manifest.LESSON.fullmatch(f"lessons/{named}.json")


def test_teacher_cannot_begin_a_lesson(client):
    client.force_login(get_user_model().objects.create_user("teacher", password="x"))
    before = LessonPage.objects.count()

    assert choose(client).status_code == 302
    assert LessonPage.objects.count() == before


def test_lesson_cannot_be_begun_below_another_page(trainer):
    home = topic().get_parent()

    assert choose(trainer, page=home).url != edit_url(newest())


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("band", AgeBand.values)
def test_only_placeholders_and_missing_references_keep_it_back(begun, band, language):
    page = begun(band, language, "Ask first" if language == "en" else TITLE)

    with override(language):
        bracket = gettext(
            "These words in double brackets are from the template. Put your own in their place."
        )
        hard = [each for each in ready.of(page) if each.is_hard]
    other = [each.place for each in hard if each.sentence != bracket]

    assert other == [places.Place("objectives", (0, "itgse"))]
    assert len(hard) > 40
    assert len(ready.of(page)) - len(hard) <= 2
    kinds = [child.block_type for child in page.slides]
    assert kinds[:3] == ["title", "agreement", "quiz"]
    assert kinds[-3:] == ["help", "key_message", "quiz"]
    assert sum(child.value["minutes"] for child in page.slides) == page.duration_long == 45
    assert {"story", "discussion", "content", "sort"} <= set(kinds)


def test_agreement_and_help_stand_in_the_words_of_the_starter(begun, lesson):
    for slug, band in [("my-body-my-space", "7-10"), ("not-just-a-joke", "13-15")]:
        for language in ("ky", "ru"):
            new, starter = begun(band, language), lesson(slug, language)
            for kind in ("agreement", "help"):
                assert words(new, kind) == words(starter, kind)


def words(page, kind):
    value = next(child.value for child in page.slides if child.block_type == kind)
    return value["title"], value["body"]


def test_no_block_is_shared_with_another_lesson(begun):
    first, second = begun(), begun()

    assert ids(first) & ids(second) == set()
    assert first.translation_key != second.translation_key
    assert all(ids(page) for page in (first, second))


def ids(page):
    questions = {child.id for child in page.questions}
    scenes = {each.id for each in page.story[0].value["nodes"].bound_blocks}
    return questions | scenes | {child.id for child in page.slides}


def test_template_is_not_published_by_any_door(trainer, begun):
    page = begun()

    publish(trainer, page)
    shown = said(publish_several(trainer, page))

    assert LessonPage.objects.get(pk=page.pk).live is False
    assert "[" not in shown
    assert publishing.refusals(page)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("band", ["7-10", "16-17"])
def test_new_draft_can_be_seen_in_every_preview(trainer, begun, band, mode):
    page = begun(band)
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert TITLE in trainer.get(url, {"mode": mode}).content.decode()


@pytest.mark.parametrize("mode", MODES)
def test_draft_with_half_empty_fields_can_be_seen_in_every_preview(trainer, begun, mode):
    page = begun()
    for name in places.stream_fields(page):
        kinds = getattr(page, name).stream_block
        setattr(page, name, kinds.to_python(half_empty(kinds)))
    page.age_band = page.key_message = ""
    page.duration_short = page.duration_long = None
    page.save_revision(clean=False)
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert TITLE in trainer.get(url, {"mode": mode}).content.decode()


def test_placeholders_are_marked_and_nothing_else_is(begun):
    page = begun("11-12", "ru")
    marked = {each.place for each in texts.of(page) if PLACEHOLDER.search(each.text)}
    agreement = places.Place("slides", (1, "body"))

    assert agreement not in marked
    assert places.Place("key_message") in marked
