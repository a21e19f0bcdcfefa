"""What the class thinks: for its teacher alone, and only behind "the projector is off"."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from classrooms.permissions import DESK_COOKIE
from classrooms.states import Role
from quizzes.disclosure import Band
from quizzes.models import Release
from tests.classrooms.factories import ClassroomFactory, MembershipFactory
from tests.privacy.opinions import ask_opinions

pytestmark = pytest.mark.django_db
WAVES = ("quiz-before", "quiz-after")


@pytest.fixture
def reader(teacher, as_user, classroom):
    """The teacher's browser at the page of the class's opinions."""
    client = as_user(teacher)
    url = reverse("teach:opinions", args=[classroom.pk])

    class Reader:
        def ask(self):
            return client.get(url)

        def say_yes(self, asked=None):
            asked = asked or re.findall(r'name="asked" value="([^"]+)"', text(self.ask()))[0]
            self.said = asked
            return client.post(url, {"asked": asked})

    Reader.client, Reader.url = client, url
    return Reader()


def text(reply):
    return reply.content.decode()


def bands(reply):
    return re.findall(r'class="band band--(\w+)"', text(reply))


def test_bands_come_after_a_yes_and_never_from_a_get(begin, reader):
    ask_opinions(begin, 20).finish()
    stored = list(Release.objects.order_by("pk").values_list("band", flat=True))

    asked = reader.ask()
    shown = reader.say_yes()

    assert (bands(asked), bands(shown)) == ([], stored)
    assert set(stored) <= set(Band.values)
    assert len(stored) > 1
    for reply in (asked, shown):
        assert reply.status_code == 200
        assert "no-store" in reply.headers["Cache-Control"]
    assert bands(reader.ask()) == []


@pytest.mark.parametrize("asked", ["", "x", None])
def test_a_yes_is_good_once(begin, reader, asked):
    ask_opinions(begin, 20).finish()
    assert bands(reader.say_yes())

    again = reader.client.post(reader.url, {"asked": reader.said if asked is None else asked})

    assert (again.status_code, again.url) == (303, reader.url)
    assert bands(again) == []


def test_a_yes_to_no_question_is_asked_first(begin, reader):
    ask_opinions(begin, 20).finish()

    for data in ({}, {"asked": ""}, {"asked": "x" * 22}, {"asked": "ө"}):
        assert reader.client.post(reader.url, data).status_code == 303


def test_the_yes_of_one_class_is_not_that_of_another(begin, reader, school, teacher, classroom):
    ask_opinions(begin, 20).finish()
    other = reverse("teach:opinions", args=[ClassroomFactory(school=school, taught_by=teacher).pk])

    cookie = reader.client.get(other).cookies["birge-asked"]

    assert cookie["path"] == other
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")


def test_both_waves_stand_for_themselves(begin, reader):
    ask_opinions(begin, 20, slides=WAVES).finish()
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = re.sub(r"\s+", " ", text(reader.say_yes()))

    per_question = re.findall(r'<section class="asked opinion".*?</section>', shown)
    assert len(per_question) > 1
    for question in per_question:
        assert re.findall(r"<h3>(.*?)</h3>", question) == ["Before the lesson", "After the lesson"]
        assert question.count('class="band band--') == 2
        assert "Talk about it" in question
    for claim in ("changed", "more than", "better", "worse", "%"):
        assert claim not in re.sub(r"<[^>]+>", " ", "".join(per_question))
    assert not set(re.findall(r"\b20\b", re.sub(r"<[^>]+>", " ", "".join(per_question))))


def test_under_twenty_the_reason_in_a_sentence(begin, reader):
    play = ask_opinions(begin, 19)
    question = play.run.questions[0]
    play.finish()
    reader.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = text(reader.say_yes())

    assert bands_of_any_kind(shown) == 0
    assert "Fewer than 20 have answered" in shown
    assert question.explanation.words("en").text in shown


def bands_of_any_kind(page):
    return page.count('class="band')


def test_nothing_while_a_quiz_is_open(begin, reader):
    play = ask_opinions(begin, 20)
    play.turn_to("quiz-before")
    play.open_quiz()

    during = reader.say_yes()
    play.close_quiz()

    assert (during.status_code, bands(during)) == (200, [])
    assert 'class="notice' in text(during)
    assert bands(reader.say_yes())


def test_a_class_that_was_never_asked(reader):
    shown = reader.say_yes()

    assert 'class="empty"' in text(shown)


def test_for_nobody_but_the_teachers_of_the_class(begin, classroom, school, coordinator, as_user):
    ask_opinions(begin, 20).finish()
    url = reverse("teach:opinions", args=[classroom.pk])
    colleague = MembershipFactory(place=school, role=Role.TEACHER).user

    for user, status in ((colleague, 404), (coordinator, 403), (MembershipFactory().user, 404)):
        client = as_user(user)
        assert client.get(url).status_code == status
        assert client.post(url, {"asked": "x"}).status_code == status


def test_a_phone_with_a_pass_does_not_get_there(begin, classroom, client):
    play = ask_opinions(begin, 20)
    link = play.taught.desk_passes.make_link(play.taught)
    opened = client.post(reverse("teach:desk_link", args=[link]))
    assert opened.cookies[DESK_COOKIE]["path"] == reverse("teach:desk_door", args=[play.taught.pk])
    desk = reverse("teach:desk", args=[play.taught.pk])
    assert client.get(desk).status_code == 200

    reply = client.get(reverse("teach:opinions", args=[classroom.pk]))

    assert (reply.status_code, reply.url.split("?")[0]) == (302, "/login/")
    assert reverse("teach:opinions", args=[classroom.pk]) not in text(client.get(desk))


def test_class_page_leads_there(reader, classroom, teacher, as_user):
    shown = text(as_user(teacher).get(reverse("teach:classroom", args=[classroom.pk])))

    assert f'href="{reader.url}"' in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_opinions_queries_do_not_grow(rows, begin, reader, django_assert_num_queries):
    for _ in range(rows):
        ask_opinions(begin, 2).finish()
    asked = re.findall(r'name="asked" value="([^"]+)"', text(reader.ask()))[0]

    with django_assert_num_queries(7):
        reader.say_yes(asked)


def test_asking_queries(reader, django_assert_num_queries):
    with django_assert_num_queries(4):
        reader.ask()
