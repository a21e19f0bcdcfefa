import pytest

from classrooms.models import Membership, Place
from classrooms.states import PlaceKind, Role
from cms.models import User
from curriculum.roles import make_trainer_group
from tests.classrooms.factories import UserFactory

pytestmark = pytest.mark.django_db
PLACES = "/cms/snippets/classrooms/place/add/"
MEMBERSHIPS = "/cms/snippets/classrooms/membership/add/"


def test_admin_makes_a_school_and_its_coordinator(as_user, school):
    client = as_user(User.objects.create_superuser("boss"))
    new = {"kind": PlaceKind.SCHOOL, "name": "№ 2", "parent": str(school.parent_id)}

    assert client.get(PLACES).status_code == 200
    assert client.post(PLACES, new).status_code == 302
    made = Place.objects.get(name="№ 2")
    row = {"user": UserFactory().pk, "place": str(made.pk), "role": Role.COORDINATOR}
    assert client.post(MEMBERSHIPS, row).status_code == 302
    assert Membership.objects.get().place == made


def test_admin_cannot_put_a_district_into_a_school(as_user, school):
    client = as_user(User.objects.create_superuser("boss"))
    wrong = {"kind": PlaceKind.DISTRICT, "name": "№ 2", "parent": str(school.pk)}

    assert client.post(PLACES, wrong).status_code == 200
    assert not Place.objects.filter(name="№ 2").exists()


def test_trainer_makes_no_school(as_user, school):
    trainer = UserFactory()
    trainer.groups.add(make_trainer_group())

    assert as_user(trainer).get(PLACES).status_code == 302
    assert "/snippets/classrooms/" not in as_user(trainer).get("/cms/").content.decode()
