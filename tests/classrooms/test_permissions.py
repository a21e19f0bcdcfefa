import pytest
from django.urls import reverse
from django.utils import timezone

from classrooms import permissions
from classrooms.models import Classroom
from classrooms.states import Role
from tests.classrooms.factories import ClassroomFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def teacher_pages(play):
    lesson = play.taught.pk
    return [
        ("get", reverse("teach:start", args=[play.taught.classroom_id])),
        ("get", reverse("teach:certificate", args=[play.taught.classroom_id])),
        ("get", reverse("teach:lesson", args=[lesson])),
        ("get", reverse("teach:pulse", args=[lesson])),
        *(
            ("post", reverse(f"teach:{name}", args=[lesson]))
            for name in ("move", "quiz_open", "quiz_next", "quiz_close", "quiz_end", "finish")
        ),
        ("post", reverse("teach:lesson_language", args=[lesson])),
    ]


def coordinator_pages(classroom):
    return [
        ("get", reverse("teach:open_class", args=[classroom.school_id])),
        ("post", reverse("teach:give", args=[classroom.pk])),
        ("post", reverse("teach:archive", args=[classroom.pk])),
    ]


def test_lesson_of_a_stranger_does_not_exist(begin, as_user):
    play = begin()
    stranger = as_user(MembershipFactory().user)

    found = {getattr(stranger, how)(url).status_code for how, url in teacher_pages(play)}

    assert found == {404}


def test_lesson_is_refused_to_other_roles(begin, as_user, coordinator):
    play = begin()
    other = as_user(coordinator)

    found = {getattr(other, how)(url).status_code for how, url in teacher_pages(play)}

    assert found == {403}


def test_lesson_leads_a_visitor_to_the_login(begin, client):
    play = begin()

    for how, url in teacher_pages(play):
        reply = getattr(client, how)(url)
        assert (reply.status_code, reply.url.split("?")[0]) == (302, "/login/")


def test_lesson_sends_htmx_to_the_login_with_the_whole_page(begin, client):
    reply = client.get(
        reverse("teach:pulse", args=[begin().taught.pk]), headers={"HX-Request": "true"}
    )

    assert reply.headers["HX-Redirect"] == "/login/"


def test_coordinator_pages_are_refused_to_teachers(classroom, teacher, as_user):
    client = as_user(teacher)

    found = {getattr(client, how)(url).status_code for how, url in coordinator_pages(classroom)}

    assert found == {403}


def test_coordinator_pages_of_another_school_do_not_exist(classroom, as_user):
    client = as_user(MembershipFactory(role=Role.COORDINATOR).user)

    found = {getattr(client, how)(url).status_code for how, url in coordinator_pages(classroom)}

    assert found == {404}


def test_class_page_of_a_stranger_does_not_exist(classroom, as_user):
    url = reverse("teach:classroom", args=[classroom.pk])

    assert as_user(MembershipFactory().user).get(url).status_code == 404


def test_class_page_shows_no_bands_to_a_coordinator(begin, as_user, coordinator, teacher):
    play = begin()
    play.play_quiz("quiz-after", seats=12)
    url = reverse("teach:classroom", args=[play.taught.classroom_id])

    assert 'class="band band--' in as_user(teacher).get(url).content.decode()
    page = as_user(coordinator).get(url).content.decode()
    assert 'class="band band--' not in page
    assert play.taught.title("ky").text not in page


def test_can_open_classes_coordinator_of_the_school_or_above(school, coordinator, teacher):
    district = MembershipFactory(place=school.parent, role=Role.COORDINATOR).user
    elsewhere = MembershipFactory(role=Role.COORDINATOR).user

    allowed = [
        permissions.can_open_classes(adult, school)
        for adult in (coordinator, district, elsewhere, teacher)
    ]

    assert allowed == [True, True, False, False]


def test_can_open_classes_not_who_also_teaches_there(school, coordinator, as_user):
    MembershipFactory(user=coordinator, place=school, role=Role.TEACHER)

    assert not permissions.can_open_classes(coordinator, school)
    reply = as_user(coordinator).post(reverse("teach:open_class", args=[school.pk]), {"name": "8"})
    assert reply.status_code == 403
    assert not Classroom.objects.exists()


def test_may_be_given_teachers_of_the_school_but_not_the_giver(school, teacher):
    MembershipFactory()
    gone = MembershipFactory(place=school, user=UserFactory(is_active=False)).user
    giver = MembershipFactory(place=school).user

    assert list(permissions.may_be_given(school, giver)) == [teacher]
    assert gone not in permissions.may_be_given(school, teacher)


def test_archived_class_is_gone_for_its_teacher(teacher, school, as_user):
    archived = ClassroomFactory(school=school, taught_by=teacher, archived_at=timezone.now())

    assert as_user(teacher).get(reverse("teach:start", args=[archived.pk])).status_code == 404
