"""Recordings of an old data folder lose the names that people gave them, and nothing else."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms import old_names
from cms.models import Recording
from tests.sounds import recording, wav

pytestmark = pytest.mark.django_db
OLD = "recordings/айгүл-иса_кызы.wav"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "recordings"


def called(name, **changed):
    """A recording as an older version kept it: under this name."""
    made = recording("a", **changed)
    path = Path(default_storage.path(name))
    Path(made.file.path).rename(path)
    Recording.objects.filter(pk=made.pk).update(file=name)
    made.refresh_from_db()
    return made


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_is_gone_keeps_nobody_from_starting(folder, caplog):
    lost, found = called("recordings/a.wav"), called(OLD)
    (folder / "a.wav").unlink()

    old_names.draw()

    lost.refresh_from_db()
    found.refresh_from_db()
    assert lost.file.name == "recordings/a.wav"
    assert found.file.name != OLD
    assert [record.getMessage() for record in caplog.records] == [
        f"recording {lost.pk} keeps its name: No such file or directory"
    ]


def test_its_name_tells_nothing_and_it_sounds_the_same(folder, client):
    old = called(OLD, says="skip")

    old_names.draw()

    new = Recording.objects.get(pk=old.pk)
    assert re.fullmatch(r"recordings/[0-9a-f]{32}\.wav", new.file.name)
    assert names(folder) == [Path(new.file.name).name]
    assert b"".join(client.get(new.address).streaming_content) == wav()
    assert client.get(old.address).status_code == 404


def test_a_second_time_changes_nothing(folder):
    called(OLD)
    recording("b")
    old_names.draw()
    before = (names(folder), set(Recording.objects.values_list("pk", "file")))

    old_names.draw()

    assert (names(folder), set(Recording.objects.values_list("pk", "file"))) == before


def test_a_power_cut_after_the_copy(folder):
    """The file is there twice, and the row knows the old one."""
    old = called(OLD)
    default_storage.save(OLD, ContentFile(wav()))

    old_names.draw()

    assert Path(OLD).name not in names(folder)
    assert Path(Recording.objects.get(pk=old.pk).file.name).name in names(folder)


def test_a_power_cut_before_the_old_one_is_deleted(folder):
    """The row knows the new one already."""
    new = recording("a")
    Path(default_storage.path(OLD)).write_bytes(wav())

    old_names.draw()

    assert names(folder) == [Path(new.file.name).name]


def test_an_empty_folder(folder):
    old_names.draw()

    assert not folder.exists()
