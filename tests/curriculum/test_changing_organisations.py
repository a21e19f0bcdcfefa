"""What is known of an organisation: who changes it, and what becomes of one that is put to rest."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Collection

from cms.models import Organisation, User
from cms.organisations import Role
from curriculum import library, organising
from curriculum.models import LessonPage, OrganisationPage
from tests.organisations import again, make_world


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол", public_name="Ак жол коому")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


@pytest.fixture
def published(world, lesson):
    """A lesson of the organisation, live in all languages."""
    own = {"organisation": world.organisation, "user": world.author}
    copied = library.copy_to(lesson=lesson(), **own).lesson
    for page in LessonPage.objects.filter(translation_key=copied.translation_key):
        page.save_revision().publish()
    return LessonPage.objects.get(pk=copied.pk)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(world):
    return reverse("edit_organisation", args=[world.organisation.uuid])


def known(world):
    """What is kept of it."""
    now = Organisation.objects.get(pk=world.organisation.pk)
    return now.name, now.public_name, now.is_active


@pytest.mark.parametrize(
    "role", ["author", "language_reviewer-ru", "protection_reviewer", "publisher"]
)
def test_other_roles_change_nothing(world, role):
    client = logged_in(world.people[role])

    replies = [client.get(address(world)), client.post(address(world), {"public_name": "Башка"})]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert known(world) == ("Ак жол", "Ак жол коому", True)


def test_another_organisation_changes_nothing(world):
    client = logged_in(make_world("Башка").people[Role.ADMIN])

    assert client.post(address(world), {"public_name": "x"}).status_code == 404
    assert known(world) == ("Ак жол", "Ак жол коому", True)


@pytest.mark.parametrize("public_name", ["Жаңы аталыш", ""])
def test_its_own_people_change_the_public_name_and_nothing_else(world, public_name):
    client = logged_in(world.people[Role.ADMIN])

    sent = {"name": "Башка ат", "public_name": public_name, "is_active": ""}
    reply = client.post(address(world), sent)

    assert reply.status_code == 302
    assert known(world) == ("Ак жол", public_name, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "public_name": ""},
        {"name": "   ", "public_name": ""},
        {"name": "Башка", "public_name": ""},
        {"name": "ж" * 101, "public_name": ""},
        {"name": "Ак жол", "public_name": "ж" * 101},
        {"name": "\u202eолж", "public_name": ""},
        {"name": "Ак жол", "public_name": "\u2067коом"},
    ],
)
def test_a_bad_name_is_refused(world, admin_client, sent):
    make_world("Башка")

    reply = admin_client.post(address(world), sent | {"is_active": "on"})

    assert reply.context["form"].errors
    assert known(world) == ("Ак жол", "Ак жол коому", True)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ request }}{% now 'Y' %}"])
def test_a_hostile_name_is_words_everywhere(world, admin_client, published, client, name):
    admin_client.post(address(world), {"name": name, "public_name": name, "is_active": "on"})

    explorer = reverse("wagtailadmin_explore", args=[published.get_parent().pk])
    for page in (reverse("organisations"), address(world), explorer):
        shown = admin_client.get(page).content.decode()
        assert "<script>alert(1)" not in shown
        assert "WSGIRequest" not in shown
    assert "<script>alert(1)" not in client.get(published.url).content.decode()


def test_a_new_name_stands_wherever_the_cms_names_it(world, admin_client):
    author = world.author
    admin_client.post(address(world), {"name": "Жаңы жол", "public_name": "", "is_active": "on"})

    assert known(world) == ("Жаңы жол", "", True)
    assert Collection.objects.filter(name="Жаңы жол").count() == 1
    tops = OrganisationPage.objects.filter(organisation=world.organisation)
    assert {(top.title, top.draft_title) for top in tops} == {("Жаңы жол", "Жаңы жол")}
    group = world.organisation.group(Role.AUTHOR)
    assert group.name.startswith("Жаңы жол · ")
    assert author in group.user_set.all()


def test_who_is_at_rest_does_not_get_in(world, admin_client, published):
    admin_client.post(address(world), {"name": "Ак жол", "public_name": "Ак жол коому"})

    assert known(world) == ("Ак жол", "Ак жол коому", False)
    doors = [
        reverse("wagtailadmin_home"), reverse("library"), address(world),
        reverse("wagtailadmin_pages:edit", args=[published.pk]),
    ]  # fmt: skip
    for user in world.people.values():
        client = logged_in(user)
        assert [client.get(door).status_code for door in doors] == [302] * len(doors)
        told = client.get(doors[0], follow=True)
        assert told.redirect_chain[-1][0] == reverse("teach:home")
        assert gettext("Your organisation is at rest") in told.content.decode()


def test_who_is_at_rest_keeps_what_it_published(world, admin_client, published, client):
    admin_client.post(address(world), {"name": "Ак жол", "public_name": "Ак жол коому"})

    page = client.get(published.url)

    assert page.status_code == 200
    assert "Ак жол коому" in page.content.decode()
    assert published in LessonPage.objects.published_lessons()


def test_who_comes_back_finds_everything_as_it_was(world, admin_client, published):
    sent = {"name": "Ак жол", "public_name": "Ак жол коому"}
    edit = reverse("wagtailadmin_pages:edit", args=[published.pk])
    admin_client.post(address(world), sent)

    admin_client.post(address(world), sent | {"is_active": "on"})

    author = User.objects.get(pk=world.author.pk)
    assert logged_in(author).get(edit).status_code == 200
    assert list(Organisation.objects.of(author)) == [world.organisation]


def test_what_is_at_rest_is_listed_for_the_site_s_administrator_alone(world, admin_user):
    Organisation.objects.update(is_active=False)

    assert list(Organisation.objects.managed_by(admin_user)) == [world.organisation]
    assert list(Organisation.objects.managed_by(world.people[Role.ADMIN])) == []


def test_changing_it_twice_changes_nothing_more(world):
    organising.change(world.organisation)
    before = known(world), world.organisation.role_groups.count()

    organising.change(world.organisation)

    assert (known(world), world.organisation.role_groups.count()) == before
