"""A recording is sound, by its bytes; it is served as sound and as nothing else."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from cms import recordings
from cms.models import Recording
from tests.sounds import recording, wav

PAGE = b"<!doctype html><script>alert(1)</script>"
FRAME = b"\xff\xfb\x90\x64" + b"\x00" * 60
# A tag of 20 bytes, then a frame.
TAGGED = b"ID3\x04\x00\x00\x00\x00\x00\x14" + b"\x00" * 20 + FRAME
OGG = b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x1e\x01vorbis" + b"\x00" * 30
OPUS = b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x13OpusHead" + b"\x00" * 30
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00" + b"\x00" * 40


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (wav(), "wav"),
        (FRAME, "mp3"),
        (TAGGED, "mp3"),
        (OGG, "ogg"),
        (OPUS, "ogg"),
        (M4A, "m4a"),
        (PAGE, ""),
        (b"ID3\x04\x00\x00\x00\x00\x00\x14" + b"\x00" * 20 + PAGE, ""),
        (b"OggS" + PAGE, ""),
        (b"RIFF\x00\x00\x00\x00AVI LIST", ""),
        (b"\x00\x00\x00\x20ftypqt  " + b"\x00" * 40, ""),
        (b"\xff\xfe<\x00h\x00t\x00m\x00l\x00", ""),
        (b"", ""),
    ],
)
def test_kind_is_read_from_the_bytes(content, kind):
    assert recordings.kind_of(BytesIO(content)) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.mp3", PAGE), ("a.mp3", wav()), ("a.html", wav()), ("a.wav", b""), ("a", wav())],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(ValidationError):
        recordings.check(ContentFile(content, name=name))


def test_a_long_recording_is_refused(settings):
    settings.BIRGE_RECORDING_BYTES = 1000

    with pytest.raises(ValidationError):
        recordings.check(ContentFile(wav(1), name="a.wav"))


@pytest.mark.django_db
def test_a_recording_is_served_as_sound(client):
    made = recording("voice", says="skip")

    reply = client.get(made.address)

    assert (reply.status_code, reply["Content-Type"]) == (200, "audio/wav")
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert "media-src 'self'" in reply["Content-Security-Policy"]
    assert b"".join(reply.streaming_content) == wav()


@pytest.mark.django_db
def test_nothing_else_is_served_from_there(client, tmp_path):
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "a.html").write_bytes(PAGE)
    (tmp_path / "secret.wav").write_bytes(wav())

    assert client.get("/media/recordings/a.html").status_code == 404
    assert client.get("/media/recordings/lost.wav").status_code == 404
    assert client.get("/media/recordings/../secret.wav").status_code in (400, 404)


def upload(trainer, name, content, kind="audio"):
    address = reverse("wagtailmedia:add", args=[kind])
    file = SimpleUploadedFile(name, content, "audio/mpeg")
    form = {"title": "A voice", "file": file, "language": "ru", "says": "", "tags": ""}
    return trainer.post(address, form | {"collection": Collection.objects.get(depth=2).pk})


def test_a_trainer_brings_a_recording(trainer):
    assert upload(trainer, "a.wav", wav()).status_code == 302

    made = Recording.objects.get()
    assert (made.language, made.type, made.uploaded_by_user.username) == ("ru", "audio", "asel")


@pytest.mark.parametrize(
    ("name", "content", "kind"), [("a.mp3", PAGE, "audio"), ("a.wav", wav(), "video")]
)
def test_a_trainer_brings_no_page_and_no_film(trainer, name, content, kind):
    reply = upload(trainer, name, content, kind)

    assert "file" in reply.context["form"].errors
    assert Recording.objects.count() == 0
