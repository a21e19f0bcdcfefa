"""Who looks after the people of an organisation, and what they can do."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms import people
from cms.models import User
from cms.organisations import Role
from tests.organisations import again, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


@pytest.fixture
def admin(world, client):
    client.force_login(world.people[Role.ADMIN])
    return client


def page_of(world):
    return reverse("organisation", args=[world.organisation.uuid])


def post_of(world, role, language=""):
    return world.organisation.role_groups.get(role=role, language=language)


def test_a_new_person_gets_a_password_that_is_shown_once(world, admin):
    sent = {"username": "тоо-гүлү", "post": post_of(world, Role.AUTHOR).pk}

    reply = admin.post(page_of(world), sent)

    made = User.objects.get(username="тоо-гүлү")
    assert reply.status_code == 200
    login = reply.context["login"]
    assert made.check_password(login.password)
    assert login.password in reply.content.decode()
    assert login.password not in str(reply.cookies)
    assert login.password not in admin.get(page_of(world)).content.decode()
    assert made.has_perm("wagtailadmin.access_admin")


def test_somebody_of_the_organisation_gets_another_role(world, admin):
    author = world.author

    admin.post(
        page_of(world),
        {"username": author.username, "post": post_of(world, Role.PUBLISHER).pk},
    )

    assert world.organisation.has_role(author, Role.PUBLISHER)
    assert world.organisation.has_role(author, Role.AUTHOR)


@pytest.mark.parametrize("name", ["", "a b", "<script>", "x" * 151, "a\u202eb", "=1+1"])
def test_a_bad_user_name_is_refused(world, admin, name):
    before = User.objects.count()

    reply = admin.post(page_of(world), {"username": name, "post": post_of(world, Role.AUTHOR).pk})

    assert reply.context["form"].errors
    assert User.objects.count() == before


def test_somebody_of_another_organisation_cannot_be_drawn_in(world, admin):
    other = make_world("Башка")

    reply = admin.post(
        page_of(world),
        {"username": other.author.username, "post": post_of(world, Role.AUTHOR).pk},
    )

    assert reply.context["form"].errors
    assert not world.organisation.has_role(other.author, Role.AUTHOR)


def test_a_role_of_another_organisation_cannot_be_given(world, admin):
    other = make_world("Башка")
    author = world.author

    reply = admin.post(
        page_of(world), {"username": author.username, "post": post_of(other, Role.AUTHOR).pk}
    )

    assert reply.context["form"].errors
    assert not other.organisation.has_role(author, Role.AUTHOR)


def test_a_role_is_taken_away(world, admin):
    author = world.author
    take = reverse("take_role", args=[world.organisation.uuid])

    admin.post(take, {"post": post_of(world, Role.AUTHOR).pk, "user": author.pk})

    assert not world.organisation.has_role(author, Role.AUTHOR)
    assert not User.objects.get(pk=author.pk).has_perm("wagtailadmin.access_admin")


def test_the_last_who_looks_after_people_stays(world, admin):
    last = world.people[Role.ADMIN]

    with pytest.raises(ValidationError):
        people.take_away(user=last, post=post_of(world, Role.ADMIN))

    take = reverse("take_role", args=[world.organisation.uuid])
    admin.post(take, {"post": post_of(world, Role.ADMIN).pk, "user": last.pk})
    assert world.organisation.has_role(last, Role.ADMIN)


def test_a_role_of_another_organisation_cannot_be_taken(world, admin):
    other = make_world("Башка")
    sent = {"post": post_of(other, Role.AUTHOR).pk, "user": other.author.pk}

    admin.post(reverse("take_role", args=[world.organisation.uuid]), sent)
    reply = admin.post(reverse("take_role", args=[other.organisation.uuid]), sent)

    assert reply.status_code == 404
    assert other.organisation.has_role(other.author, Role.AUTHOR)


@pytest.mark.parametrize("role", ["author", "publisher", "protection_reviewer"])
def test_other_roles_see_no_people(world, client, role):
    client.force_login(world.people[role])

    assert client.get(page_of(world)).status_code == 404
    reply = client.get(reverse("organisations"))
    assert reply.status_code == 302
    sent = {"post": post_of(world, Role.ADMIN).pk, "user": world.people[Role.ADMIN].pk}
    assert (
        client.post(reverse("take_role", args=[world.organisation.uuid]), sent).status_code == 404
    )


def test_roles_that_nobody_has_are_named(world, admin):
    for user in world.organisation.group(Role.PROTECTION_REVIEWER).user_set.all():
        user.is_active = False
        user.save()

    missing = admin.get(page_of(world)).context["missing"]

    assert [post.role for post in missing] == [Role.PROTECTION_REVIEWER]


def test_only_the_site_s_administrator_makes_organisations(world, admin, admin_client):
    sent = {"name": "Жаңы", "public_name": ""}

    refused = admin.post(reverse("organisations"), sent)
    made = admin_client.post(reverse("organisations"), sent)

    assert refused.status_code == 302
    assert made["Location"].startswith("/cms/organisations/")
    again = admin_client.post(reverse("organisations"), sent)
    assert "name" in again.context["form"].errors


def test_the_people_s_page_costs_the_same_for_many(world, admin, django_assert_num_queries):
    admin.get(page_of(world))
    with django_assert_num_queries(21):
        admin.get(page_of(world))
    for number in range(3):
        people.invite(
            organisation=world.organisation, username=f"n{number}",
            post=post_of(world, Role.AUTHOR),
        )  # fmt: skip
    with django_assert_num_queries(21):
        admin.get(page_of(world))
