import json
import sqlite3
import stat

import pytest

from cms import prepare
from tests.server import copy_of, manage


@pytest.fixture
def data(prepared_data, tmp_path):
    return copy_of(prepared_data, tmp_path / "data")


def rows(data, table):
    with sqlite3.connect(data / "birge.sqlite3") as database:
        found = database.execute(f"SELECT * FROM {table}").fetchall()
    database.close()
    return found


def test_first_prepare_makes_logins_that_only_the_owner_reads(prepared_data):
    file = prepared_data / "first-logins.json"
    logins = json.loads(file.read_text())
    assert {login["role"] for login in logins} == {
        "teacher", "coordinator", "trainer", "admin", "author", "language", "protection",
        "publisher",
    }  # fmt: skip
    assert {frozenset(login) for login in logins} == {
        frozenset({"role", "username", "password", "url"})
    }
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_first_prepare_keeps_everything_to_the_owner(prepared_data):
    for name in ("secret-key", "birge.sqlite3"):
        assert stat.S_IMODE((prepared_data / name).stat().st_mode) == 0o600, name


def test_second_prepare_changes_no_user(data):
    before = rows(data, "cms_user")
    assert manage(data, "prepare").returncode == 0
    assert rows(data, "cms_user") == before


def test_folder_with_unknown_migrations_is_refused(data):
    with sqlite3.connect(data / "birge.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('cms', '9999_later', '')"
        )
    database.close()
    before = rows(data, "django_migrations")
    refused = manage(data, "prepare")
    assert refused.returncode == 1
    assert "newer version" in refused.stderr
    assert rows(data, "django_migrations") == before


def test_folder_of_a_later_version_is_refused(data):
    (data / prepare.VERSION_NAME).write_text("999.0.0")
    refused = manage(data, "prepare")
    assert refused.returncode == 1
    assert "newer version" in refused.stderr
    assert (data / prepare.VERSION_NAME).read_text() == "999.0.0"
