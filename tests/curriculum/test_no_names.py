"""No name, user name or e-mail of who wrote a lesson is on any public page."""

import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, Revision

from cms.models import Organisation, User
from cms.organisations import Role
from curriculum import library
from curriculum.models import LessonPage
from tests.organisations import make_world

STARTS = ["/ky/", "/ru/", "/en/", "/ky/search/", "/help/", "/exit/", "/play/", "/healthz"]
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
# Of adults who are logged in, and files that are the same everywhere.
ELSEWHERE = ("/static/", "/cms/", "/login/", "/logout/", "/teach/", "/media/", "/language/")
# The lesson and its sheet for the family, in three languages.
PLACES = 6


@pytest.fixture
def world(lesson):
    """An organisation whose author owns, wrote and published everything there is."""
    world = make_world("Жашыруун уюм", "")
    author = world.author
    house = User.objects.create_superuser("temir", "temir@secret.example", "x")
    copy = library.copy_to(organisation=world.organisation, lesson=lesson(), user=author).lesson
    for page in LessonPage.objects.filter(translation_key=copy.translation_key):
        page.pen_name = "Тоо гүлү"
        page.save_revision(user=author).publish(user=house)
    Page.objects.update(owner=author, locked_by=author)
    Revision.objects.update(user=author)
    return world


def crawl(client):
    """Address → text of every public page that can be reached."""
    found, waiting = {}, list(STARTS)
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(ELSEWHERE):
            continue
        reply = client.get(address)
        found[address] = b"".join(reply).decode() + str(reply.headers)
        waiting += LINK.findall(found[address])
    return found


def secrets_of(world):
    users = User.objects.all()
    names = {value for user in users for value in (user.username, user.email, user.last_name)}
    groups = set(Group.objects.values_list("name", flat=True))
    return {*names, *groups, "secret.example", "Жаркынай", world.organisation.name} - {""}


def test_no_public_page_says_who_wrote_it(world, client):
    pages = crawl(client)

    told = {
        (address, secret)
        for address, text in pages.items()
        for secret in secrets_of(world)
        if secret in text
    }
    assert told == set()
    with_pen_name = [address for address, text in pages.items() if "Тоо гүлү" in text]
    assert len(with_pen_name) == PLACES
    assert len(pages) > 30


def test_the_crawl_would_see_a_name(world, client):
    LessonPage.objects.filter(owner=world.author).update(key_message=world.author.username)

    assert [text for text in crawl(client).values() if world.author.username in text]


def test_an_organisation_is_named_only_where_it_wants_to_be(world, client):
    Organisation.objects.update(public_name="Айкын коом")

    named = [address for address, text in crawl(client).items() if "Айкын коом" in text]

    assert len(named) == PLACES
    assert world.people[Role.ADMIN].username not in str(crawl(client))
