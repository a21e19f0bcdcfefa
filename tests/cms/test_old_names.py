"""Recordings and pictures of an old data folder lose the names that people gave them, and nothing
else; what a camera wrote into an old picture goes too."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Drawing

from cms import old_names
from cms.models import Picture, PictureRendition, Recording
from tests.rights import image_bytes, picture
from tests.sounds import recording, wav

pytestmark = pytest.mark.django_db
OLD = "recordings/айгүл-иса_кызы.wav"
OLD_PICTURE = "original_images/айгүл-иса_кызы.jpg"
SCALED = "max-480x360"


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


@pytest.fixture
def photo():
    """A picture as an older version kept it, with the camera's words, and scaled for a page."""
    exif = Drawing.Exif()
    exif[0x013B], exif[0x0112] = "Aigul", 6  # who took it, lying on its side
    made = picture("айгүл")
    Path(made.file.path).unlink()
    Path(default_storage.path(OLD_PICTURE)).write_bytes(image_bytes("JPEG", exif=exif))
    Picture.objects.filter(pk=made.pk).update(file=OLD_PICTURE, width=80, height=60)
    made.refresh_from_db()
    made.get_rendition(SCALED)
    return made


def stored(folder):
    """Every file below the folder of uploads, without the endings that tell of a size."""
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    return sorted(f"{path.parent.name}/{path.name.split('.')[0]}" for path in files)


def test_a_picture_that_is_gone_or_none_keeps_nobody_from_starting(folder, photo, caplog):
    Path(photo.file.path).write_bytes(b"<script>alert(1)</script>")
    lost = picture("b")
    Path(lost.file.path).unlink()
    Picture.objects.filter(pk=lost.pk).update(file="original_images/b.png")

    old_names.draw()

    drawn = Picture.objects.get(pk=photo.pk).file
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.jpg", drawn.name)
    assert Path(drawn.path).read_bytes() == b"<script>alert(1)</script>"
    assert [record.getMessage() for record in caplog.records] == [
        f"picture {lost.pk} keeps its name: No such file or directory"
    ]


def test_neither_a_picture_s_name_nor_its_sizes_nor_its_bytes_tell_of_anybody(folder, photo):
    old_names.draw()

    new = Picture.objects.get(pk=photo.pk)
    stem = Path(new.file.name).stem
    assert re.fullmatch(r"[0-9a-f]{32}", stem)
    assert stored(folder) == [f"original_images/{stem}"]
    assert b"Aigul" not in Path(new.file.path).read_bytes()
    assert (new.width, new.height, new.file_size) == (60, 80, new.file.size)
    assert new.title == "айгүл"
    known = new.file_hash
    new.file_hash = ""
    assert new.get_file_hash() == known


def test_a_page_that_shows_it_makes_its_sizes_anew(folder, photo):
    old = photo.get_rendition(SCALED).url

    old_names.draw()

    new = Picture.objects.get(pk=photo.pk)
    address = new.get_rendition(SCALED).url
    assert address != old
    assert stored(folder) == [
        f"images/{Path(new.file.name).stem}",
        f"original_images/{Path(new.file.name).stem}",
    ]


def test_pictures_a_second_time(folder, photo):
    old_names.draw()
    Picture.objects.get(pk=photo.pk).get_rendition(SCALED)
    before = (stored(folder), list(PictureRendition.objects.values_list("pk", "file")))

    old_names.draw()

    assert (stored(folder), list(PictureRendition.objects.values_list("pk", "file"))) == before


def test_a_power_cut_leaves_a_picture_s_files_without_a_row(folder, photo):
    """Its copy was kept, or the row of a size was gone before its file."""
    for left in ("original_images/айгүл.png", "images/айгүл.max-480x360.jpg"):
        Path(default_storage.path(left)).write_bytes(image_bytes())

    old_names.draw()

    stem = Path(Picture.objects.get(pk=photo.pk).file.name).stem
    assert stored(folder) == [f"original_images/{stem}"]
