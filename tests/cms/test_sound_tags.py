"""What a recorder wrote beside the sound is gone; the sound is there to the last byte."""

import wave
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from cms import recordings, sound_tags
from cms.models import Recording
from tests.sounds import wav

SECRET = b"AIGUL-5A-GPS"
FRAME = b"\xff\xfb\x90\x64" + bytes(range(250)) * 3


def id3(size=60, footer=False):
    flags = b"\x10" if footer else b"\0"
    words = SECRET.ljust(size, b"\0")
    return b"ID3\x04\0" + flags + bytes([0, 0, size >> 7, size & 127]) + words + b"3DI" * footer * 3


def ape(has_head=True):
    size = (len(SECRET) + 32).to_bytes(4, "little")
    mark = b"APETAGEX" + b"\xd0\x07\0\0" + size + bytes(16)
    return mark * has_head + SECRET + mark


def old_id3():
    return b"TAG" + SECRET.ljust(125, b" ")


@pytest.mark.parametrize(
    "sound",
    [
        FRAME,
        id3() + FRAME,
        id3(300) + id3() + FRAME,
        FRAME + old_id3(),
        id3() + FRAME + ape() + old_id3(),
        FRAME + ape(has_head=False),
    ],
)
def test_an_mp3_keeps_its_frames_alone(sound):
    assert sound_tags.without("mp3", sound) == FRAME


def test_an_mp3_with_a_foot_of_its_words():
    assert sound_tags.without("mp3", id3(footer=True)[:-9] + b"3DI".ljust(10) + FRAME) == FRAME


def riff(*parts):
    body = b"WAVE" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def part(name, body):
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def test_a_wav_keeps_its_sound_alone():
    plain = wav()
    form, sound = plain[12:36], plain[36:]
    words = (
        part(b"LIST", b"INFOIART" + SECRET) + part(b"bext", SECRET + b"x") + part(b"id3 ", SECRET)
    )

    kept = sound_tags.without("wav", riff(words, form, words, sound, words))

    assert SECRET not in kept
    with wave.open(BytesIO(kept)) as opened, wave.open(BytesIO(plain)) as first:
        assert opened.getparams() == first.getparams()
        assert opened.readframes(10**6) == first.readframes(10**6)


def box(name, body):
    return (len(body) + 8).to_bytes(4, "big") + name + body


def test_an_m4a_has_empty_boxes_where_the_words_were():
    track = box(b"trak", box(b"udta", SECRET) + box(b"mdia", b"kept") + box(b"meta", SECRET))
    moov = box(b"moov", box(b"mvhd", b"kept") + track + box(b"udta", box(b"\xa9xyz", SECRET)))
    far = (1).to_bytes(4, "big") + b"uuid" + (16 + len(SECRET)).to_bytes(8, "big") + SECRET
    sound = box(b"ftyp", b"M4A \0\0\0\0") + moov + far + box(b"mdat", FRAME)

    kept = sound_tags.without("m4a", sound)

    assert SECRET not in kept
    assert len(kept) == len(sound)
    assert kept.index(FRAME) == sound.index(FRAME)
    assert kept.count(b"kept") == 2


def ogg(*words, head=b"\x03vorbis"):
    def text(said):
        return len(said).to_bytes(4, "little") + said

    listed = text(b"Xiph") + len(words).to_bytes(4, "little") + b"".join(map(text, words))
    return b"OggS\0\x02" + bytes(22) + b"\x01\x1e\x01vorbis" + bytes(30) + head + listed + FRAME


@pytest.mark.parametrize("head", [b"\x03vorbis", b"OpusTags"])
def test_an_ogg_with_words_is_refused(head):
    plain = ogg(b"ENCODER=Lavc60", head=head)

    assert sound_tags.without("ogg", plain) == plain
    with pytest.raises(sound_tags.Tagged):
        sound_tags.without("ogg", ogg(b"ENCODER=x", b"ARTIST=" + SECRET, head=head))


@given(st.sampled_from(["mp3", "wav", "m4a", "ogg"]), st.binary(max_size=200))
def test_whatever_comes_it_ends(kind, noise):
    heads = {"mp3": b"ID3", "wav": b"RIFF\0\0\0\0WAVE", "m4a": b"", "ogg": b"OggS\x03vorbis"}
    try:
        assert len(sound_tags.without(kind, heads[kind] + noise)) <= len(noise) + 64
    except (sound_tags.Broken, sound_tags.Tagged):
        assert kind != "mp3"


def test_deep_boxes_are_no_trap():
    deep = b"x"
    for _each in range(5000):
        deep = box(b"moov", deep)

    with pytest.raises(sound_tags.Broken):
        sound_tags.without("m4a", deep)


@pytest.mark.django_db
def test_a_recording_is_kept_without_its_words(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = Recording(title="a", type="audio", file=ContentFile(id3() + FRAME, name="a.mp3"))
    made.full_clean()
    made.save()

    with made.file.open("rb") as file:
        assert file.read() == FRAME


def test_a_file_that_cannot_be_cleaned_is_refused_with_a_sentence():
    for content, name in (
        (ogg(b"TITLE=" + SECRET), "a.ogg"),
        (riff(part(b"fmt ", bytes(16)), b"data\xff\xff\xff\x7f"), "a.wav"),
    ):
        with pytest.raises(ValidationError) as refused:
            recordings.check(ContentFile(content, name=name))
        assert refused.value.messages[0].endswith(".")
