"""One writer at a time in the process; the lock is never left behind."""

import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from cms.sqlite.base import write_lock

pytestmark = pytest.mark.django_db(transaction=True)


def is_free():
    """Whether another thread could write now."""
    answer = []

    def ask():
        got = write_lock.acquire(blocking=False)
        answer.append(got)
        if got:
            write_lock.release()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return answer[0]


def write(name):
    Session.objects.create(session_key=name, session_data="", expire_date=timezone.now())


def test_the_lock_is_held_from_begin_to_commit():
    with transaction.atomic():
        write("a")
        assert not is_free()
    assert is_free()


def fail_inside():
    """A transaction that writes and is rolled back."""
    with pytest.raises(RuntimeError):  # noqa: PT012, SIM117  # the error must leave the transaction
        with transaction.atomic():
            write("a")
            raise RuntimeError


def test_a_rollback_gives_the_lock_back():
    fail_inside()
    assert is_free()
    assert not Session.objects.exists()


def test_a_nested_rollback_keeps_the_lock_for_the_outer():
    with transaction.atomic():
        fail_inside()
        assert not is_free()
    assert is_free()


def test_a_connection_closed_in_a_transaction_gives_the_lock_back():
    connection.set_autocommit(False)
    connection.close()

    assert is_free()


def test_reading_takes_no_lock():
    held, done = threading.Event(), threading.Event()

    def hold():
        with write_lock:
            held.set()
            done.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    assert Session.objects.count() == 0
    done.set()
    thread.join()


def test_many_writers_lose_nothing():
    def work(number):
        for i in range(10):
            write(f"{number}-{i}")
            with transaction.atomic():
                write(f"{number}-{i}-more")
        connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Session.objects.count() == 80
    assert connection.cursor().execute("PRAGMA journal_mode").fetchone() == ("wal",)
