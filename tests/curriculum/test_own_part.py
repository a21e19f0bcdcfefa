"""On the first page of the CMS: the way to the lessons of one's own organisation, and to a history
only for whom it opens."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.organisations import Role
from curriculum import library, organising
from curriculum.models import OrganisationPage
from tests.organisations import again, make_world

TITLE = "Уюмуңуздун сабактары"


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


def home_of(user):
    client = Client()
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_author_finds_the_own_part_in_each_language_and_no_other(world):
    other = organising.make(name="Башка уюм")
    page = home_of(world.author)

    mine = OrganisationPage.objects.filter(organisation=world.organisation)
    links = [f'href="{reverse("wagtailadmin_explore", args=[part.pk])}"' for part in mine]
    assert len(links) == 3
    assert [page.count(link) for link in links] == [1, 1, 1]
    assert other.name not in page


def test_nobody_without_an_organisation_is_shown_one(world, trainer):
    assert TITLE not in trainer.get(reverse("wagtailadmin_home")).content.decode()


def test_an_organisation_at_rest_is_not_shown(world):
    world.organisation.is_active = False
    organising.change(world.organisation)
    mine = Client()
    mine.force_login(world.author)

    assert TITLE not in mine.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_is_led_to_a_history_that_does_not_open(world, lesson):
    copy = library.copy_to(
        organisation=world.organisation, lesson=lesson(), user=world.author
    ).lesson
    reader, writer = Client(), Client()
    reader.force_login(world.people[Role.ADMIN])
    writer.force_login(world.author)

    for page in copy.get_ancestors(inclusive=True).filter(depth__gte=2).specific():
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        explorer = reverse("wagtailadmin_explore", args=[page.pk])
        assert reader.get(history).status_code == 302
        assert history not in reader.get(explorer).content.decode()
    history = reverse("wagtailadmin_pages:history", args=[copy.pk])
    explorer = reverse("wagtailadmin_explore", args=[copy.pk])
    assert writer.get(history).status_code == 200
    assert history in writer.get(explorer).content.decode()
