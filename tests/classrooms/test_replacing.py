"""Replacing a tablet from the board and the desk: the same page whatever seats there are."""

import re

import pytest
from django.urls import reverse

from quizzes import animals, joining
from quizzes.animals import ANIMALS, COLOURS
from quizzes.states import Way
from tests.classrooms.factories import ClassroomFactory, MembershipFactory
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db
SCREENS = ["replace", "desk_replace"]


@pytest.fixture
def play(begin):
    one = begin("quiz-after", present=6)
    one.open_quiz()
    one.join(2)
    return one


def choice(play, seat):
    animal, colour = animals.of_seat(play.run.id, seat)
    return {"animal": animal.id, "colour": colour.id}


def text(reply):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", reply.content.decode())


def code_on(page):
    found = re.search(r'replace__code"><span>(\d{3})</span> <span>(\d{3})<', page)
    return "".join(found.groups()) if found else ""


@pytest.mark.parametrize("screen", SCREENS)
def test_the_teacher_names_the_animal_and_gets_a_code(play, teach, screen):
    reply = teach(play, screen, choice(play, 1))
    assert (reply.status_code, reply["Location"]) == (
        303, reverse(f"teach:{screen}", args=[play.taught.pk]),
    )  # fmt: skip
    page = text(teach(play, screen))

    assert code_on(page) == joining.offered_code(play.run)
    assert len(code_on(page)) == 6


@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_is_the_same_whatever_seats_there_are(play, teach, screen):
    two = text(teach(play, screen))
    play.join(3)
    play.ask()
    play.answer(["a", "b"])
    five = text(teach(play, screen))

    assert two == five
    shown = re.findall(r'name="animal" value="([a-z-]+)"', two)
    assert shown == [animal.id for animal in ANIMALS]
    assert re.findall(r'name="colour" value="([a-z-]+)"', two) == [one.id for one in COLOURS]
    assert "checked" not in two


def test_the_page_with_the_code_names_no_animal_but_all(play, teach):
    pages = []
    for seat in (0, 1):
        teach(play, "replace", choice(play, seat))
        page = text(teach(play, "replace"))
        pages.append(re.sub(r"<span>\d{3}</span>", "", page))

    assert pages[0] == pages[1]


@pytest.mark.parametrize("screen", SCREENS)
def test_an_animal_that_nobody_has(play, teach, screen):
    reply = teach(play, screen, choice(play, 2))

    assert reply.status_code == 409
    assert 'role="alert"' in text(reply)
    assert joining.offered_code(play.run) == ""


@pytest.mark.parametrize(
    "said", [{}, {"animal": "fox"}, {"animal": "dragon", "colour": "madder"}, {"colour": "x" * 500}]
)
def test_bad_input_offers_nothing(play, teach, said):
    reply = teach(play, "replace", said)

    assert reply.status_code == 409
    assert joining.offered_code(play.run) == ""


def test_by_htmx_it_is_the_same_page(play, teach):
    assert teach(play, "replace", choice(play, 0), **HTMX).status_code == 303


def test_in_every_phase_of_an_open_quiz_and_no_longer(play, teach):
    link = reverse("teach:replace", args=[play.taught.pk])
    desk_link = reverse("teach:desk_replace", args=[play.taught.pk])
    for move in (None, play.ask, play.close_question):
        if move:
            move()
        assert teach(play, "replace").status_code == 200
        assert link in text(teach(play, "lesson"))
        assert desk_link in text(teach(play, "desk"))
    play.close_quiz()

    assert teach(play, "replace").status_code == 303
    assert teach(play, "replace", choice(play, 0)).status_code == 303
    assert link not in text(teach(play, "lesson"))
    assert desk_link not in text(teach(play, "desk"))


def test_without_tablets_there_is_nothing_to_replace(play, teach):
    run = play.run
    run.way = Way.CARDS
    run.save(update_fields=["way"])

    assert teach(play, "replace").status_code == 303
    assert reverse("teach:replace", args=[play.taught.pk]) not in text(teach(play, "lesson"))


@pytest.mark.parametrize("screen", SCREENS)
def test_strangers_are_kept_out(play, client, as_user, screen):
    url = reverse(f"teach:{screen}", args=[play.taught.pk])
    assert client.post(url, choice(play, 0)).status_code == 302
    stranger = MembershipFactory(place=play.taught.classroom.school).user
    ClassroomFactory(school=play.taught.classroom.school, taught_by=stranger, name="9-Б")

    assert as_user(stranger).post(url, choice(play, 0)).status_code == 404
    assert joining.offered_code(play.run) == ""


@pytest.mark.parametrize("screen", SCREENS)
def test_what_it_costs(play, teach, screen, django_assert_num_queries):
    for seats in (1, 3):
        play.join(seats)
        with django_assert_num_queries(4):
            teach(play, screen)
