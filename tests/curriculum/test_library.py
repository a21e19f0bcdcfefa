"""Copying a live lesson into one's own part."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.organisations import Role
from curriculum import library, translations
from curriculum.models import LessonPage
from tests.curriculum.forms import lesson_form
from tests.organisations import again, make_world


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол", "Ак жол коому")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


def copied(world, page):
    return library.copy_to(organisation=world.organisation, lesson=page, user=world.author)


def test_a_copy_is_a_draft_in_all_languages_and_a_lesson_of_its_own(world, lesson):
    made = copied(world, lesson())

    assert set(made.languages) == {"ru", "en"}
    assert made.lesson.translation_key != lesson().translation_key
    pages = LessonPage.objects.filter(translation_key=made.lesson.translation_key)
    assert {page.language: page.live for page in pages} == {"ky": False, "ru": False, "en": False}
    assert all(page.organisation == world.organisation for page in pages)
    russian = pages.get(locale__language_code="ru").get_latest_revision_as_object()
    assert russian.title == lesson(language="ru").title
    assert russian.slides[0].id == lesson().slides[0].id
    assert translations.is_complete(russian)


def test_a_copy_keeps_the_ids_of_its_questions(world, lesson):
    made = copied(world, lesson()).lesson

    assert [one.id for one in made.questions] == [one.id for one in lesson().questions]


def test_a_copy_says_where_it_comes_from_in_every_language(world, lesson):
    page = lesson()
    page.pen_name = "Бүркүт"
    page.save_revision().publish()

    made = copied(world, lesson()).lesson

    first = {"key": str(page.translation_key), "title": page.title, "by": "Бүркүт"}
    assert made.origins == [first]
    assert made.pen_name == ""
    assert {p.language: p.origins for p in made.get_translations()} == {
        "ru": [first],
        "en": [first],
    }


def test_a_copy_of_a_copy_names_both(world, lesson):
    made = copied(world, lesson()).lesson
    made.save_revision().publish()
    other = make_world("Башка")

    again = copied(other, LessonPage.objects.get(pk=made.pk)).lesson

    assert [one["by"] for one in again.origins] == ["Ак жол коому", ""]
    assert again.origins[1]["key"] == str(lesson().translation_key)


def test_what_is_still_a_draft_is_not_copied(world, lesson):
    page = lesson()
    page.key_message = "Жашыруун долбоор"
    page.save_revision()

    made = copied(world, lesson()).lesson

    assert made.key_message == lesson().key_message
    for version in made.get_translations(inclusive=True):
        assert "Жашыруун" not in str(version.get_latest_revision_as_object().key_message)


def test_a_lesson_that_is_not_live_cannot_be_copied(world, lesson):
    page = lesson()
    page.unpublish()

    with pytest.raises(ValueError, match="live"):
        copied(world, lesson())


def test_a_copy_keeps_its_licence(world, lesson, client):
    made = copied(world, lesson()).lesson
    client.force_login(world.author)

    form = lesson_form(made, licence="cc0-1.0", pen_name="Тоо гүлү")
    client.post(reverse("wagtailadmin_pages:edit", args=[made.pk]), form)

    saved = LessonPage.objects.get(pk=made.pk)
    assert (saved.licence, saved.pen_name) == ("cc-by-sa-4.0", "Тоо гүлү")


def test_an_author_copies_from_the_library(world, lesson, client):
    client.force_login(world.author)
    listed = client.get(reverse("library")).content.decode()
    assert lesson().title in listed

    address = reverse("copy_lesson", args=[lesson().translation_key])
    reply = client.post(address, {"organisation": world.organisation.uuid})

    made = LessonPage.objects.get(owner=world.author, locale__language_code="ky")
    assert reply["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert client.get(reply["Location"]).status_code == 200


def test_nobody_copies_into_a_part_where_they_do_not_write(world, lesson, client):
    other = make_world("Башка")
    address = reverse("copy_lesson", args=[lesson().translation_key])
    before = LessonPage.objects.count()

    for user in (other.author, world.people[Role.PUBLISHER], world.people[Role.ADMIN]):
        client.force_login(user)
        client.post(address, {"organisation": world.organisation.uuid})

    assert LessonPage.objects.count() == before


def test_a_draft_of_another_cannot_be_copied_by_its_key(world, lesson, client):
    other = make_world("Башка")
    made = copied(other, lesson()).lesson
    client.force_login(world.author)

    reply = client.post(
        reverse("copy_lesson", args=[made.translation_key]),
        {"organisation": world.organisation.uuid},
    )

    assert reply.status_code == 404
    assert client.get(reverse("library")).content.decode().count(made.title) == 2
    listed = client.get(reverse("library")).content.decode()
    assert str(made.translation_key) not in listed


def test_who_reads_russian_finds_a_lesson_by_its_russian_name(world, lesson, client):
    client.force_login(world.author)
    UserProfile.objects.create(user=world.author, preferred_language="ru")
    lesson("care-or-control", "ru").unpublish()

    listed = client.get(reverse("library")).content.decode()

    russian, only_kyrgyz = lesson(language="ru"), lesson("care-or-control")
    assert f'lang="ru">{russian.title}</a>' in listed
    assert f'lang="ru">{russian.topic_page.title}</span>' in listed
    assert f'lang="ky">{only_kyrgyz.title}</a>' in listed


def test_the_library_costs_the_same_for_one_lesson_and_for_four(
    world, lesson, client, django_assert_num_queries
):
    client.force_login(world.author)
    client.get(reverse("library"))
    with django_assert_num_queries(19):
        client.get(reverse("library"))
    for slug in ("ask-before-you-post", "care-or-control", "my-body-my-space"):
        lesson(slug).unpublish()
    with django_assert_num_queries(19):
        client.get(reverse("library"))
