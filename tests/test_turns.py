"""A test that measures time runs while no other process runs one."""

import fcntl
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.turns import turn


def is_free(folder, name, how=fcntl.LOCK_EX):
    """Whether another process would get that lock now."""
    with (folder / name).open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_ordinary_tests_run_beside_each_other(tmp_path):
    with turn(tmp_path, alone=False), turn(tmp_path, alone=False):
        assert is_free(tmp_path, "door")
        assert not is_free(tmp_path, "running")
    assert is_free(tmp_path, "running")


def test_nothing_runs_beside_who_is_alone(tmp_path):
    with turn(tmp_path, alone=True):
        assert not is_free(tmp_path, "running", fcntl.LOCK_SH)
    assert is_free(tmp_path, "running")


def test_who_waits_to_be_alone_comes_before_those_after_it(tmp_path):
    came = []

    def come(name, *, alone):
        with turn(tmp_path, alone=alone):
            came.append(name)

    with ThreadPoolExecutor(2) as pool:
        with turn(tmp_path, alone=False):
            waiting = pool.submit(come, "alone", alone=True)
            while is_free(tmp_path, "door"):
                assert not waiting.done()
            later = pool.submit(come, "later", alone=False)
            assert came == []
        waiting.result(), later.result()
    assert came == ["alone", "later"]


def test_a_test_that_fails_gives_its_turn_back(tmp_path):
    with pytest.raises(ZeroDivisionError), turn(tmp_path, alone=True):
        raise ZeroDivisionError
    assert is_free(tmp_path, "running")
