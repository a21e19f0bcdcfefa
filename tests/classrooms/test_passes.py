"""One link, one phone, one lesson."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from classrooms import actions
from classrooms.models import DeskPass
from classrooms.states import LinkProblem

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(begin):
    return begin()


def made(play):
    """A new link: its token and its row."""
    token = DeskPass.objects.make_link(play.taught)
    return token, DeskPass.objects.of_link(token)


def age(row, field, minutes):
    moment = timezone.now() - timedelta(minutes=minutes)
    DeskPass.objects.filter(pk=row.pk).update(**{field: moment})
    return DeskPass.objects.select_related("taught").get(pk=row.pk)


def test_token_and_secret_are_long_and_kept_nowhere(play):
    token, row = made(play)
    secret = row.open()

    kept = str(DeskPass.objects.values().get())
    assert len(token) == len(secret) == 22  # 128 bits in base64
    assert token not in kept
    assert secret not in kept
    assert DeskPass.objects.of_secret(secret).is_good


def test_link_opens_once(play):
    token, row = made(play)
    second = DeskPass.objects.of_link(token)

    assert row.open()
    assert second.open() is None  # read before the first was quicker
    assert DeskPass.objects.of_link(token).link_problem == LinkProblem.USED


@pytest.mark.parametrize("minutes", [10, 60 * 24 * 365, -11, -60 * 24 * 365])
def test_link_is_too_old_after_ten_minutes_or_when_the_clock_was_set(minutes, play):
    _token, row = made(play)
    row = age(row, "made_at", minutes)

    assert row.link_problem == LinkProblem.LATE
    assert row.open() is None


def test_link_is_good_for_nine_minutes(play):
    _token, row = made(play)

    assert age(row, "made_at", 9).open()


def test_new_link_takes_the_place_of_one_nobody_opened(play):
    first, _row = made(play)
    second, row = made(play)
    row.open()
    made(play)

    assert DeskPass.objects.of_link(first) is None
    assert DeskPass.objects.of_link(second).is_good


def test_pass_ends_with_the_lesson(play):
    token, row = made(play)
    secret = row.open()
    unopened, _row = made(play)

    play.finish()

    assert not DeskPass.objects.of_secret(secret).is_good
    assert DeskPass.objects.of_link(token).link_problem == LinkProblem.OVER
    assert DeskPass.objects.of_link(unopened).open() is None


def test_pass_outlives_the_bell(play):
    secret = made(play)[1].open()

    assert actions.pause_lesson(taught=play.taught, step=play.step)

    assert DeskPass.objects.of_secret(secret).is_good


@pytest.mark.parametrize("hours", [12, 24 * 365, -13])
def test_pass_ends_after_twelve_hours_or_when_the_clock_was_set(hours, play):
    _token, row = made(play)
    row.open()

    assert not age(row, "opened_at", hours * 60).is_good


def test_close_all_ends_passes_and_links(play):
    secret = made(play)[1].open()
    token, _row = made(play)

    DeskPass.objects.close_all(play.taught)

    assert not DeskPass.objects.of_secret(secret).is_good
    assert DeskPass.objects.of_link(token).link_problem == LinkProblem.LATE
    assert not DeskPass.objects.in_use().exists()


def test_passes_of_the_classes_earlier_lessons_are_cleared(play, begin):
    old, _row = made(play)
    play.finish()

    new, _row = made(begin())

    assert DeskPass.objects.of_link(old) is None
    assert DeskPass.objects.of_link(new)


def test_database_holds_a_secret_only_of_an_opened_link(play):
    made(play)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskPass.objects.update(secret_digest="a" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeskPass.objects.update(opened_at=timezone.now())
