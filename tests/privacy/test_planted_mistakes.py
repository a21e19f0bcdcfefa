"""Each mistake of the privacy page's list is switched on and must be caught by the attack that is
meant for it; the product as it is passes the very same judge."""

import asyncio
import subprocess
import sys

import pytest

from benchmarks import process
from benchmarks.attacks import planted, watch
from benchmarks.attacks.judges import IN_ENGINE, IN_STORE
from benchmarks.attacks.through_http import School
from quizzes.live import MemoryLiveStore
from tests.server import ROOT, copy_of, environment

STORE_PLAYS = 2000
# Which finding each mistake on screens and in files must make.
FOUND = {
    planted.LIVE: {watch.BOARD},
    planted.TABLE: {watch.TABLES},
    planted.LOG: {watch.LOG, watch.CANARY},
    planted.PAPER: {watch.TABLET},
}


@pytest.fixture
def committing(commit):
    return lambda: commit(execute=True)


@pytest.mark.parametrize("judge", IN_STORE, ids=lambda judge: judge.name)
def test_a_mistake_of_the_store_is_caught(judge):
    assert not judge.catches(STORE_PLAYS, MemoryLiveStore)
    assert judge.catches(STORE_PLAYS, judge.mistake)


@pytest.mark.parametrize("judge", IN_ENGINE, ids=lambda judge: judge.name)
def test_a_question_asked_again_is_caught(judge, committing):
    assert not judge.catches(committing)
    with judge.mistake():
        assert judge.catches(committing)
    assert not judge.catches(committing)


@pytest.fixture
def lesson_folder(prepared_data, tmp_path):
    """A data folder with the lesson of the game."""
    data = copy_of(prepared_data, tmp_path / "data")
    subprocess.run(
        [sys.executable, "-m", "benchmarks.attacks.lessons", "0"], cwd=ROOT,
        env=environment(data), check=True,
    )  # fmt: skip
    return data


def test_a_mistake_on_screens_and_in_files_is_caught(lesson_folder, tmp_path, monkeypatch):
    switch, output = tmp_path / "planted", tmp_path / "output.log"
    switch.write_text("", "utf-8")
    monkeypatch.setenv(planted.VARIABLE, str(switch))

    async def watched(port):
        school = await School.open(port, lesson_folder, output)
        found = {}
        for number, mistake in enumerate(("", *planted.MISTAKES)):
            switch.write_text(mistake, "utf-8")
            found[mistake] = await watch.findings(school, f"watched {number}")
        await school.close()
        return found

    with process.running("benchmarks.attacks.planted", lesson_folder, output) as (port, _usage):
        found = asyncio.run(watched(port))

    assert found == {"": set(), **FOUND}


def test_the_whole_list_is_planted():
    names = {judge.name for judge in (*IN_STORE, *IN_ENGINE)} | set(planted.MISTAKES)

    assert len(names) == 9
