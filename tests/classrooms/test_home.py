import re

import pytest
from django.urls import reverse
from django.utils import timezone

from classrooms.calendar import school_year
from classrooms.models import Classroom, Taught
from classrooms.states import Role
from curriculum.models import LessonPage
from tests.classrooms.factories import ClassroomFactory, MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db
HOME = "/teach/"


def test_home_three_clicks_to_a_lesson(classroom, lesson, teacher, as_user):
    client = as_user(teacher)
    home = client.get(HOME).content.decode()
    start = reverse("teach:start", args=[classroom.pk])
    assert f'href="{start}"' in home
    page = client.get(start).content.decode()
    assert 'name="present" value="24"' in page
    assert f'name="lesson" value="{lesson.translation_key}"' in page

    reply = client.post(start, {"present": "24", "lesson": str(lesson.translation_key)})

    taught = Taught.objects.get()
    assert (reply.status_code, reply.url) == (303, reverse("teach:lesson", args=[taught.pk]))
    assert (taught.classroom, taught.present) == (classroom, 24)


def test_home_goes_on_with_a_running_lesson(begin, teacher, as_user):
    play = begin()

    page = as_user(teacher).get(HOME).content.decode()

    assert reverse("teach:lesson", args=[play.taught.pk]) in page
    assert reverse("teach:start", args=[play.taught.classroom_id]) not in page


def test_home_shows_both_to_who_teaches_and_coordinates(school, classroom, teacher, as_user):
    other = SchoolFactory(parent=school.parent)
    MembershipFactory(user=teacher, place=other, role=Role.COORDINATOR)
    theirs = ClassroomFactory(school=other, name="5-Ж")

    page = as_user(teacher).get(HOME).content.decode()

    assert classroom.name in page
    assert theirs.name in page
    assert reverse("teach:open_class", args=[other.pk]) in page
    assert reverse("teach:open_class", args=[school.pk]) not in page


def test_home_without_a_class_offers_no_lesson(as_user, teacher):
    page = as_user(teacher).get(HOME).content.decode()

    assert "/start/" not in page
    assert 'class="empty"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_home_queries_do_not_grow(rows, on, school, teacher, as_user, django_assert_num_queries):
    on(10, 15)
    ClassroomFactory.create_batch(rows, school=school, taught_by=teacher)
    client = as_user(teacher)

    with django_assert_num_queries(8):
        client.get(HOME)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_queries_of_a_coordinator_do_not_grow(
    rows, school, coordinator, teacher, as_user, django_assert_num_queries
):
    ClassroomFactory.create_batch(rows, school=school, taught_by=teacher)
    client = as_user(coordinator)

    with django_assert_num_queries(9):
        client.get(HOME)


@pytest.mark.parametrize("present", ["0", "51", "many", "", "-3", "1e3"])
def test_start_refuses_impossible_numbers(present, classroom, lesson, teacher, as_user):
    url = reverse("teach:start", args=[classroom.pk])

    reply = as_user(teacher).post(url, {"present": present, "lesson": str(lesson.translation_key)})

    assert reply.status_code == 400
    assert 'class="errorlist"' in reply.content.decode()
    assert not Taught.objects.exists()


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_start_refuses_an_unknown_lesson(key, classroom, lesson, teacher, as_user):
    reply = as_user(teacher).post(
        reverse("teach:start", args=[classroom.pk]), {"present": "20", "lesson": key}
    )

    assert reply.status_code == 400
    assert not Taught.objects.exists()


def test_start_refuses_a_second_lesson(begin, lesson, teacher, as_user):
    play = begin()

    reply = as_user(teacher).post(
        reverse("teach:start", args=[play.taught.classroom_id]),
        {"present": "20", "lesson": str(lesson.translation_key)},
    )

    assert reply.status_code == 400
    assert reverse("teach:lesson", args=[play.taught.pk]) in reply.content.decode()
    assert Taught.objects.count() == 1


def test_start_lists_lessons_of_the_age_first(classroom, lesson, teacher, as_user):
    page = as_user(teacher).get(reverse("teach:start", args=[classroom.pk])).content.decode()

    offered = re.findall(r'name="lesson" value="([^"]+)"', page)
    assert offered[0] == str(lesson.translation_key)
    assert len(offered) == 4


def test_start_marks_lessons_that_are_not_all_checked(classroom, lesson, teacher, as_user):
    page = as_user(teacher).get(reverse("teach:start", args=[classroom.pk])).content.decode()

    cards = page.split('class="card"')[1:]
    marked = ["tag--check" in card for card in cards]
    pages = LessonPage.objects.published_lessons()
    unchecked = {str(one.translation_key) for one in pages if one.verify_items()}
    keys = [re.findall(r'name="lesson" value="([^"]+)"', card)[0] for card in cards]
    assert marked == [key in unchecked for key in keys]
    assert set(marked) == {True, False}


def test_open_class_by_the_coordinator(school, teacher, coordinator, as_user):
    reply = as_user(coordinator).post(
        reverse("teach:open_class", args=[school.pk]),
        {"name": "8-Г", "grade": "8", "size": "27", "teacher": teacher.pk},
    )

    assert (reply.status_code, reply.url) == (303, HOME)
    made = Classroom.objects.get()
    assert (made.name, made.grade, made.size) == ("8-Г", 8, 27)
    assert list(made.teachers.all()) == [teacher]


@pytest.mark.parametrize(
    "wrong", [{"grade": "13"}, {"size": "51"}, {"name": ""}, {"teacher": "999999"}, {"size": "x"}]
)
def test_open_class_refuses_bad_input(wrong, school, teacher, coordinator, as_user):
    good = {"name": "8-Г", "grade": "8", "size": "27", "teacher": teacher.pk}

    reply = as_user(coordinator).post(reverse("teach:open_class", args=[school.pk]), good | wrong)

    assert reply.status_code == 400
    assert not Classroom.objects.exists()


def test_open_class_refuses_a_taken_name(classroom, school, teacher, coordinator, as_user):
    same = {"name": classroom.name, "grade": "8", "size": "27", "teacher": teacher.pk}
    Classroom.objects.update(school_year=school_year(timezone.localdate()))

    reply = as_user(coordinator).post(reverse("teach:open_class", args=[school.pk]), same)

    assert reply.status_code == 400
    assert Classroom.objects.count() == 1


def test_give_and_archive_by_the_coordinator(classroom, school, coordinator, as_user):
    second = MembershipFactory(place=school).user
    client = as_user(coordinator)

    client.post(reverse("teach:give", args=[classroom.pk]), {"teacher": second.pk})
    assert second in classroom.teachers.all()
    client.post(reverse("teach:archive", args=[classroom.pk]))
    assert not Classroom.objects.open().exists()


def test_give_refuses_who_is_no_teacher_there(classroom, teacher, coordinator, as_user):
    stranger = MembershipFactory().user

    reply = as_user(coordinator).post(
        reverse("teach:give", args=[classroom.pk]), {"teacher": stranger.pk}
    )

    assert reply.status_code == 400
    assert list(classroom.teachers.all()) == [teacher]


def test_a_coordinator_of_a_district_finds_its_figures(school, as_user):
    keeper = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user

    page = as_user(keeper).get(reverse("teach:home")).content.decode()

    assert reverse("teach:figures", args=[school.parent.pk]) in page
    assert reverse("teach:figures", args=[school.pk]) in page
    assert reverse("teach:figures", args=[school.parent.parent.pk]) not in page
