"""Logins last twelve hours of the steady clock.  With a clock that really jumps: tests/faults."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from cms import steady
from cms.sessions import SessionStore


@pytest.fixture
def key(db):
    store = SessionStore()
    store["who"] = "teacher"
    store.save()
    return store.session_key


def age(hours):
    Session.objects.update(expire_date=steady.now() + timedelta(hours=12 - hours))


def test_a_login_lasts_twelve_hours(key, settings):
    made = Session.objects.get().expire_date - steady.now()
    assert timedelta(hours=12) - made < timedelta(minutes=1)
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    age(11.99)
    assert SessionStore(key).load() == {"who": "teacher"}
    age(12.01)
    assert SessionStore(key).load() == {}


def test_the_steady_clock_begins_at_the_machines_and_goes_on():
    first = steady.now()

    assert abs(first - timezone.now()) < timedelta(minutes=1)
    assert steady.now() > first
    assert first.tzinfo is not None


def test_no_cookie_of_an_adult_outlasts_the_browser_by_a_clock(settings):
    """What has an age of its own is thrown away when the clock of the laptop jumps."""
    assert settings.CSRF_COOKIE_AGE is None
