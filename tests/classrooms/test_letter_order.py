"""Names that people look through stand in the order of Kyrgyz letters."""

import re

import pytest
from django.urls import reverse

from classrooms.permissions import may_be_given
from classrooms.states import Role
from tests.classrooms.factories import (
    ClassroomFactory,
    DistrictFactory,
    MembershipFactory,
    SchoolFactory,
)

NAMES = ["Жети-Өгүз", "Нарын", "Ноокат", "Өзгөн", "Пишпек", "Үч-Коргон", "Фрунзе"]


@pytest.fixture
def home(as_user):
    def look(user):
        return as_user(user).get(reverse("teach:home")).content.decode()

    return look


def test_teachers_of_a_form(school, coordinator):
    for name in reversed(NAMES):
        teacher = MembershipFactory(place=school, role=Role.TEACHER).user
        teacher.last_name = name
        teacher.save()

    offered = may_be_given(school, coordinator)

    assert list(offered.values_list("last_name", flat=True)) == NAMES


def test_teachers_of_one_family_name_by_first_name(school, coordinator):
    for first_name in ("Үмүт", "Өмүрбек", "Фарида"):
        teacher = MembershipFactory(place=school, role=Role.TEACHER).user
        teacher.first_name, teacher.last_name = first_name, "Асанова"
        teacher.save()

    offered = may_be_given(school, coordinator)

    assert list(offered.values_list("first_name", flat=True)) == ["Өмүрбек", "Үмүт", "Фарида"]


def test_schools_of_a_coordinator(db, home):
    district = DistrictFactory()
    for name in reversed(NAMES):
        SchoolFactory(parent=district, name=name)
    user = MembershipFactory(place=district, role=Role.COORDINATOR).user

    assert re.findall(r'<h2 id="school-[^"]+">([^<]+)<', home(user)) == NAMES


def test_classes_of_one_grade(home, school, teacher):
    for name in ("8-П", "8-Ө", "8-О"):
        ClassroomFactory(school=school, taught_by=teacher, name=name, grade=8)
    ClassroomFactory(school=school, taught_by=teacher, name="5-Я", grade=5)

    found = re.findall(r'class="card__title"><a [^>]+>([^<]+)<', home(teacher))

    assert found == ["5-Я", "8-О", "8-Ө", "8-П"]


def test_classes_of_a_school(home, school, coordinator):
    for name in ("8-П", "8-Ө", "8-О"):
        ClassroomFactory(school=school, name=name)

    assert re.findall(r'<th scope="row"><a [^>]+>([^<]+)<', home(coordinator)) == [
        "8-О",
        "8-Ө",
        "8-П",
    ]
