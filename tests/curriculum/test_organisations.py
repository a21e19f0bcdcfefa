"""An organisation's part of the tree, its lessons in public, and what its people may do."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import Organisation, User
from cms.organisations import Role
from curriculum import library, organising
from curriculum.models import HomePage, LessonPage, OrganisationPage, TopicPage
from tests.organisations import again, make_world


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


@pytest.fixture
def published(world, lesson):
    """A lesson of the organisation, live in all three languages."""
    copied = library.copy_to(
        organisation=world.organisation, lesson=lesson(), user=world.author
    ).lesson
    for page in LessonPage.objects.filter(translation_key=copied.translation_key):
        page.title = f"{page.title} – Ак жолдон"
        page.pen_name = "Тоо гүлү"
        page.save_revision().publish()
    return LessonPage.objects.get(pk=copied.pk)


def test_a_part_has_every_topic_in_every_language(world):
    tops = OrganisationPage.objects.filter(organisation=world.organisation)

    assert {top.get_parent().specific_class for top in tops} == {HomePage}
    assert {top.locale.language_code for top in tops} == {"ky", "ru", "en"}
    for top in tops:
        topics = TopicPage.objects.child_of(top)
        assert topics.count() == 4
        assert all(topic.locale_id == top.locale_id for topic in topics)


def test_a_part_keeps_its_name_to_itself(world, client):
    for top in OrganisationPage.objects.filter(organisation=world.organisation):
        assert not top.live
        assert "jol" not in top.slug
        assert client.get(top.url or top.url_path.replace("/birge", "")).status_code == 404


def test_making_it_again_changes_nothing(world):
    rights = [GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()]
    pages = OrganisationPage.objects.count() + TopicPage.objects.count()
    author = world.author

    organising.renew(world.organisation)

    assert OrganisationPage.objects.count() + TopicPage.objects.count() == pages
    now = [GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()]
    assert now == rights
    assert author in world.organisation.group(Role.AUTHOR).user_set.all()


def test_a_right_that_somebody_added_by_hand_is_taken_back(world):
    group = world.organisation.group(Role.AUTHOR)
    home = HomePage.objects.first()
    change = GroupPagePermission.objects.filter(group=group).first().permission
    GroupPagePermission.objects.create(group=group, page=home, permission=change)
    root = Collection.get_first_root_node()
    held = GroupCollectionPermission.objects.filter(group=group).first().permission
    GroupCollectionPermission.objects.create(group=group, collection=root, permission=held)

    organising.renew(world.organisation)

    assert not GroupPagePermission.objects.filter(group=group, page=home).exists()
    assert not GroupCollectionPermission.objects.filter(group=group, collection=root).exists()


def test_who_no_longer_works_with_us_has_no_rights(world):
    world.organisation.is_active = False
    world.organisation.save()

    organising.renew(world.organisation)

    groups = world.organisation.role_groups.values("group")
    assert not GroupPagePermission.objects.filter(group__in=groups).exists()
    assert not GroupCollectionPermission.objects.filter(group__in=groups).exists()
    author = User.objects.get(pk=world.author.pk)
    assert not author.has_perm("wagtailadmin.access_admin")
    assert author.groups.exists()


def test_a_name_is_taken_once(world):
    with pytest.raises(ValidationError):
        organising.make(name="Ак жол")
    assert Organisation.objects.count() == 1
    assert Collection.objects.filter(name="Ак жол").count() == 1


def test_only_reviewers_of_language_have_one(world):
    with pytest.raises(ValueError, match="language"):
        world.organisation.group(Role.LANGUAGE_REVIEWER)
    with pytest.raises(ValueError, match="language"):
        world.organisation.group(Role.AUTHOR, "ky")


def test_an_organisation_is_of_its_active_people_alone(world):
    other = make_world("Башка")

    assert list(Organisation.objects.of(world.author)) == [world.organisation]
    assert list(Organisation.objects.of(world.author, Role.ADMIN)) == []
    assert list(Organisation.objects.of(User(is_active=False))) == []
    world.organisation.is_active = False
    world.organisation.save()
    assert list(Organisation.objects.of(world.author)) == []
    assert list(Organisation.objects.of(other.author)) == [other.organisation]


def test_the_public_finds_its_lessons_like_any_other(published, client):
    for address in ("/ky/", "/ky/harassment/", "/ky/search/?q=жолдон"):
        page = client.get(address).content.decode()
        assert published.title in page, address
        assert f'href="{published.url}"' in page, address


def test_a_lesson_leads_back_to_the_topic_that_visitors_know(published, client):
    page = client.get(published.url).content.decode()

    assert 'href="/ky/harassment/"' in page
    shelf = client.get(published.get_parent().url)
    assert (shelf.status_code, shelf["Location"]) == (302, "/ky/harassment/")


def test_home_shows_four_topics_however_many_organisations_there_are(published, client):
    make_world("Үчүнчү")

    assert client.get("/ky/").content.decode().count("topic-card__picture") == 4
    topic = client.get("/ky/consent/").content.decode()
    assert topic.count("topic-card__picture") == 3


def test_teachers_choose_it_beside_the_lessons_of_its_topic(published, lesson):
    found = [page.slug for page in LessonPage.objects.published_lessons()]

    first = found.index("not-just-a-joke")
    assert found[first : first + 2] == ["not-just-a-joke", published.slug]
    deck = published.freeze_lesson()["decks"]["ky"]
    assert deck["topic"] == "harassment"


def test_the_public_reads_pen_name_origin_and_licence(published, lesson, client):
    page = client.get(published.url).content.decode()

    assert "Тоо гүлү" in page
    assert lesson().title in page
    assert "CC BY-SA 4.0" in page
    assert "Ак жол" not in page.replace("Ак жолдон", "")


def test_an_organisation_that_wants_it_is_named(published, client):
    Organisation.objects.update(public_name="Ак жол коому")

    assert "Тоо гүлү, Ак жол коому" in client.get(published.url).content.decode()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ request }}", "\u202eabc"])
def test_hostile_names_are_words(world, name, client):
    admin = world.people[Role.ADMIN]
    client.force_login(admin)
    Organisation.objects.update(name=name, public_name=name)

    page = client.get(reverse("organisation", args=[world.organisation.uuid])).content.decode()

    assert "<script>alert(1)" not in page
    assert "WSGIRequest" not in page
