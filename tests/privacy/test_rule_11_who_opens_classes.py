"""Rule 11: who opens, gives, archives and deletes classes, and who is shown the new ones."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from classrooms import actions, permissions
from classrooms.calendar import school_year
from classrooms.models import Classroom, Membership, Pool, Taught, TaughtQuiz
from classrooms.states import Kept, Role
from quizzes import keys
from quizzes.models import Lineage, Release, Run
from tests.classrooms.factories import (
    ClassroomFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HOME = "/teach/"
# Answers of a view: done, not yours to do, not there for you.
DONE, REFUSED, UNKNOWN = 303, 403, 404


def role(place, *roles, user=None):
    user = user or UserFactory()
    for each in roles:
        MembershipFactory(user=user, place=place, role=each)
    return user


def this_year():
    return school_year(timezone.localdate())


def past(classroom):
    """Make it an archived class of a year that is over, with all its lessons."""
    then = timezone.now() - timedelta(days=800)
    classroom.lessons.update(
        started_at=then, sitting_at=then, finished_at=F("finished_at") - timedelta(days=1)
    )
    Classroom.objects.filter(pk=classroom.pk).update(
        school_year=this_year() - 1, archived_at=timezone.now()
    )
    classroom.refresh_from_db()
    return classroom


PEOPLE = {
    "teacher": ("school", [Role.TEACHER], REFUSED),
    "teacher of another school": ("other", [Role.TEACHER], REFUSED),
    "coordinator": ("school", [Role.COORDINATOR], DONE),
    "coordinator of another school": ("other", [Role.COORDINATOR], UNKNOWN),
    "coordinator who teaches there": ("school", [Role.COORDINATOR, Role.TEACHER], REFUSED),
    "coordinator of the district": ("district", [Role.COORDINATOR], DONE),
    "coordinator of the region": ("region", [Role.COORDINATOR], DONE),
    "coordinator of the country": ("country", [Role.COORDINATOR], DONE),
    "coordinator of another district": ("elsewhere", [Role.COORDINATOR], UNKNOWN),
}


@pytest.fixture
def places(school):
    other = SchoolFactory(parent=school.parent)
    district, region, country = school.ancestors_and_self()[1:]
    return {
        "school": school,
        "other": other,
        "district": district,
        "region": region,
        "country": country,
        "elsewhere": SchoolFactory().parent,
    }


def asks(school, classroom, teacher):
    """Each thing that is done to a class: its address and what is sent there."""
    new = {"name": "8-Ю", "grade": "8", "size": "27", "teacher": str(teacher.pk)}
    return {
        "open": (reverse("teach:open_class", args=[school.pk]), new),
        "give": (reverse("teach:give", args=[classroom.pk]), {"teacher": str(teacher.pk)}),
        "archive": (reverse("teach:archive", args=[classroom.pk]), {}),
        "restore": (reverse("teach:restore", args=[classroom.pk]), {}),
        "delete": (reverse("teach:delete", args=[classroom.pk]), {}),
    }


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("deed", ["open", "give", "archive", "restore", "delete"])
def test_who_may_do_what(person, deed, school, places, as_user):
    place, roles, wanted = PEOPLE[person]
    user = role(places[place], *roles)
    teacher = role(school, Role.TEACHER)
    classroom = ClassroomFactory(school=school)
    if deed in ("restore", "delete"):
        past(classroom)
    before = (Classroom.objects.count(), set(classroom.teachers.all()), classroom.archived_at)

    url, data = asks(school, classroom, teacher)[deed]
    reply = as_user(user).post(url, data)

    assert reply.status_code == wanted
    now = Classroom.objects.filter(pk=classroom.pk).first()
    after = (Classroom.objects.count(), now and set(now.teachers.all()), now and now.archived_at)
    # After its year a class stays in the archive.
    assert (after != before) == (wanted == DONE and deed != "restore")


def test_who_coordinates_the_district_and_teaches_at_the_school_may_not(school, as_user):
    user = role(school.parent, Role.COORDINATOR)
    role(school, Role.TEACHER, user=user)
    other = SchoolFactory(parent=school.parent)

    assert not permissions.can_open_classes(user, school)
    assert permissions.can_open_classes(user, other)
    assert as_user(user).post(reverse("teach:open_class", args=[school.pk])).status_code == REFUSED


def test_nobody_gets_a_class_that_he_gives_or_opened(school, coordinator, as_user):
    """Opened as a coordinator, then made a teacher by an admin: the class is not for him."""
    teacher = role(school, Role.TEACHER)
    as_user(coordinator).post(*asks(school, ClassroomFactory(school=school), teacher)["open"])
    opened = Classroom.objects.get(name="8-Ю")
    Membership.objects.filter(user=coordinator).update(role=Role.TEACHER)
    second = role(school, Role.COORDINATOR)

    own = as_user(second).post(
        reverse("teach:give", args=[opened.pk]), {"teacher": str(coordinator.pk)}
    )

    assert own.status_code == 400
    assert list(opened.teachers.all()) == [teacher]


def test_a_teacher_made_coordinator_loses_his_class_and_opens_none(classroom, teacher, as_user):
    """A membership changed in the CMS leaves the class without him, and the school too."""
    Membership.objects.filter(user=teacher).update(role=Role.COORDINATOR)
    role(SchoolFactory(), Role.TEACHER, user=teacher)
    client = as_user(teacher)

    assert client.get(reverse("teach:start", args=[classroom.pk])).status_code == UNKNOWN
    assert not permissions.can_see_progress(teacher, classroom)
    assert not permissions.can_open_classes(teacher, classroom.school)


@pytest.mark.parametrize("name", ["8-А", "8-а", " 8 А ", "8А"])
def test_a_name_is_taken_for_the_year_also_in_the_archive(name, school, coordinator, as_user):
    teacher = role(school, Role.TEACHER)
    former = ClassroomFactory(school=school, name="8-А", school_year=this_year())
    actions.archive_classroom(classroom=former)
    url, data = asks(school, former, teacher)["open"]

    reply = as_user(coordinator).post(url, data | {"name": name})

    assert reply.status_code == 400
    assert list(Classroom.objects.all()) == [former]


def test_the_next_year_may_have_the_name_again(school, coordinator, as_user):
    former = ClassroomFactory(school=school, name="8-Ю", school_year=this_year() - 1)
    actions.archive_classroom(classroom=former)

    as_user(coordinator).post(*asks(school, former, role(school, Role.TEACHER))["open"])

    made = Classroom.objects.get(school_year=this_year())
    assert made.name == former.name
    assert made.group != former.group


def test_new_classes_are_shown_to_the_level_above(school, coordinator, as_user):
    district = role(school.parent, Role.COORDINATOR)
    elsewhere = role(SchoolFactory().parent, Role.COORDINATOR)
    kept = ClassroomFactory(school=school, name="7-Я", opened_on=None)
    as_user(coordinator).post(*asks(school, kept, role(school, Role.TEACHER))["open"])
    opened = Classroom.objects.get(name="8-Ю")
    actions.archive_classroom(classroom=opened)

    page = as_user(district).get(HOME).content.decode()

    assert opened.opened_on == timezone.localdate()
    (told,) = [part for part in page.split("<section") if 'id="new-classes"' in part]
    for said in ("8-Ю", school.name, "<td>8</td>", "<td>27</td>", coordinator.username):
        assert said in told
    assert 'class="tag"' in told
    assert "7-Я" not in told
    for user in (coordinator, elsewhere):
        assert 'id="new-classes"' not in as_user(user).get(HOME).content.decode()


def test_new_classes_are_new_for_thirty_days(school):
    district = role(school.parent, Role.COORDINATOR)
    today = timezone.localdate()
    days = {
        ClassroomFactory(school=school, opened_on=today - timedelta(days=age)): age
        for age in (0, 30, 31, 300)
    }

    shown = Classroom.objects.new_below(district, today)

    assert [days[one] for one in shown] == [0, 30]


@pytest.mark.parametrize("rows", [1, 3])
def test_home_of_the_district_queries_do_not_grow(rows, school, as_user, django_assert_num_queries):
    client = as_user(role(school.parent, Role.COORDINATOR))
    for _ in range(rows):
        opener = role(school, Role.COORDINATOR)
        ClassroomFactory(school=school, opened_on=timezone.localdate(), opened_by=opener)

    with django_assert_num_queries(10):
        client.get(HOME)


@pytest.mark.parametrize("rows", [1, 3])
def test_archive_queries_do_not_grow(rows, school, coordinator, as_user, django_assert_num_queries):
    for _ in range(rows):
        past(ClassroomFactory(school=school))
    client = as_user(coordinator)

    with django_assert_num_queries(12):
        page = client.get(reverse("teach:archived", args=[school.pk])).content.decode()
    assert page.count("/delete/") == rows


def test_archived_is_not_opened_anew_but_taken_out_again(begin, classroom, coordinator, as_user):
    Classroom.objects.update(school_year=this_year())
    play = begin()
    play.play_quiz("quiz-after", seats=2)
    play.finish()
    client = as_user(coordinator)
    client.post(reverse("teach:archive", args=[classroom.pk]))

    assert not Classroom.objects.open().exists()
    assert Release.objects.for_group(classroom.group).count() == 5
    client.post(reverse("teach:restore", args=[classroom.pk]))
    assert list(Classroom.objects.open()) == [classroom]
    assert Release.objects.for_group(classroom.group).count() == 5


def test_archive_waits_for_a_lesson_that_goes_on(begin, classroom, coordinator, as_user):
    play = begin()
    url = reverse("teach:archive", args=[classroom.pk])

    reply = as_user(coordinator).post(url)

    assert reply.status_code == 409
    assert 'class="notice notice--warn"' in reply.content.decode()
    assert Classroom.objects.open().exists()
    Taught.objects.update(sitting_at=timezone.now() - timedelta(days=2))
    assert as_user(coordinator).post(url).status_code == DONE
    assert not Taught.objects.get(pk=play.taught.pk).is_running


@pytest.fixture
def taught(begin, classroom):
    """The class with a lesson and its releases behind it."""
    play = begin()
    play.play_quiz("quiz-after", seats=12)
    play.finish()
    return classroom


def everything_of(classroom):
    return (
        Release.objects.for_group(classroom.group).count(),
        Run.objects.of_group(classroom.group).count(),
        TaughtQuiz.objects.of_classroom(classroom).count(),
        Taught.objects.filter(classroom=classroom).count(),
        Classroom.objects.filter(pk=classroom.pk).count(),
    )


def pools_of(school):
    fields = ("lineage", "wave", "total", "submitted", "runs", "alpha")
    return list(Pool.objects.filter(school=school).order_by("pk").values_list(*fields))


def test_delete_after_the_year_leaves_the_pools_alone(
    taught, begin, school, teacher, coordinator, as_user, commit
):
    stays = ClassroomFactory(school=school, taught_by=teacher)
    begin(classroom=stays).play_quiz("quiz-after", seats=3)
    past(taught)
    pools, others, lineages = pools_of(school), everything_of(stays), Lineage.objects.count()
    url = reverse("teach:delete", args=[taught.pk])
    client = as_user(coordinator)

    asked = client.get(url).content.decode()
    assert f'action="{url}"' in asked
    assert everything_of(taught) == (5, 1, 1, 1, 1)
    with commit(execute=True):
        assert client.post(url).status_code == DONE

    assert everything_of(taught) == (0, 0, 0, 0, 0)
    assert len(pools) == 5
    assert pools_of(school) == pools
    assert everything_of(stays) == others
    assert Lineage.objects.count() == lineages
    assert client.post(url).status_code == UNKNOWN
    actions.delete_classroom(classroom=taught)


def in_its_year(classroom):
    Classroom.objects.update(school_year=this_year())


def not_archived(classroom):
    Classroom.objects.update(archived_at=None)


def taught_since(classroom):
    """By a clock that ran ahead when the lesson was taught, or in the wrong year's class."""
    Taught.objects.update(started_at=timezone.now(), sitting_at=timezone.now(), finished_at=None)
    Taught.objects.update(finished_at=timezone.now())


def in_a_lesson(classroom):
    Taught.objects.update(finished_at=None)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (in_its_year, Kept.IN_ITS_YEAR),
        (taught_since, Kept.IN_ITS_YEAR),
        (not_archived, Kept.NOT_ARCHIVED),
        (in_a_lesson, Kept.IN_LESSON),
    ],
)
def test_delete_is_refused_with_a_sentence(spoil, reason, taught, coordinator, as_user):
    past(taught)
    spoil(taught)
    before = everything_of(taught)
    client = as_user(coordinator)

    for reply, status in (
        (client.get(reverse("teach:delete", args=[taught.pk])), 200),
        (client.post(reverse("teach:delete", args=[taught.pk])), 409),
    ):
        assert reply.status_code == status
        page = reply.content.decode()
        assert str(reason.label) in page
        assert "<form method" not in page.split("<main")[1]
    assert everything_of(taught) == before


@pytest.mark.parametrize("rows", [1, 3])
def test_delete_page_queries_do_not_grow(
    rows, begin, classroom, coordinator, as_user, django_assert_num_queries
):
    for _ in range(rows):
        begin().finish()
    past(classroom)
    client = as_user(coordinator)

    with django_assert_num_queries(13):
        client.get(reverse("teach:delete", args=[classroom.pk]))


def test_delete_that_fails_deletes_nothing(taught, monkeypatch):
    """A row that somebody still holds on to: all of it stays."""
    past(taught)
    before = everything_of(taught)

    def full_disk(self, *args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr("django.db.models.Model.delete", full_disk)
    with pytest.raises(OSError, match="No space"):
        actions.delete_classroom(classroom=taught)

    assert everything_of(taught) == before


def test_delete_destroys_the_key_of_a_run_left_open(begin, classroom, commit):
    play = begin("quiz-after")
    play.open_quiz()
    run = play.run
    Taught.objects.update(finished_at=timezone.now())
    past(classroom)

    with commit(execute=True):
        actions.delete_classroom(classroom=classroom)

    assert not Run.objects.exists()
    with pytest.raises(keys.NoKey):
        keys.of(run.id)
