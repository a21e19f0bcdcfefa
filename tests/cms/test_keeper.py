import threading

import pytest
from django.db import DatabaseError

from cms import keeper

done = []
stop = threading.Event()


def well():
    done.append("well")


def disk_is_full():
    done.append("full")
    raise DatabaseError("disk is full")


def third_time():
    done.append("again")
    if done.count("again") == 3:
        stop.set()


def mistake():
    raise RuntimeError


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def job(function):
    return f"{__name__}.{function.__name__}"


def test_a_failing_job_does_not_stop_the_others(db, caplog):
    keeper.do([job(disk_is_full), job(well)])

    assert done == ["full", "well"]
    assert job(disk_is_full) in caplog.text


def test_only_the_database_may_refuse(db):
    with pytest.raises(RuntimeError):
        keeper.do([job(mistake)])


def test_the_jobs_are_done_minute_after_minute(db, settings, monkeypatch):
    monkeypatch.setattr(keeper, "MINUTE", 0.01)
    settings.BIRGE_EACH_MINUTE = [job(disk_is_full), job(third_time)]

    keeper.keep(stop)

    assert done == ["full", "again"] * 3


def test_the_jobs_of_the_lan_profile_exist(settings):
    assert len(settings.BIRGE_EACH_MINUTE) == 3
    for path in settings.BIRGE_EACH_MINUTE:
        assert callable(keeper.import_string(path))
