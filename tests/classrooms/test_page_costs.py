"""What the remaining pages cost; those with tests of their own count their queries there."""

import pytest
from django.urls import reverse

from classrooms.states import Role
from curriculum import roles
from tests.classrooms.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cost(django_assert_num_queries):
    """Asserts how many queries a page takes when it is warm."""

    def check(client, address, queries):
        assert client.get(address).status_code == 200
        with django_assert_num_queries(queries):
            client.get(address)

    return check


@pytest.mark.parametrize(("address", "queries"), [("/help/", 6), ("/login/", 0), ("/exit/", 0)])
def test_public_pages(address, queries, client, cost):
    cost(client, address, queries)


def test_pupils_join_page(client, cost):
    cost(client, "/play/", 0)


def test_door_of_the_desk(begin, teacher, as_user, cost):
    play = begin()
    cost(as_user(teacher), reverse("teach:desk_door", args=[play.taught.pk]), 4)


def test_form_to_open_a_class(school, coordinator, as_user, cost):
    MembershipFactory(place=school, role=Role.TEACHER)
    cost(as_user(coordinator), reverse("teach:open_class", args=[school.pk]), 12)


@pytest.mark.parametrize("address", ["/gallery/", "/gallery/dark/"])
def test_gallery(address, teacher, as_user, cost):
    teacher.groups.add(roles.make_trainer_group())
    cost(as_user(teacher), address, 4)
