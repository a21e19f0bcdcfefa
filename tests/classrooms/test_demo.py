import json
import stat

import pytest
from django.core.management import call_command

from classrooms import demo
from classrooms.models import Classroom, Place
from cms.models import Organisation, User
from cms.organisations import posts
from cms.people import people_of

pytestmark = pytest.mark.django_db
WRITERS = ["author", "language", "protection", "publisher"]


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "first-logins.json"
    return path, demo.make_school(path)


def test_demo_school_has_two_classes_for_one_teacher(made):
    teacher = User.objects.get(username="teacher")
    mine = Classroom.objects.taught_by(teacher)

    assert {(one.size, one.age_band) for one in mine} == {(24, "13-15"), (9, "13-15")}
    coordinator = User.objects.get(username="coordinator")
    assert set(Classroom.objects.coordinated_by(coordinator)) == set(mine)


def test_demo_school_keeps_its_logins_for_the_owner_alone(made):
    path, logins = made

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = json.loads(path.read_text("utf-8"))
    assert [set(row) for row in kept] == [{"role", "username", "password", "url"}] * 8
    assert [row["role"] for row in kept] == ["teacher", "coordinator", "trainer", "admin", *WRITERS]
    for row in kept:
        assert len(row["password"]) >= 12
        assert User.objects.get(username=row["username"]).check_password(row["password"])
    assert [login.password for login in logins] == [row["password"] for row in kept]


def test_demo_school_trainer_enters_the_cms_and_the_teacher_does_not(made):
    can_enter = {
        user.username for user in User.objects.all() if user.has_perm("wagtailadmin.access_admin")
    }

    assert can_enter == {"trainer", "admin", *WRITERS}


def test_demo_organisation_has_somebody_for_every_role(made):
    organisation = Organisation.objects.get()

    held = {(role, code) for role, code in posts() if organisation.group(role, code).user_set.all()}
    assert held == set(posts())
    listed = people_of(organisation, User.objects.get(username="publisher"))
    assert [person.user.username for person in listed] == sorted(WRITERS)


def test_demo_school_is_made_once(made, tmp_path):
    again = tmp_path / "again.json"

    assert demo.make_school(again) == []
    assert not again.exists()
    assert Place.objects.schools().count() == 1


def test_demo_school_leaves_nothing_when_the_file_cannot_be_written(tmp_path):
    with pytest.raises(FileNotFoundError):
        demo.make_school(tmp_path / "nowhere" / "first-logins.json")


def test_demo_school_command_prints_each_password_once(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    call_command("demo_school")
    printed = capsys.readouterr().out

    kept = json.loads((tmp_path / "first-logins.json").read_text("utf-8"))
    assert all(printed.count(row["password"]) == 1 for row in kept)
    call_command("demo_school")
    assert capsys.readouterr().out == ""
