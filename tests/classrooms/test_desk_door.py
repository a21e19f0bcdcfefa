"""The way to the desk: the door on the laptop, the link, the phone that comes through it."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from classrooms.models import DeskPass, Taught
from cms.log import NoPupilPath
from tests.classrooms.factories import ClassroomFactory, MembershipFactory
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db
ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def one_network(monkeypatch):
    monkeypatch.setenv("BIRGE_PUBLIC_URL", "http://school.test")


@pytest.fixture
def phone():
    """A browser of its own, nobody logged in."""
    return Client(enforce_csrf_checks=True)


def ask_for_link(teach, play):
    page = teach(play, "desk_make_link", {}).content.decode()
    return re.findall(r"http://school\.test(/teach/desk/[\w-]{22}/)", page)[0]


def press(phone, link):
    """The button of the link's page, as the phone has it."""
    page = phone.get(link).content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    return phone.post(link, {"csrfmiddlewaretoken": token}, headers=ORIGIN)


def desk_of(play, name="desk"):
    return reverse(f"teach:{name}", args=[play.taught.pk])


def test_door_shows_nothing_that_is_for_the_teacher(begin, teach):
    play = begin("four-things")

    page = teach(play, "desk_door").content.decode()

    assert play.board.slide.cue not in page
    assert 'id="protocol"' not in page
    assert desk_of(play) in page


def test_board_leads_to_the_door_and_not_past_it(begin, teach):
    play = begin("four-things")

    page = teach(play, "lesson").content.decode()

    assert f'href="{desk_of(play, "desk_door")}"' in page
    assert desk_of(play) not in page


def test_link_is_shown_as_a_picture_and_in_letters(begin, teach):
    play = begin()

    page = teach(play, "desk_make_link", {}).content.decode()

    assert "<svg" in page.split('class="qr"')[1]
    assert DeskPass.objects.get().taught_id == play.taught.pk


def test_link_needs_a_network(begin, teach, monkeypatch):
    monkeypatch.delenv("BIRGE_PUBLIC_URL")
    monkeypatch.setattr("cms.addresses.lan_addresses", list)

    page = teach(begin(), "desk_make_link", {}).content.decode()

    assert 'class="qr"' not in page
    assert "Wi-Fi" in page
    assert not DeskPass.objects.exists()


def test_looking_at_the_link_writes_nothing_and_uses_nothing_up(begin, teach, phone):
    play = begin()
    link = ask_for_link(teach, play)
    before = DeskPass.objects.values().get()

    for _ in range(3):
        page = phone.get(link)
        phone.head(link)

    assert page.status_code == 200
    assert play.taught.classroom.name in page.content.decode()
    assert DeskPass.objects.values().get() == before


def test_phone_becomes_the_desk(begin, teach, phone):
    play = begin("four-things")

    reply = press(phone, ask_for_link(teach, play))

    assert (reply.status_code, reply.url) == (303, desk_of(play))
    cookie = reply.cookies["birge-desk"]
    assert cookie["path"] == desk_of(play, "desk_door")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    page = phone.get(desk_of(play)).content.decode()
    assert play.board.slide.cue in page


def test_link_opened_twice_says_so(begin, teach, phone):
    play = begin()
    link = ask_for_link(teach, play)
    press(phone, link)
    second = Client()

    shown, pressed = second.get(link), second.post(link)

    assert (shown.status_code, pressed.status_code) == (410, 410)
    assert "birge-desk" not in pressed.cookies
    assert "бир эле жолу" in pressed.content.decode()
    assert link not in pressed.content.decode()


def test_link_after_the_lesson_says_so(begin, teach, phone):
    play = begin()
    link = ask_for_link(teach, play)
    play.finish()

    reply = phone.get(link)

    assert reply.status_code == 410
    assert "сабак бүттү" in reply.content.decode()


def test_forged_link_leads_nowhere_in_the_readers_language(phone):
    phone.cookies["birge-language"] = "ru"

    reply = phone.get("/teach/desk/" + "A" * 22 + "/")

    assert reply.status_code == 404
    assert "никуда не ведёт" in reply.content.decode()
    assert "AAAA" not in reply.content.decode()


def test_link_needs_its_own_page(begin, teach, phone):
    play = begin()
    link = ask_for_link(teach, play)

    assert phone.post(link, headers={"Origin": "http://evil.test"}).status_code == 403
    assert DeskPass.objects.get().opened_at is None


def test_pass_opens_the_desk_of_its_lesson_and_nothing_else(begin, teach, phone):
    play = begin("four-things")
    press(phone, ask_for_link(teach, play))
    secret = phone.cookies["birge-desk"].value
    phone.cookies.clear()
    phone.cookies["birge-desk"] = secret  # sent to every address, as no browser would

    pages = ("lesson", "pulse", "desk_door")
    refused = {phone.get(desk_of(play, name)).status_code for name in pages}
    home = phone.get("/teach/")
    road = phone.get(reverse("teach:classroom", args=[play.taught.classroom_id]))

    assert phone.get(desk_of(play)).status_code == 200
    assert refused == {302}
    assert (home.status_code, road.status_code) == (302, 302)


def test_pass_of_another_lesson_is_refused(begin, teach, phone, school):
    play = begin()
    press(phone, ask_for_link(teach, play))
    secret = phone.cookies["birge-desk"].value
    other = begin(classroom=ClassroomFactory(school=school))
    phone.cookies["birge-desk"] = secret

    reply = phone.get(desk_of(other))

    assert reply.status_code == 403
    assert other.board.slide.cue not in reply.content.decode()


def test_door_says_that_a_phone_is_the_desk_and_closes_it(begin, teach, phone):
    play = begin()
    quiet = teach(play, "desk_door", None, **HTMX)
    press(phone, ask_for_link(teach, play))

    told = teach(play, "desk_door", None, **HTMX).content.decode()
    closed = teach(play, "desk_close", {})

    assert "phones=0" in quiet.content.decode()
    assert "phones=1" in told
    assert desk_of(play, "desk_close") in told
    assert (closed.status_code, closed.url) == (303, desk_of(play, "desk_door"))
    assert phone.get(desk_of(play)).status_code == 403


def test_door_asked_again_says_nothing_new(begin, teach, client):
    play = begin()
    teach(play, "desk_door")

    assert client.get(f"{desk_of(play, 'desk_door')}?phones=0", headers=HTMX).status_code == 204


def test_phone_whose_pass_was_taken_away_is_told(begin, teach, phone):
    play = begin("four-things")
    press(phone, ask_for_link(teach, play))
    teach(play, "desk_close", {})

    polled = phone.get(desk_of(play, "desk_pulse"), headers=HTMX)
    page = phone.get(desk_of(play))

    assert (polled.status_code, polled.headers["HX-Refresh"]) == (403, "true")
    assert page.status_code == 403
    assert "пульт эмес" in page.content.decode()
    assert "<form" not in page.content.decode()


def test_phone_is_told_when_the_lesson_is_over(begin, teach, phone):
    play = begin()
    press(phone, ask_for_link(teach, play))
    play.finish()

    assert phone.get(desk_of(play)).status_code == 410
    moved = phone.get(desk_of(play, "desk_pulse"), headers=HTMX)
    assert (moved.status_code, moved.headers["HX-Refresh"]) == (410, "true")


def test_door_of_a_finished_lesson_gives_no_link(begin, teach):
    play = begin()
    play.finish()

    assert teach(play, "desk_make_link", {}).status_code == 303
    assert desk_of(play, "desk_make_link") not in teach(play, "desk_door").content.decode()
    assert not DeskPass.objects.exists()


@pytest.mark.parametrize("name", ["desk", "desk_pulse", "desk_door"])
def test_desk_is_for_who_leads_the_lesson(name, begin, as_user, coordinator, phone):
    play = begin()
    pupil = phone.get(desk_of(play, name))
    forged = Client()
    forged.cookies["birge-desk"] = "x" * 22

    assert (pupil.status_code, pupil.url.split("?")[0]) == (302, "/login/")
    assert forged.get(desk_of(play, name)).status_code == (302 if name == "desk_door" else 403)
    assert as_user(coordinator).get(desk_of(play, name)).status_code == 403
    assert as_user(MembershipFactory().user).get(desk_of(play, name)).status_code == 404


@pytest.mark.parametrize("name", ["desk_move", "desk_finish", "desk_quiz_open", "desk_close"])
def test_desk_controls_are_for_who_leads_the_lesson(name, begin, as_user, phone):
    play = begin()
    data = {"step": "0", "to": "3"}
    before = Taught.objects.values().get()

    assert as_user(MembershipFactory().user).post(desk_of(play, name), data).status_code == 404
    assert Client().post(desk_of(play, name), data).status_code == 302
    assert Taught.objects.values().get() == before


def test_log_holds_no_link():
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Gone: %s", ("/teach/desk/CANARY/",), None
    )

    assert NoPupilPath().filter(record)
    assert record.getMessage() == "Gone: /teach/desk/…"
