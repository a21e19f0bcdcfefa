"""A query that is compiled once gives what the plain one gives."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler

from cms.compiled import Compiled
from cms.models import User
from quizzes.models import Run

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
BEGINNING = datetime.min.replace(tzinfo=UTC)

pytestmark = pytest.mark.django_db


def live(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@pytest.fixture
def sessions():
    for key, hours in [("one", 1), ("two", 2), ("gone", -1)]:
        Session.objects.create(session_key=key, expire_date=NOW + timedelta(hours=hours))


@pytest.mark.parametrize("key", ["one", "two", "gone", "nobody", "a key", "' OR 1=1 --", ""])
@pytest.mark.parametrize("hours", [0, 1, 3])
def test_rows_are_those_of_the_plain_query(sessions, key, hours):
    quick = Compiled(live, "a key", BEGINNING)
    now = NOW + timedelta(hours=hours)

    for _ in range(2):
        assert quick(key, now) == list(live(key, now))
        assert quick.first(key, now) == live(key, now).first()


def test_another_model_s_columns_come_with_it(django_assert_num_queries, django_user_model):
    django_user_model.objects.create(username="aigul")
    found = Compiled(lambda name: User.objects.filter(username=name), "a name")

    with django_assert_num_queries(1):
        (user,) = found("aigul")
        assert (user.username, user.is_active) == ("aigul", True)


def test_an_id_is_asked_for_as_the_database_has_it():
    found = Compiled(lambda pk: Run.objects.filter(pk=pk), UUID(int=1))

    assert found(uuid4()) == []


def test_it_is_compiled_once(sessions, monkeypatch):
    quick = Compiled(live, "a key", BEGINNING)
    quick("one", NOW)

    monkeypatch.setattr(SQLCompiler, "pre_sql_setup", None)

    assert [each.session_key for each in quick("two", NOW)] == ["two"]


def test_a_value_that_does_not_come_into_the_query_is_refused():
    deaf = Compiled(lambda key: Session.objects.filter(session_key="one"), "a key")

    with pytest.raises(LookupError, match="a key"):
        deaf("two")


def test_too_few_values_are_refused(sessions):
    with pytest.raises(ValueError, match="argument 2"):
        Compiled(live, "a key", BEGINNING)("one")


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_through_its_own_connection(sessions):
    quick, found = Compiled(live, "a key", BEGINNING), []

    def ask(key):
        found.extend(each.session_key for each in quick(key, NOW))
        connection.close()

    quick("one", NOW)
    threads = [Thread(target=ask, args=[key]) for key in ("one", "two", "gone")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == ["one", "two"]
