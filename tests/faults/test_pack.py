"""The process is really killed while a pack is brought in."""

import json
import subprocess
import sys

from tests.curriculum.packs import crafting
from tests.faults.lessons import rows
from tests.server import ROOT, Server, copy_of, environment, manage

TABLES = ("wagtailcore_page", "wagtailcore_revision", "curriculum_knownpack")


def counts(data):
    server = Server(data)
    return [rows(server, f"select count(*) from {table}") for table in TABLES]


def test_a_power_cut_leaves_nothing_and_it_can_be_done_again(prepared_data, tmp_path):
    data, file = copy_of(prepared_data, tmp_path / "data"), tmp_path / "two.birge"
    made = manage(data, "pack", "build", "--out", str(file), "--title", "Two", "--json")
    assert made.returncode == 0, made.stderr
    assert manage(data, "shell", "-c", FORGET).returncode == 0
    before = counts(data)

    cut = subprocess.run(
        [sys.executable, "-m", "tests.faults.planted_pack", str(file)],
        cwd=ROOT, env=environment(data), capture_output=True, check=False,
    )  # fmt: skip

    assert cut.returncode == -9, cut.stderr
    assert counts(data) == before
    again = manage(data, "pack", "import", str(file), "--json")
    said = json.loads(again.stdout)
    assert [each["change"] for each in said["lessons"]] == ["new"] * 4
    assert counts(data)[0][0][0] == before[0][0][0] + 12


FORGET = "from curriculum.models import LessonPage; LessonPage.objects.all().delete()"


def test_no_pack_comes_in_while_the_server_runs(server, tmp_path):
    file = tmp_path / "a.birge"
    file.write_bytes(crafting.packed())

    refused = manage(server.data, "pack", "import", str(file))
    looked = manage(server.data, "pack", "check", str(file), "--json")

    assert refused.returncode == 1
    assert str(server.data) in refused.stderr
    assert json.loads(looked.stdout)["problems"][0]["code"] == "unknown_signer"


def test_the_signing_key_is_its_owners_alone_and_in_no_backup(prepared_data, tmp_path):
    data = copy_of(prepared_data, tmp_path / "data")
    key = data / "signing-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_bytes()) == 32

    assert manage(data, "backup", "--out", str(tmp_path / "b.zip")).returncode == 0

    written = (tmp_path / "b.zip").read_bytes()
    assert key.read_bytes() not in written
    assert b"signing-key" not in written
