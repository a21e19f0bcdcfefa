"""Pupils and tablets today: where they are said, what is proposed for them, what is opened."""

import re

import pytest
from django.urls import reverse

from classrooms import actions
from classrooms.models import Taught
from quizzes import joining, keys, tablets
from quizzes.states import Pace, Phase, Sharing, Way
from tests.classrooms.factories import MembershipFactory
from tests.classrooms.plays import HTMX

pytestmark = pytest.mark.django_db
SCREENS = ["", "desk_"]
BAD = [("0", "6"), ("51", "6"), ("x", "6"), ("", "6"), ("24", "-1"), ("24", "51"), ("24", "six")]


def text(reply):
    return reply.content.decode()


def numbers(play):
    taught = Taught.objects.get(pk=play.taught.pk)
    return taught.present, taught.tablets


def openings(page):
    """What each control that opens the quiz posts, and its words."""
    forms = re.findall(r'<form[^>]*action="[^"]*/quiz/open/"[^>]*>(.*?)</form>', page, re.DOTALL)
    return [
        (
            tuple(
                dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside))[name]
                for name in ("way", "sharing", "pace")
            ),
            re.search(r">([^<]+)</button>", inside)[1],
        )
        for inside in forms
    ]


@pytest.fixture
def few(begin):
    """24 pupils with six tablets, at the quiz."""

    def at(slide="quiz-after", present=24, tablets=6):
        play = begin(slide, present=present)
        Taught.objects.filter(pk=play.taught.pk).update(tablets=tablets)
        play.taught.refresh_from_db()
        return play

    return at


def start(client, classroom, lesson, **said):
    url = reverse("teach:start", args=[classroom.pk])
    data = {"lesson": lesson.translation_key, "present": "24"} | said
    return client.post(url, data)


@pytest.mark.parametrize(("said", "kept"), [("6", 6), ("0", 0), ("50", 50), ("", None)])
def test_a_lesson_begins_with_both_numbers(said, kept, teacher, as_user, classroom, lesson):
    assert start(as_user(teacher), classroom, lesson, tablets=said).status_code == 303
    assert Taught.objects.values_list("present", "tablets").get() == (24, kept)


@pytest.mark.parametrize(("present", "tablets"), BAD)
def test_a_start_with_impossible_numbers(present, tablets, teacher, as_user, classroom, lesson):
    reply = start(as_user(teacher), classroom, lesson, present=present, tablets=tablets)

    assert (reply.status_code, Taught.objects.count()) == (400, 0)
    assert text(reply).count('aria-invalid="true"') == 1
    assert f'name="tablets" value="{tablets}"' in text(reply)


def test_the_next_time_the_tablets_of_the_last_time_stand_there(
    few, teacher, as_user, classroom, lesson
):
    client = as_user(teacher)
    pages = [
        reverse("teach:start", args=[classroom.pk]),
        reverse("teach:prepare", args=[classroom.pk, lesson.translation_key]),
    ]
    assert all('name="tablets" value=""' in text(client.get(page)) for page in pages)
    few(tablets=5).finish()
    few(tablets=None).finish()

    assert all('name="tablets" value="5"' in text(client.get(page)) for page in pages)


@pytest.mark.parametrize("name", ["resume", "desk_resume"])
def test_resume_takes_both_numbers(name, few, teach):
    play = few()
    actions.pause_lesson(taught=play.taught, step=play.step)
    for page in ("lesson", "desk"):
        assert 'name="tablets" value="6"' in text(teach(play, page))

    assert teach(play, name, {"present": "20", "tablets": "0"}).status_code == 303
    assert numbers(play) == (20, 0)


@pytest.mark.parametrize("tablets", ["-1", "51", "x"])
def test_resume_refuses_impossible_tablets(tablets, few, teach):
    play = few()
    actions.pause_lesson(taught=play.taught, step=play.step)

    assert teach(play, "resume", {"present": "20", "tablets": tablets}).status_code == 400
    assert numbers(play) == (24, 6)
    assert play.board.name == "paused"


@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_of_today_is_reached_and_changes_both(screen, few, teach):
    play = few()
    here = reverse(f"teach:{screen}today", args=[play.taught.pk])
    back = reverse(f"teach:{screen or 'lesson'}".rstrip("_"), args=[play.taught.pk])
    assert here in text(teach(play, "desk" if screen else "lesson"))
    page = text(teach(play, f"{screen}today"))
    assert 'name="present" value="24"' in page
    assert 'name="tablets" value="6"' in page

    reply = teach(play, f"{screen}today", {"present": "27", "tablets": "5"})

    assert (reply.status_code, reply.url) == (303, back)
    assert numbers(play) == (27, 5)


@pytest.mark.parametrize(("present", "tablets"), BAD)
def test_today_refuses_impossible_numbers(present, tablets, few, teach):
    play = few()

    reply = teach(play, "today", {"present": present, "tablets": tablets})

    assert (reply.status_code, numbers(play)) == (400, (24, 6))
    assert 'class="errorlist"' in text(reply)


def test_today_is_nothing_for_strangers(few, as_user, client):
    play = few()
    for name in ("today", "desk_today"):
        url = reverse(f"teach:{name}", args=[play.taught.pk])
        client.logout()
        assert client.post(url, {"present": "9", "tablets": "1"}).status_code == 302
        stranger = as_user(MembershipFactory().user)
        assert stranger.get(url).status_code == 404
        assert stranger.post(url, {"present": "9", "tablets": "1"}).status_code == 404
    assert numbers(play) == (24, 6)


def test_today_of_a_lesson_that_is_over_or_waits_leads_back(few, teach):
    play = few()
    actions.pause_lesson(taught=play.taught, step=play.step)
    assert teach(play, "today").status_code == 303
    play.finish()

    assert teach(play, "today", {"present": "9", "tablets": "1"}).status_code == 303
    assert numbers(play) == (24, 6)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_today_costs(screen, few, teach, django_assert_num_queries):
    play = few()
    with django_assert_num_queries(3):
        teach(play, f"{screen}today")


def test_few_tablets_propose_to_pass_them_on(few, teach):
    page = text(teach(few(), "lesson"))

    assert openings(page) == [
        (("tablets", "passing", "led"), "Квизди ачуу"),
        (
            ("tablets", "whole", "own"),
            "Бир планшетке 4 окуучу, квизди бүтүргөндөн кийин берет",
        ),
        (("tablets", "groups", "led"), "Бир планшетке 4 окуучу, чогуу бир жооп"),
        (("hands", "each", "led"), "Кол көтөрүп"),
        (("cards", "each", "led"), "Карточка менен"),
        (("tablets", "passing", "led"), "Эки айлампада"),
    ]
    assert "Бүгүн: бир планшетке 4 окуучу, ар бир суроодо колдон колго" in page


def test_the_desk_offers_the_same(few, teach):
    play = few()

    by_words = [sorted(openings(text(teach(play, page)))) for page in ("lesson", "desk")]

    assert by_words[0] == by_words[1]
    assert len(by_words[0]) == 6


def test_where_nobody_has_said_it_is_as_ever(few, teach):
    page = text(teach(few(tablets=None), "lesson"))

    assert [posted for posted, _ in openings(page)] == [
        ("tablets", "each", "led"),
        ("hands", "each", "led"),
        ("cards", "each", "led"),
        ("tablets", "each", "own"),
        ("tablets", "each", "led"),  # in two rounds
    ]
    assert "quiz-ways__plan" not in page


@pytest.mark.parametrize(
    ("said", "run"),
    [
        ({}, (Way.TABLETS, Sharing.PASSING, Pace.LED, 24, 4)),
        ({"pace": "own"}, (Way.TABLETS, Sharing.WHOLE, Pace.OWN, 24, 4)),
        ({"sharing": "groups"}, (Way.TABLETS, Sharing.GROUPS, Pace.LED, 6, 1)),
        ({"way": "cards"}, (Way.CARDS, Sharing.EACH, Pace.LED, 24, 0)),
    ],
)
def test_a_quiz_opens_by_the_plan(said, run, few, teach):
    play = few()

    assert teach(play, "quiz_open", {"step": "0"} | said).status_code == 303

    opened = play.run
    assert run == (
        opened.way, opened.sharing, opened.pace, opened.present, opened.at_a_tablet,
    )  # fmt: skip


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("tablets", "said"),
    [
        (3, {"sharing": "passing"}),
        (3, {"sharing": "whole", "pace": "own", "way": "tablets"}),
        (0, {"sharing": "groups"}),
        (0, {"way": "tablets"}),
        (6, {"sharing": "each", "way": "tablets"}),
        (6, {"sharing": "passing", "pace": "own"}),
        (6, {"sharing": "nobody"}),
        (25, {"sharing": "groups"}),
        (None, {"sharing": "passing"}),
    ],
)
def test_a_way_that_is_not_proposed_is_refused(tablets, said, headers, few, teach):
    """25 pupils are one too many for three tablets that pass on."""
    play = few(present=25, tablets=tablets)

    reply = teach(play, "quiz_open", {"step": "0"} | said, **headers)

    assert (reply.status_code, play.run) == (400, None)
    assert 'class="notice' in text(reply)


@pytest.mark.parametrize(
    ("sharing", "picture", "words"),
    [
        ("passing", "img/ways/passing.svg", "Ар бир суроодо кимдин кезеги экенин планшет айтат."),
        ("whole", "img/ways/whole.svg", "анан планшетти кийинкиге берет."),
        ("groups", "img/ways/groups.svg", "анан чогуу бир жооп тандагыла."),
    ],
)
def test_the_board_tells_in_one_picture_what_to_do(sharing, picture, words, few, teach):
    play = few()
    teach(play, "quiz_open", {"step": "0", "sharing": sharing})

    page = text(teach(play, "lesson"))

    assert re.findall(r'class="lobby__picture" src="[^"]*?(img/[^"]*)"', page) == [picture]
    (steps,) = re.findall(r'class="lobby__steps">(.*?)</ol>', page)
    assert words in steps
    assert "Бир планшетке 4 окуучу" in steps
    assert words in text(teach(play, "desk"))


def join(play, seats):
    with play.commit(execute=True):
        for _ in range(seats):
            joining.take_seat(tablets.Tablet(), keys.of(play.run.id).code)


def test_three_came_late_while_the_tablets_join(few, teach):
    play = few()
    teach(play, "quiz_open", {"step": "0"})
    join(play, 24)

    assert teach(play, "today", {"present": "27", "tablets": "6"}).status_code == 303

    assert (play.run.present, play.run.at_a_tablet) == (27, 5)
    join(play, 3)
    assert "Кошулду: 27 / 27" in text(teach(play, "lesson"))


def test_never_fewer_pupils_than_seats(few, teach):
    play = few()
    teach(play, "quiz_open", {"step": "0"})
    join(play, 5)
    step = play.run.step

    reply = teach(play, "today", {"present": "4", "tablets": "6"})

    assert reply.status_code == 400
    assert "Ээленген орундар: 5." in text(reply)
    assert (numbers(play), play.run.present, play.run.step) == ((24, 6), 24, step)
    assert teach(play, "today", {"present": "5", "tablets": "6"}).status_code == 303
    assert play.run.present == 5


def test_a_group_keeps_its_seat_when_a_tablet_breaks(few, teach):
    play = few()
    teach(play, "quiz_open", {"step": "0", "sharing": "groups"})
    join(play, 6)

    assert teach(play, "today", {"present": "24", "tablets": "5"}).status_code == 303

    assert (numbers(play), play.run.present, play.run.seats_given) == ((24, 5), 6, 6)
    teach(play, "today", {"present": "24", "tablets": "7"})
    assert play.run.present == 7


def test_closing_asks_first_while_a_seat_is_missing(few, teach):
    play = few(present=5, tablets=2)
    teach(play, "quiz_open", {"step": "0"})
    join(play, 1)
    teach(play, "quiz_next", {"step": str(play.run.step)})

    assert play.board.progress.seats == 1
    asked = text(teach(play, "quiz_close", {"step": str(play.run.step)}))
    assert "ask-first" in asked
    assert play.run.phase == Phase.ASKING
