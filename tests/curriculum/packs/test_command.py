"""The commands, as programs use them."""

import json

import pytest
from django.core.management import CommandError, call_command

from curriculum.models import KnownPack, LessonPage, Signer
from curriculum.packs import building
from manage import writes
from tests.curriculum.conftest import SLUGS
from tests.curriculum.packs import crafting
from tests.curriculum.packs.crafting import SLUG, entries, packed
from tests.curriculum.packs.test_importing import edit, find, foreign, renewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(capsys):
    """Runs the command with --json; gives its exit status and what it says."""

    def run(*words):
        capsys.readouterr()
        status = 0
        try:
            call_command("pack", *map(str, words), "--json")
        except CommandError as error:
            status = error.returncode
        return status, json.loads(capsys.readouterr().out)

    return run


def test_build_check_import(own, pack, tmp_path):
    out = tmp_path / "a.birge"

    status, said = pack("build", "--out", out, "--lessons", f"{SLUG},{SLUGS[0]}")
    assert (status, said["ok"], said["problems"]) == (0, True, [])
    assert [each["name"] for each in said["lessons"]] == [SLUGS[0], SLUG]

    status, said = pack("check", out)
    assert (status, said["ok"]) == (0, True)
    assert {each["change"] for each in said["lessons"]} == {"unchanged"}

    LessonPage.objects.filter(slug=SLUG).delete()
    status, said = pack("import", out)
    assert {each["name"]: each["change"] for each in said["lessons"]} == {
        SLUGS[0]: "unchanged",
        SLUG: "new",
    }
    assert find().live


def test_a_check_changes_nothing(own, pack, tmp_path):
    (tmp_path / "a.birge").write_bytes(packed(entries(foreign())))

    status, said = pack("check", tmp_path / "a.birge")

    assert (status, said["lessons"][0]["change"]) == (0, "new")
    assert not LessonPage.objects.filter(slug="from-elsewhere").exists()
    assert not KnownPack.objects.filter(pack=crafting.PACK).exists()


@pytest.mark.parametrize("act", ["check", "import"])
@pytest.mark.parametrize("name", ["empty", "no zip", "cut off"])
def test_a_refusal_ends_with_1(own, pack, tmp_path, act, name):
    written = {"empty": b"", "no zip": b"no zip", "cut off": packed()[:-1]}[name]
    (tmp_path / "a.birge").write_bytes(written)

    status, said = pack(act, tmp_path / "a.birge")

    assert (status, said["ok"], said["lessons"]) == (1, False, [])
    assert said["problems"][0]["code"] == "not_a_pack"
    assert said["problems"][0]["sentence"]


def test_missing_files_and_lessons_are_refusals(own, pack, tmp_path):
    assert pack("check", tmp_path / "none")[1]["problems"][0]["code"] == "unreadable"
    status, said = pack("build", "--out", tmp_path / "x.birge", "--lessons", "lost")
    assert (status, said["problems"][0]["code"]) == (1, "unknown_lesson")
    assert list(tmp_path.glob("*.birge")) == []


def test_an_unknown_signer_is_told_by_digits(own, pack, tmp_path):
    (tmp_path / "a.birge").write_bytes(packed())
    Signer.objects.all().delete()

    status, said = pack("check", tmp_path / "a.birge")

    assert said["problems"][0]["code"] == "unknown_signer"
    assert own.fingerprint in said["problems"][0]["sentence"]


def test_taking_theirs_names_the_lessons(own, pack, tmp_path):
    file = tmp_path / "a.birge"
    file.write_bytes(packed(entries(foreign())))
    pack("import", file)
    edit(find("from-elsewhere"))
    file.write_bytes(packed(entries(renewed()), version=2))

    pack("import", file)
    assert find("from-elsewhere").key_message == "Мектептин сөзү."
    pack("import", file, "--take-theirs", "from-elsewhere")

    assert find("from-elsewhere").key_message == "Жаңы сөз."


def test_the_starter_is_a_pack_too(own, pack, tmp_path):
    status, said = pack("build", "--out", tmp_path / "s.birge", "--starter")

    assert [each["name"] for each in said["lessons"]] == SLUGS
    status, said = pack("check", tmp_path / "s.birge")
    assert {each["change"] for each in said["lessons"]} == {"unchanged"}
    assert len(said["lessons"]) > len(SLUGS)  # help services, legal facts and the 16 Days


def test_misuse_ends_with_2(own):
    with pytest.raises(CommandError):
        call_command("pack", "build")
    with pytest.raises(CommandError):
        call_command("pack", "open")


def test_only_a_check_runs_beside_the_server():
    assert not writes(["pack", "check", "x"])
    assert writes(["pack", "import", "x"])
    assert writes(["pack", "build", "--out", "x"])
    assert writes(["pack"])


def test_a_pack_that_could_not_be_brought_in_is_not_built(own, tmp_path):
    page = find()
    LessonPage.objects.filter(pk=page.pk).update(key_message="а\u202eб")

    with pytest.raises(Exception, match="lessons/not-just-a-joke.json"):
        building.build(tmp_path / "a.birge", building.of_lessons(slugs=[SLUG], title="Ours"))

    assert list(tmp_path.glob("*")) in ([], [tmp_path / "media"])
    assert not KnownPack.objects.filter(title="Ours").exists()
