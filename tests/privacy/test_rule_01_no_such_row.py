"""Rule 1: no table, address, cache or session could even hold what a pupil answered.

That no byte of any file does is in `test_rule_12_nothing_left_behind.py`.
"""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import caches

from quizzes import urls
from tests.quizzes.plays import opened, quiz
from tests.quizzes.test_tablet import HTMX, Tablet

OWN = ("cms", "quizzes", "curriculum", "classrooms")
FORBIDDEN = {"seat", "answer", "response", "submission", "attempt"}


def own_models():
    return [
        model for app in apps.get_app_configs() if app.name in OWN for model in app.get_models()
    ]


def test_no_own_model_is_a_row_per_pupil():
    names = {model.__name__.lower() for model in own_models()}

    assert "run" in names
    assert not names & FORBIDDEN


def test_no_own_model_has_a_field_for_a_seat_or_an_option():
    fields = {
        f"{model.__name__}.{field.name}" for model in own_models() for field in model._meta.fields
    }

    assert not {
        f for f in fields if f.split(".")[1] in {"seat", "option", "pupil", "animal", "paper"}
    }


def test_no_address_of_the_pupils_takes_anything_in():
    routes = [pattern.pattern for pattern in urls.urlpatterns]

    known = {"", "join", "answer", "left", "done", "next", "language", "easy"}
    assert {str(route) for route in routes} == known
    assert not any(route.converters for route in routes)


def test_pupils_leave_nothing_in_cache_and_sessions(commit):
    before = dict(caches["default"]._cache)
    play = opened(commit, questions=quiz(2))
    for headers in ({}, HTMX):
        tablet = Tablet(commit, **headers)
        tablet.join(play)
        if headers == {}:
            play.ask()
        assert tablet.answer().status_code in (204, 303)
        tablet.post("done")

    assert dict(caches["default"]._cache) == before
    assert Session.objects.count() == 0
    assert "sessionid" not in tablet.client.cookies
    assert "csrftoken" not in tablet.client.cookies
