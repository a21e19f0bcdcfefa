"""The attack on the privacy promise runs, keeps every aim at few plays and says so as JSON."""

import json
import subprocess
import sys

from tests.server import ROOT, environment

KEYS = {
    "plays", "accuracy", "bound", "epsilon_low", "epsilon_allowed", "certain", "profile",
    "baselines", "mutants", "mutants_caught", "band_right",
}  # fmt: skip
GAMES = {"engine": {"teacher", "thief", "counters"}, "http": {"teacher", "thief"}}
FEW = ("--plays", "80", "--http-plays", "18", "--years", "4", "--json")


def test_a_short_attack_keeps_every_aim(prepared_data, tmp_path):
    done = subprocess.run(
        [sys.executable, "benchmarks/bench_privacy.py", "--prepared", prepared_data, *FEW],
        cwd=ROOT, env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert set(figures) == KEYS
    for name in ("plays", "accuracy", "bound", "epsilon_low", "epsilon_allowed"):
        assert {where: set(who) for where, who in figures[name].items()} == GAMES
    assert figures["plays"]["http"]["thief"] == {"knowledge_scenario": 10, "attitude": 8}
    assert set(figures["certain"].values()) == {0}
    assert len(figures["mutants"]) == 9
    assert figures["mutants_caught"] == figures["mutants"]
    # Pages and engine are compared, and agree: two lessons of three classes, bands of the lesson
    # and of each question.
    assert figures["profile"]["http"]["compared"] >= 36
    assert figures["profile"]["http"]["different"] == 0
    assert figures["baselines"]["live"]["25"]["certain"] == 1
    assert round(figures["band_right"]["question"]["10"]["exact"], 2) >= 0.78
