"""The 16 Days on the screens: season, "We did it", catching up, taking back, opening elsewhere."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from classrooms import demo
from classrooms.models import CampaignOpening, FeltPiece, Place
from classrooms.states import Role
from curriculum.models import CampaignDay
from tests.classrooms.factories import ClassroomFactory, MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db
HOME = "/teach/"
FELT = 'class="felt felt--'


@pytest.fixture
def url(classroom):
    def address(name="campaign", *more):
        return reverse(f"teach:{name}", args=[classroom.pk, *more])

    return address


@pytest.fixture
def mine(on, teacher, as_user, classroom):
    """The teacher's browser."""
    return as_user(teacher)


def done():
    return sorted(FeltPiece.objects.values_list("day", flat=True))


# Home


@pytest.mark.parametrize(
    ("month", "day", "time", "is_shown"),
    [
        (11, 24, (23, 59), False),
        (11, 25, (0, 0), True),
        (12, 10, (23, 59), True),
        (12, 11, (0, 0), False),
    ],
)
def test_home_shows_the_day_in_the_season_alone(mine, on, url, month, day, time, is_shown):
    on(month, day, time=time)

    page = mine.get(HOME).content.decode()

    assert (url() in page, 'class="today card"' in page) == (is_shown, is_shown)


def test_home_names_todays_activity_in_the_readers_language(mine, on, url):
    on(11, 26)
    mine.cookies["birge-language"] = "ru"

    page = mine.get(HOME).content.decode()

    assert "Спроси, прежде чем выложить" in page
    assert url("campaign_day", 2) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_home_queries_in_the_season_do_not_grow(
    rows, on, school, teacher, as_user, django_assert_num_queries
):
    on(11, 26)
    ClassroomFactory.create_batch(rows, school=school, taught_by=teacher)
    client = as_user(teacher)

    with django_assert_num_queries(10):
        client.get(HOME)


# The calendar and a day


def test_calendar_fills_with_the_days_that_were_done(mine, on, url):
    on(11, 26)
    assert mine.get(url()).content.decode().count("felt--done") == 0

    reply = mine.post(url("campaign_done", 2))

    assert (reply.status_code, reply.url) == (303, url())
    page = mine.get(url()).content.decode()
    assert page.count("felt--done") == 1
    assert 'aria-current="date"' in page


def test_calendar_queries(mine, on, url, django_assert_num_queries):
    on(11, 26)

    with django_assert_num_queries(7):
        mine.get(url())


def test_day_shows_steps_and_what_to_do_when_a_pupil_tells(mine, on, url, classroom):
    on(11, 26)

    page = mine.get(url("campaign_day", 1)).content.decode()

    assert page.count('class="day-steps__board"') == 4
    assert 'id="protocol"' in page
    assert url("campaign_board", 1, "helping-sentences") in page
    assert url("campaign_done", 1) in page


def test_day_for_the_youngest_has_their_words(on, school, teacher, as_user):
    on(11, 25)
    young = ClassroomFactory(school=school, taught_by=teacher, grade=3)
    client = as_user(teacher)
    client.cookies["birge-language"] = "en"
    board = reverse("teach:campaign_step", args=[young.pk, 1, "helping-sentences", 1])

    assert "What can we say to somebody who is new?" in client.get(board).content.decode()


def test_day_still_to_be_written_offers_the_written_ones(mine, on, url):
    on(12, 2)
    here = url("campaign_day", 8)

    page = mine.get(here).content.decode()

    unwritten = CampaignDay.objects.get(day=8, locale__language_code="ky").title
    assert unwritten not in page + mine.get(url()).content.decode()
    keys = re.findall(rf'href="{here}\?activity=([a-z-]+)"', page)
    assert keys == list(
        CampaignDay.objects.filter(is_ready=True, locale__language_code="ky")
        .order_by("day").values_list("key", flat=True)
    )  # fmt: skip
    assert len(keys) == 6
    chosen = mine.get(here, {"activity": keys[3]}).content.decode()
    assert url("campaign_board", 8, keys[3]) in chosen
    assert url("campaign_done", 8) in chosen


def test_day_with_nothing_written_says_so(mine, on, url):
    on(11, 26)
    CampaignDay.objects.update(is_ready=False)

    reply = mine.get(url("campaign_day", 2))

    assert reply.status_code == 200
    assert "?activity=" not in reply.content.decode()


def test_calendar_survives_without_any_day_in_the_cms(mine, on, url):
    on(11, 26)
    CampaignDay.objects.all().delete()

    assert mine.get(url()).content.decode().count(FELT) == 16
    assert mine.get(url("campaign_day", 2)).status_code == 200
    assert mine.get(HOME).status_code == 200


@pytest.mark.parametrize("day", [0, 17, 999999999999])
def test_day_that_there_is_not(mine, on, url, day):
    on(11, 26)

    for name in ("campaign_day", "campaign_done", "campaign_undone"):
        assert mine.post(url(name, day)).status_code in (404, 405)
    assert mine.get(url("campaign_day", day)).status_code == 404
    assert done() == []


@pytest.mark.parametrize("key", ["nonsense", "listening-well", "\0", "x" * 500])
def test_day_and_board_with_an_activity_that_there_is_not(mine, on, url, key):
    on(12, 2)

    assert mine.get(url("campaign_day", 8), {"activity": key}).status_code == 404
    board = f"{url('campaign_day', 8)}board/{quote(key)}/"
    assert mine.get(board).status_code == 404


# We did it


def test_done_twice_is_done_once(mine, on, url):
    on(11, 26)

    for _press in range(2):
        assert mine.post(url("campaign_done", 2)).status_code == 303

    assert done() == [2]
    assert FeltPiece.objects.get().done_on == date(2026, 11, 26)


def test_done_catches_up_an_earlier_day_and_never_a_later_one(mine, on, url):
    on(11, 28)

    assert mine.post(url("campaign_done", 1)).status_code == 303
    assert mine.post(url("campaign_done", 5)).status_code == 409

    assert done() == [1]


@pytest.mark.parametrize(("month", "day", "year"), [(11, 24, 2026), (12, 11, 2026), (1, 2, 2019)])
def test_done_outside_the_season_does_nothing(mine, on, url, month, day, year):
    on(month, day, year)

    assert mine.post(url("campaign_done", 1)).status_code == 409
    assert mine.get(url()).status_code == 200
    assert mine.get(url("campaign_day", 1)).url == url()
    assert mine.get(url("campaign_board", 1, "ask-first")).url == url()
    assert done() == []


def test_done_is_taken_back_on_the_same_day_alone(mine, on, url):
    on(11, 26)
    mine.post(url("campaign_done", 1))
    mine.post(url("campaign_done", 2))
    assert url("campaign_undone", 2) in mine.get(url("campaign_day", 2)).content.decode()

    assert mine.post(url("campaign_undone", 2)).status_code == 303
    on(11, 27)
    assert mine.post(url("campaign_undone", 1)).status_code == 409

    assert done() == [1]


def test_done_is_not_a_get(mine, on, url):
    on(11, 26)

    assert mine.get(url("campaign_done", 2)).status_code == 405
    mine.get(url("campaign_step", 2, "ask-first", 5))
    assert done() == []


def test_next_year_the_felt_begins_anew(mine, on, url, classroom):
    FeltPiece.objects.create(classroom=classroom, year=2026, day=1, done_on=date(2026, 11, 25))
    on(11, 25, 2027)

    assert mine.get(url()).content.decode().count("felt--done") == 0
    assert mine.post(url("campaign_done", 1)).status_code == 303
    assert FeltPiece.objects.filter(day=1).count() == 2


@pytest.mark.parametrize(
    "wrong", [{"day": 0}, {"day": 17}, {"year": 1970}, {"year": 2500}, {"day": 1}]
)
def test_database_keeps_what_a_piece_is(classroom, wrong):
    right = {"classroom": classroom, "year": 2026, "day": 1, "done_on": date(2026, 11, 25)}
    FeltPiece.objects.create(**right)

    with pytest.raises(IntegrityError), transaction.atomic():
        FeltPiece.objects.create(**right | wrong)


# The board


def test_board_leads_through_the_steps_to_the_felt(mine, on, url):
    on(11, 26)
    seen = []
    address = url("campaign_board", 2, "ask-first")
    while address:
        page = mine.get(address).content.decode()
        seen.append(page)
        found = re.search(r'href="([^"]+)"[^>]*data-key="next"', page)
        address = found[1] if found else None

    assert len(seen) == 6
    assert "<form" in seen[-1]
    assert seen[-1].count(FELT) == 16


def test_board_shows_nothing_for_the_teacher_alone(mine, on, url):
    on(11, 26)
    mine.cookies["birge-language"] = "en"
    days = {day.key: day for day in CampaignDay.objects.filter(locale__language_code="en")}
    activity = days["ask-first"]
    private = [step.value["do"] for step in activity.steps] + [activity.lighter, activity.if_told]

    for step in range(6):
        page = mine.get(url("campaign_step", 2, "ask-first", step)).content.decode()
        assert [words for words in private if words in page] == []


def test_board_we_did_it_plain_and_with_htmx(mine, on, url):
    on(11, 26)
    last = url("campaign_step", 2, "ask-first", 5)

    plain = mine.post(last)
    assert (plain.status_code, plain.url, done()) == (303, last, [2])
    mine.post(url("campaign_undone", 2))

    with_htmx = mine.post(last, headers={"HX-Request": "true"})
    assert with_htmx.status_code == 200
    assert with_htmx.content.decode().lstrip().startswith('<div id="stage"')
    assert with_htmx.content.decode().count("felt--done") == 1
    assert done() == [2]


def test_board_beyond_its_last_screen(mine, on, url):
    on(11, 26)

    assert mine.get(url("campaign_step", 2, "ask-first", 6)).status_code == 404


# Who may


def test_stranger_finds_no_class_and_no_felt(on, url, as_user, school, classroom):
    on(11, 26)
    stranger = as_user(MembershipFactory(place=SchoolFactory()).user)

    for address in (url(), url("campaign_day", 1), url("campaign_board", 1, "ask-first")):
        assert stranger.get(address).status_code == 404
    for name in ("campaign_done", "campaign_undone"):
        assert stranger.post(url(name, 1)).status_code == 404
    assert stranger.get(reverse("teach:campaign_place", args=[school.pk])).status_code == 404
    assert done() == []


def test_coordinator_sees_the_carpet_and_no_class_in_it(on, as_user, coordinator, url, classroom):
    on(11, 26)
    FeltPiece.objects.create(classroom=classroom, year=2026, day=1, done_on=date(2026, 11, 25))
    client = as_user(coordinator)

    assert client.get(url()).status_code == 403
    place = reverse("teach:campaign_place", args=[classroom.school_id])
    page = client.get(place).content.decode()
    assert (page.count("felt--done"), page.count("<use")) == (1, 16)
    assert classroom.name not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_carpet_queries_do_not_grow(rows, on, mine, school, classroom, django_assert_num_queries):
    on(11, 26)
    for one in ClassroomFactory.create_batch(rows - 1, school=school):
        FeltPiece.objects.create(classroom=one, year=2026, day=1, done_on=date(2026, 11, 25))

    with django_assert_num_queries(8):
        page = mine.get(reverse("teach:campaign_place", args=[school.pk])).content.decode()

    assert page.count("<use") == rows * 16


def test_carpet_leaves_out_archived_classes(on, mine, school, classroom):
    on(11, 26)
    gone = ClassroomFactory(school=school, archived_at=timezone.now())
    FeltPiece.objects.create(classroom=gone, year=2026, day=1, done_on=date(2026, 11, 25))

    page = mine.get(reverse("teach:campaign_place", args=[school.pk])).content.decode()

    assert (page.count("<use"), page.count("felt--done")) == (16, 0)


# Opened at another time


def levels(school):
    return {place.kind: place for place in school.ancestors_and_self()}


@pytest.mark.parametrize("kind", ["school", "district", "region", "country"])
def test_opened_for_a_place_it_holds_for_the_schools_below(kind, on, as_user, school, url, mine):
    on(4, 5, 2027)
    place = levels(school)[kind]
    user = MembershipFactory(place=place, role=Role.COORDINATOR).user
    opened = as_user(user).post(
        reverse("teach:campaign_open", args=[place.pk]), {"starts_on": "2027-04-05"}
    )
    assert opened.status_code == 303

    client = as_user(Place.objects.get(pk=school.pk).memberships.get(role=Role.TEACHER).user)
    on(4, 6, 2027)
    assert url() in client.get(HOME).content.decode()
    assert client.post(url("campaign_done", 1)).status_code == 303

    assert (FeltPiece.objects.get().year, done()) == (2026, [1])


def test_opened_elsewhere_changes_nothing_here(on, mine, url):
    on(4, 5, 2027)
    CampaignOpening.objects.create(
        place=SchoolFactory(), starts_on=date(2027, 4, 5), opened_on=date(2027, 4, 1)
    )

    assert url() not in mine.get(HOME).content.decode().partition('class="cards"')[0]
    assert mine.post(url("campaign_done", 1)).status_code == 409


@pytest.mark.parametrize(
    "starts_on", ["", "soon", "2027-13-01", "1970-01-01", "9999-12-31", "2027-03-20", "2028-06-01"]
)
def test_opening_refuses_days_that_make_no_sense(starts_on, on, as_user, coordinator, school):
    on(4, 5, 2027)

    reply = as_user(coordinator).post(
        reverse("teach:campaign_open", args=[school.pk]), {"starts_on": starts_on}
    )

    assert reply.status_code == 400
    assert 'class="errorlist"' in reply.content.decode()
    assert not CampaignOpening.objects.exists()


def test_opening_moves_and_is_taken_back(on, as_user, coordinator, school):
    on(4, 5, 2027)
    client = as_user(coordinator)
    address = reverse("teach:campaign_open", args=[school.pk])
    client.post(address, {"starts_on": "2027-04-05"})
    client.post(address, {"starts_on": "2027-04-12"})
    opening = CampaignOpening.objects.get()
    assert (opening.starts_on, opening.opened_by) == (date(2027, 4, 12), coordinator)

    for _press in range(2):
        reply = client.post(reverse("teach:campaign_close", args=[school.pk]))
        assert reply.status_code == 303

    assert not CampaignOpening.objects.exists()


def test_opening_is_for_who_coordinates_the_place(on, as_user, teacher, school):
    on(4, 5, 2027)
    address = reverse("teach:campaign_open", args=[school.pk])
    elsewhere = MembershipFactory(place=SchoolFactory(), role=Role.COORDINATOR).user
    below = MembershipFactory(place=school, role=Role.COORDINATOR).user

    assert as_user(teacher).post(address, {"starts_on": "2027-04-05"}).status_code == 403
    assert as_user(elsewhere).post(address, {"starts_on": "2027-04-05"}).status_code == 404
    district = reverse("teach:campaign_open", args=[school.parent_id])
    assert as_user(below).post(district, {"starts_on": "2027-04-05"}).status_code == 404

    assert not CampaignOpening.objects.exists()


def test_teacher_is_shown_no_switch(on, mine, school):
    on(11, 26)

    page = mine.get(reverse("teach:campaign_place", args=[school.pk])).content.decode()

    assert reverse("teach:campaign_open", args=[school.pk]) not in page


# The demonstration school


@pytest.mark.parametrize(("day", "laid"), [(24, []), (25, []), (26, [1]), (28, [1, 2, 3])])
def test_demo_class_has_done_the_days_before_today(on, tmp_path, day, laid):
    on(11, day)

    demo.make_school(tmp_path / "first-logins.json")

    assert done() == laid
