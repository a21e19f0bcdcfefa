"""Backup and restore by the real commands, beside a running server."""

import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

from cms import backup
from tests.actors import Teacher
from tests.faults.lessons import ANSWERED, ask, rows
from tests.server import Server, manage

# Any other name would be drawn anew at the start.
PICTURE = f"{'0a' * 16}.jpg"


@pytest.fixture
def asked(server):
    """A question of a quiz is open, one before it is released."""
    asked = ask(server)
    asked.close()
    asked.teacher.refresh()
    asked.teacher.press("quiz/next/")
    assert all(seat.answer() for seat in asked.seats)
    media = server.data / "media/original_images"
    media.mkdir(parents=True)
    (media / PICTURE).write_bytes(b"a picture")
    (media / "link").symlink_to(server.data / "secret-key")
    return asked


def restored(file, data):
    done = manage(data, "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert manage(data, "prepare").returncode == 0
    return Server(data)


def test_a_backup_of_a_running_lesson_comes_back(server, asked, tmp_path):
    """Releases, classes and logins are kept; the open quiz is over, its open question void."""
    out = tmp_path / "birge.zip"
    done = manage(server.data, "backup", "--out", str(out))
    assert (done.returncode, done.stdout.strip()) == (0, f"The backup is written: {out}")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with zipfile.ZipFile(out) as pack:
        names = set(pack.namelist())
    assert names == {"birge.sqlite3", "version", f"media/original_images/{PICTURE}"}
    assert asked.teacher.sent() == (6, 6)

    other = restored(out, tmp_path / "restored")
    other.start()
    try:
        assert rows(other, "select submitted from quizzes_release") == [(ANSWERED,)]
        assert rows(other, "select submitted, runs from classrooms_pool") == [(ANSWERED, 1)]
        assert rows(other, "select phase from quizzes_run") == [("closed",)]
        assert list((other.data / "keys").glob("*")) == []
        assert (other.data / "media/original_images" / PICTURE).read_bytes() == b"a picture"
        shutil.copy(server.data / "first-logins.json", other.data)
        teacher = Teacher.of(other, "teacher")
        teacher.open(asked.teacher.path)
        assert "quiz/open/" in teacher.page
        code = teacher.open_last_quiz()
        assert code != asked.code
    finally:
        other.stop()


def test_nobody_is_logged_in_in_a_backup(server, asked, tmp_path):
    server.client().post("/login/", {"username": "x", "password": "y"})
    assert rows(server, "select count(*) from django_session") != [(0,)]
    backup.write(server.data, tmp_path / "b.zip")

    backup.restore(empty(tmp_path / "restored"), tmp_path / "b.zip")

    with closing(sqlite3.connect(tmp_path / "restored/birge.sqlite3")) as copy:
        for table in ("django_session", "axes_accessattempt"):
            assert copy.execute(f"select count(*) from {table}").fetchone() == (0,)


def empty(folder):
    folder.mkdir()
    return folder


def test_restore_refuses_a_folder_in_use_and_one_that_is_not_empty(server, tmp_path):
    out = tmp_path / "birge.zip"
    backup.write(server.data, out)
    before = (server.data / "birge.sqlite3").stat().st_size

    assert "already running" in manage(server.data, "restore", str(out)).stderr
    server.stop()
    assert "is not empty" in manage(server.data, "restore", str(out)).stderr

    assert (server.data / "birge.sqlite3").stat().st_size >= before


def test_backup_of_an_empty_folder_says_so(tmp_path):
    done = manage(tmp_path / "data", "backup", "--out", str(tmp_path / "b.zip"))

    assert (done.returncode, "nothing to back up" in done.stderr) == (1, True)
    assert not (tmp_path / "b.zip").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing(prepared_data, tmp_path):
    done = manage(prepared_data, "backup", "--out", str(tmp_path / "nowhere/b.zip"))

    assert (done.returncode, "was not written" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def good(prepared_data, tmp_path_factory):
    file = tmp_path_factory.mktemp("good") / "good.zip"
    backup.write(prepared_data, file)
    return file


def link(pack):
    entry = zipfile.ZipInfo("media/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    pack.writestr(entry, "/etc/passwd")


def database_again(pack):
    with pytest.warns(UserWarning, match="Duplicate name"):
        pack.writestr("birge.sqlite3", b"another")


TRICKS = {
    "above": lambda pack: pack.writestr("media/../../evil", b"x"),
    "absolute": lambda pack: pack.writestr("/tmp/evil", b"x"),
    "double slash": lambda pack: pack.writestr("media//evil", b"x"),
    "backslash": lambda pack: pack.writestr("media\\..\\evil", b"x"),
    "drive": lambda pack: pack.writestr("media/c:evil", b"x"),
    "folder": lambda pack: pack.writestr("media/empty/", b""),
    "bare media": lambda pack: pack.writestr("media", b"x"),
    "keys": lambda pack: pack.writestr("keys/0", b"x"),
    "secret key": lambda pack: pack.writestr("secret-key", b"x"),
    "link": link,
    "twice": database_again,
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_restore_refuses_tricks_in_the_zip(good, tmp_path, trick):
    file = tmp_path / "bad.zip"
    shutil.copy(good, file)
    with zipfile.ZipFile(file, "a") as pack:
        trick(pack)
    data = empty(tmp_path / "data")

    with pytest.raises(backup.NoBackup):
        backup.restore(data, file)

    assert list(data.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.zip", "data"]


@pytest.mark.parametrize("limit", ["ENTRIES_MAX", "BYTES_MAX"])
def test_restore_refuses_too_much(good, tmp_path, monkeypatch, limit):
    monkeypatch.setattr(backup, limit, 1)
    data = empty(tmp_path / "data")

    with pytest.raises(backup.NoBackup, match="too many or too large"):
        backup.restore(data, good)

    assert list(data.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 100])
def test_restore_refuses_what_is_no_zip(tmp_path, content):
    (tmp_path / "bad.zip").write_bytes(content)
    data = empty(tmp_path / "data")

    with pytest.raises(backup.NoBackup):
        backup.restore(data, tmp_path / "bad.zip")

    assert list(data.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "flipped", "other database"])
def test_restore_refuses_a_damaged_backup(good, tmp_path, damage):
    file, raw = tmp_path / "bad.zip", bytearray(good.read_bytes())
    if damage == "cut":
        file.write_bytes(raw[: len(raw) // 2])
    elif damage == "flipped":
        raw[len(raw) // 2] ^= 0xFF
        file.write_bytes(raw)
    else:
        with closing(sqlite3.connect(tmp_path / "other")) as other:
            other.execute("create table t (x)")
        with zipfile.ZipFile(file, "w") as pack:
            pack.write(tmp_path / "other", "birge.sqlite3")
    data = empty(tmp_path / "data")

    with pytest.raises(backup.NoBackup):
        backup.restore(data, file)

    assert list(data.iterdir()) == []
