"""Who may give whom a new first password, and that it opens nothing until it is changed."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from classrooms.states import Role as SchoolRole
from cms import people
from cms.models import User
from cms.organisations import Role
from curriculum import roles
from tests.classrooms.factories import ClassroomFactory, MembershipFactory, SchoolFactory
from tests.organisations import again, make_world

pytestmark = pytest.mark.django_db
OWN = "эшикте-көк-айран"


@pytest.fixture(scope="module")
def of_module(module_db):
    return make_world("Ак жол")


@pytest.fixture
def world(of_module, db):
    return again(of_module)


@pytest.fixture
def helper(world):
    return world.people[Role.ADMIN]


def give_address(user):
    return reverse("new_password", args=[user.pk])


def logged_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def with_first_password(user):
    """The person's browser after they logged in with it."""
    client = Client()
    given = user.give_first_password()
    client.post(reverse("login"), {"username": user.username, "password": given})
    return client, given


def choose(client, first, second=None):
    sent = {"new_password1": first, "new_password2": first if second is None else second}
    return client.post(reverse("own_password"), sent)


def of_another_organisation(_world):
    return make_world("Башка").author


def of_both(world):
    other = make_world("Башка")
    world.author.groups.add(other.organisation.group(Role.AUTHOR))
    return world.author


def oneself(world):
    return world.people[Role.ADMIN]


def trainer_of_the_house(world):
    world.author.groups.add(roles.make_trainer_group())
    return world.author


def administrator_of_the_site(world):
    User.objects.filter(pk=world.author.pk).update(is_superuser=True)
    return world.author


def with_a_right_of_their_own(world):
    world.author.user_permissions.add(Permission.objects.first())
    return world.author


def teacher(world):
    ClassroomFactory(school=SchoolFactory(), taught_by=world.author)
    return world.author


def coordinator(world):
    MembershipFactory(user=world.author, place=SchoolFactory(), role=SchoolRole.COORDINATOR)
    return world.author


def who_cannot_log_in(world):
    User.objects.filter(pk=world.author.pk).update(is_active=False)
    return world.author


def of_nothing(_world):
    return User.objects.create(username="nobody")


@pytest.mark.parametrize(
    "who",
    [
        of_another_organisation, of_both, oneself, trainer_of_the_house, administrator_of_the_site,
        with_a_right_of_their_own, teacher, coordinator, who_cannot_log_in, of_nothing,
    ],
)  # fmt: skip
def test_an_organisation_gives_no_password_to_others(world, helper, who):
    person = who(world)
    before = User.objects.get(pk=person.pk).password

    replies = [getattr(logged_in(helper), way)(give_address(person)) for way in ("get", "post")]

    assert [reply.status_code for reply in replies] == [404, 404]
    with pytest.raises(PermissionDenied):
        people.give_password(user=person, helper=helper)
    now = User.objects.get(pk=person.pk)
    assert (now.password, now.has_first_password) == (before, False)


@pytest.mark.parametrize("role", ["author", "publisher", "protection_reviewer"])
def test_who_does_not_look_after_people_gives_none(world, helper, role):
    helped = world.people["language_reviewer-ky"]

    assert logged_in(world.people[role]).post(give_address(helped)).status_code == 404
    assert not User.objects.get(pk=helped.pk).has_first_password


def test_who_looks_after_two_organisations_helps_who_works_in_both(world, helper):
    other = make_world("Башка").organisation
    helper.groups.add(other.group(Role.ADMIN))
    world.author.groups.add(other.group(Role.AUTHOR))

    assert world.author in people.helped_by(helper)


def test_an_organisation_at_rest_gives_none(world, helper):
    world.organisation.is_active = False
    world.organisation.save()

    assert list(people.helped_by(helper)) == []


def test_nothing_is_given_by_looking(world, helper):
    before = world.author.password

    reply = logged_in(helper).get(give_address(world.author))

    assert world.author.username in reply.content.decode()
    assert User.objects.get(pk=world.author.pk).password == before


def test_a_forgetful_person_gets_a_password_that_is_shown_once(world, helper):
    theirs = logged_in(world.author)
    client = logged_in(helper)

    reply = client.post(give_address(world.author))

    login = reply.context["login"]
    now = User.objects.get(pk=world.author.pk)
    assert now.check_password(login.password)
    assert login.password in reply.content.decode()
    assert login.password not in str(reply.cookies)
    assert login.password not in client.get(give_address(world.author)).content.decode()
    assert theirs.get(reverse("wagtailadmin_home")).status_code == 302


def test_the_log_tells_who_gave_it_and_nothing_of_it(world, helper):
    login = people.give_password(user=world.author, helper=helper)

    (entry,) = ModelLogEntry.objects.filter(action=people.HELPED)
    assert (entry.object_id, entry.user) == (str(world.author.pk), helper)
    assert login.password not in str(entry.data)


def test_who_tried_too_often_need_not_wait(world, helper):
    name = world.author.username
    for _each in range(8):
        reply = Client().post(reverse("login"), {"username": name, "password": "x"})
    assert reply.status_code == 429

    login = people.give_password(user=world.author, helper=helper)

    sent = {"username": name, "password": login.password}
    assert Client().post(reverse("login"), sent).status_code == 302
    assert not AccessAttempt.objects.filter(username=name).exists()


def test_the_site_s_administrator_helps_everybody_but_themselves(world, admin_client, admin_user):
    teacher_of_a_school = MembershipFactory(place=SchoolFactory(), role=SchoolRole.TEACHER).user

    for person in (world.author, world.people[Role.ADMIN], teacher_of_a_school):
        assert admin_client.post(give_address(person)).context["login"].username == person.username
    assert admin_client.post(give_address(admin_user)).status_code == 404
    listed = admin_client.get(reverse("wagtailusers_users:index")).content.decode()
    assert give_address(teacher_of_a_school) in listed
    assert give_address(admin_user) not in listed


def test_the_people_s_page_offers_it_where_it_may_be_given(world, helper):
    both = of_both(world)
    reviewer = world.people["language_reviewer-ky"]

    page = logged_in(helper).get(reverse("organisation", args=[world.organisation.uuid]))

    html = page.content.decode()
    assert give_address(reviewer) in html
    assert give_address(both) not in html
    assert give_address(helper) not in html


@pytest.mark.parametrize("name", ["wagtailadmin_home", "library", "teach:home"])
def test_a_first_password_opens_nothing_but_the_choice_of_another(world, name):
    client, _given = with_first_password(world.author)

    for reply in (client.get(reverse(name)), client.post(reverse(name))):
        assert (reply.status_code, reply["Location"]) == (303, reverse("own_password"))
    assert client.get(reverse("own_password")).status_code == 200


@pytest.mark.parametrize(
    ("first", "second"), [("", None), ("short", None), (OWN, "эшикте-ак-айран"), ("1234567890", "")]
)
def test_a_bad_password_of_one_s_own_is_refused(world, first, second):
    client, given = with_first_password(world.author)

    reply = choose(client, first, second)

    assert reply.context["form"].errors
    now = User.objects.get(pk=world.author.pk)
    assert now.check_password(given)
    assert now.has_first_password


def test_the_first_password_is_not_one_s_own(world):
    client, given = with_first_password(world.author)

    assert choose(client, given).context["form"].errors.keys() == {"new_password1"}
    assert User.objects.get(pk=world.author.pk).has_first_password


def test_one_s_own_password_opens_the_cms(world):
    client, given = with_first_password(world.author)

    reply = choose(client, OWN)

    assert (reply.status_code, reply["Location"]) == (303, reverse("wagtailadmin_home"))
    now = User.objects.get(pk=world.author.pk)
    assert now.check_password(OWN)
    assert not now.has_first_password
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert given not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("is_logged_in", [True, False])
def test_nobody_else_chooses_a_password_there(world, is_logged_in):
    client = logged_in(world.author) if is_logged_in else Client()
    before = User.objects.get(pk=world.author.pk).password

    assert choose(client, OWN).status_code == 302
    assert User.objects.get(pk=world.author.pk).password == before


def test_a_new_person_s_password_is_a_first_one(world):
    post = world.organisation.role_groups.get(role=Role.AUTHOR)

    people.invite(organisation=world.organisation, username="жаңы", post=post)

    assert User.objects.get(username="жаңы").has_first_password
