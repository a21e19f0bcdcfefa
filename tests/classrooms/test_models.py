import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from classrooms.calendar import school_year
from classrooms.models import Classroom, Membership, Place, Pool, Taught, TaughtQuiz
from classrooms.states import PlaceKind, Role
from tests.classrooms.factories import (
    ClassroomFactory,
    CountryFactory,
    DistrictFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


def breaks(constraint, act):
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE"), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("class_grade_exists", {"grade": 0}),
        ("class_grade_exists", {"grade": 13}),
        ("class_size_is_possible", {"size": 0}),
        ("class_size_is_possible", {"size": 51}),
        ("class_year_is_possible", {"school_year": 26}),
    ],
)
def test_classroom_refuses_impossible_numbers(constraint, fields):
    breaks(constraint, lambda: ClassroomFactory(**fields))


def test_classroom_name_is_once_a_year(school):
    ClassroomFactory(school=school, name="8-А", school_year=2026)
    ClassroomFactory(school=school, name="8-А", school_year=2027)

    breaks("class_once_a_year", lambda: ClassroomFactory(school=school, name="8-А"))


def test_classroom_group_is_its_own():
    first = ClassroomFactory()

    assert first.group not in (first.pk, ClassroomFactory().group)
    breaks("group", lambda: ClassroomFactory(group=first.group))


@pytest.mark.parametrize(
    ("grade", "band"), [(1, "7-10"), (6, "11-12"), (8, "13-15"), (12, "16-17")]
)
def test_classroom_age_band_comes_from_the_one_setting(grade, band):
    assert ClassroomFactory.build(grade=grade, school=None).age_band == band


def test_place_country_stands_alone_and_others_do_not():
    country = CountryFactory()

    breaks("place_country_is_the_top", lambda: CountryFactory(parent=country))
    breaks("place_country_is_the_top", lambda: SchoolFactory(parent=None))
    breaks("place_kind_is_known", lambda: CountryFactory(kind="village", parent=country))
    breaks("place_once_in_parent", lambda: [SchoolFactory(parent=country, name="1") for _ in "ab"])


def test_place_belongs_to_a_wider_one():
    school = SchoolFactory()

    with pytest.raises(ValidationError):
        Place(kind=PlaceKind.DISTRICT, name="Upside down", parent=school).full_clean()
    school.full_clean()


def test_membership_is_once_and_of_a_known_role():
    member = MembershipFactory()

    breaks("membership_once", lambda: MembershipFactory(user=member.user, place=member.place))
    breaks("membership_role_is_known", lambda: MembershipFactory(role="pupil"))


def test_membership_teacher_works_at_a_school():
    with pytest.raises(ValidationError):
        Membership(user=UserFactory(), place=DistrictFactory(), role=Role.TEACHER).full_clean()


def lesson_row(classroom, **fields):
    row = {"lesson_key": uuid.uuid4(), "language": "ky", "present": 20, "started_at": NOON}
    row |= {"sitting_at": NOON, "slide_at": NOON}
    return Taught.objects.create(classroom=classroom, **(row | fields))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("lesson_present_is_possible", {"present": 0}),
        ("lesson_present_is_possible", {"present": 51}),
        ("lesson_language_is_known", {"language": "de"}),
        ("lesson_finished_is_not_paused", {"finished_at": NOON, "paused_at": NOON}),
        ("lesson_ends_after_start", {"finished_at": datetime(2026, 9, 1, tzinfo=UTC)}),
    ],
)
def test_taught_refuses_the_impossible(constraint, fields, classroom):
    breaks(constraint, lambda: lesson_row(classroom, **fields))


def test_taught_one_lesson_at_a_time(classroom):
    lesson_row(classroom, finished_at=NOON)
    lesson_row(classroom)

    breaks("lesson_one_at_a_time", lambda: lesson_row(classroom))


def test_quiz_number_counts_from_one_for_each_slide(begin):
    quiz = begin("quiz-before").open_quiz()

    for number, constraint in ((1, "quiz_number_once"), (0, "quiz_number_from_one")):
        same = TaughtQuiz(taught=quiz.taught, slide_id=quiz.slide_id, number=number, run=quiz.run)
        breaks(constraint, same.save)


def test_pool_is_once_for_school_lineage_and_wave(school):
    lineage = uuid.uuid4()
    row = {"school": school, "lineage": lineage, "alpha": "1/2"}
    Pool.objects.create(wave="pre", **row)
    Pool.objects.create(wave="post", **row)

    breaks("pool_once", lambda: Pool.objects.create(wave="pre", **row))
    breaks("pool_wave_is_known", lambda: Pool.objects.create(wave="now", **row))
    few = {"school": school, "lineage": uuid.uuid4(), "wave": "pre", "alpha": "1/2"}
    breaks("pool_run_has_answers", lambda: Pool.objects.create(runs=2, submitted=1, **few))


def test_visible_to_is_taught_or_coordinated_and_nothing_else(school, teacher, coordinator):
    mine = ClassroomFactory(school=school, taught_by=teacher)
    other = ClassroomFactory(school=school)
    ClassroomFactory()
    ClassroomFactory(school=school, taught_by=teacher, archived_at=NOON)
    district = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user
    country = MembershipFactory(place=school.parent.parent.parent, role=Role.COORDINATOR).user

    assert set(Classroom.objects.visible_to(teacher)) == {mine}
    for adult in (coordinator, district, country):
        assert set(Classroom.objects.visible_to(adult)) == {mine, other}
    assert not Classroom.objects.visible_to(UserFactory()).exists()


@pytest.mark.parametrize(
    ("day", "year"), [((2026, 8, 31), 2025), ((2026, 9, 1), 2026), ((2027, 1, 15), 2026)]
)
def test_school_year_begins_in_september(day, year):
    assert school_year(datetime(*day, tzinfo=UTC).date()) == year
