from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from classrooms.states import Role
from curriculum.models import LessonPage
from tests.classrooms import plays
from tests.classrooms.factories import ClassroomFactory, MembershipFactory, SchoolFactory
from tests.quizzes.plays import restart

# Addresses that a router gives this computer, one after the other.
OLD, NEW = (f"http://192.168.1.{n}:8000" for n in (5, 9))


@pytest.fixture(autouse=True)
def fresh_engine(settings, tmp_path):
    """Each test has a key folder of its own and a live store without memory."""
    settings.BIRGE_KEYS_DIR = tmp_path / "keys"
    restart()
    yield
    restart()


@pytest.fixture
def lesson(db):
    return LessonPage.objects.published_lessons().get(slug="not-just-a-joke")


@pytest.fixture
def school(db):
    return SchoolFactory()


@pytest.fixture
def teacher(school):
    return MembershipFactory(place=school, role=Role.TEACHER).user


@pytest.fixture
def coordinator(school):
    return MembershipFactory(place=school, role=Role.COORDINATOR).user


@pytest.fixture
def classroom(school, teacher):
    return ClassroomFactory(school=school, taught_by=teacher, name="8-А")


@pytest.fixture
def as_user(client):
    """A test client with that user logged in."""

    def log_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def commit(db, django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def begin(classroom, lesson, commit):
    """Starts the lesson and turns to a slide of it; what is done to it is committed at once."""

    def start(slide="title", present=24, classroom=classroom):
        play = plays.started(commit, classroom, lesson, present)
        play.turn_to(slide)
        return play

    return start


@pytest.fixture
def teach(teacher, as_user, commit):
    """Sends what a control of the board sends; committed at once."""
    client = as_user(teacher)

    def send(play, name, data=None, **headers):
        url = reverse(f"teach:{name}", args=[play.taught.pk])
        with commit(execute=True):
            if data is None:
                return client.get(url, headers=headers)
            return client.post(url, data, headers=headers)

    return send


@pytest.fixture
def on(monkeypatch, settings):
    """Sets the clock to a day, at noon or the given time of the school.  No login runs out."""
    settings.SESSION_COOKIE_AGE = 30 * 365 * 24 * 3600

    def set_clock(month, day, year=2026, time=(12, 0)):
        moment = datetime(year, month, day, *time, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def router(monkeypatch):
    """Gives this computer an address."""

    def give(url):
        monkeypatch.setenv("BIRGE_PUBLIC_URL", url)

    give(OLD)
    return give
