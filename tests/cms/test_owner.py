"""The lock of the data folder, between real processes."""

import subprocess
import sys
import time

import pytest

from cms import owner
from tests.server import ROOT, wait_until

HOLD = (
    "import time; from pathlib import Path; from cms import owner; "
    "{first}; print('here', flush=True); time.sleep(60)"
)


def python(code, **options):
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, **options
    )


@pytest.fixture
def holder(tmp_path):
    """Another process that owns the folder."""
    process = python(HOLD.format(first=f"owner.take(Path({str(tmp_path)!r}))"))
    assert process.stdout.readline() == "here\n"
    yield process
    process.kill()
    process.communicate()


def test_a_folder_without_a_lock_has_no_owner(tmp_path):
    assert not owner.is_owned(tmp_path)


def test_take_twice_in_one_process(tmp_path):
    twice = "owner.take(p); owner.take(p); print(owner.is_owned(p))"
    code = f"from pathlib import Path; from cms import owner; p = Path({str(tmp_path)!r}); {twice}"
    output, _ = python(code).communicate(timeout=10)
    assert output == "False\n"


def test_take_refuses_an_owned_folder(tmp_path, holder):
    assert owner.is_owned(tmp_path)
    with pytest.raises(owner.Owned):
        owner.take(tmp_path)


def test_take_waits_as_long_as_it_is_told(tmp_path, holder):
    began = time.monotonic()
    with pytest.raises(owner.Owned):
        owner.take(tmp_path, patience=0.2)
    assert time.monotonic() - began >= 0.2


def test_a_killed_owner_leaves_the_folder_free(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert not owner.is_owned(tmp_path)


def test_die_with_parent_ends_a_child_whose_parent_was_killed(tmp_path):
    child = HOLD.format(first=f"owner.die_with_parent(); owner.take(Path({str(tmp_path)!r}))")
    parent = python(
        "import os, subprocess, sys, time\n"
        "os.environ['BIRGE_PARENT'] = str(os.getpid())\n"
        f"subprocess.run([sys.executable, '-c', {child!r}])\n"
    )
    assert parent.stdout.readline() == "here\n"
    assert owner.is_owned(tmp_path)
    parent.kill()
    parent.communicate()
    wait_until(lambda: not owner.is_owned(tmp_path), 1)


def test_die_with_parent_ends_a_child_that_came_too_late():
    child = python(
        "import os; os.environ['BIRGE_PARENT'] = '1'; "
        + HOLD.format(first="owner.die_with_parent()")
    )
    output, _ = child.communicate(timeout=10)
    assert (child.returncode, output) == (1, "")
