"""Recordings of spoken words: which files may be one, and as what they are served."""

from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms import sound_tags

# Ending of the name → the type that a browser is told.
TYPES = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "m4a": "audio/mp4", "wav": "audio/wav"}
_ID3_HEAD = 10
_MP4_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2")


def ending(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return PurePath(name).suffix.removeprefix(".").lower()


def check(file: File) -> None:
    """Raises ValidationError unless the file is short enough and its bytes are what its name says.

    Its bytes are asked, because a name and the browser's word for a type are anybody's choice: a
    page that is called .mp3 stays out.
    """
    if file.size > settings.BIRGE_RECORDING_BYTES:
        most = filesizeformat(settings.BIRGE_RECORDING_BYTES)
        raise ValidationError(_("The file is larger than %(most)s.") % {"most": most})
    found = kind_of(file.open("rb"))
    file.seek(0)
    if found != ending(file.name or ""):
        raise ValidationError(_("This is no recording in MP3, OGG, M4A or WAV."))
    bare(file)


def bare(file: File) -> ContentFile:
    """The recording without what its recorder wrote beside the sound: names, places, the device.

    Raises ValidationError where that cannot be taken out.
    """
    file.seek(0)
    try:
        sound = sound_tags.without(ending(file.name or ""), file.read())
    except sound_tags.Tagged as error:
        said = _(
            "This OGG holds words beside the sound, such as a name or a title. Save it as MP3 or "
            "WAV, or without these words (“metadata”, “tags”)."
        )
        raise ValidationError(said) from error
    except sound_tags.Broken as error:
        said = _("This recording is broken. Save it anew and try again.")
        raise ValidationError(said) from error
    finally:
        file.seek(0)
    return ContentFile(sound, name=file.name)


def kind_of(opened: IO[bytes]) -> str:
    """What the bytes are: an ending of TYPES, or "" for anything else."""
    opened.seek(0)
    head = opened.read(64)
    if head[:4] == b"OggS" and (b"\x01vorbis" in head or b"OpusHead" in head):
        return "ogg"
    if head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt ":
        return "wav"
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return "m4a"
    return "mp3" if _is_frame(_after_id3(opened, head)) else ""


def _after_id3(opened: IO[bytes], head: bytes) -> bytes:
    """The first bytes of sound of an MP3: behind its tag, if it has one."""
    if head[:3] != b"ID3" or len(head) < _ID3_HEAD:
        return head[:4]
    size = 0
    for byte in head[6:_ID3_HEAD]:
        size = size * 128 + (byte & 127)
    opened.seek(_ID3_HEAD + size)
    return opened.read(4)


def _is_frame(first: bytes) -> bool:
    """Whether an MPEG audio frame of layer III begins so: sync, and nothing that is reserved."""
    if len(first) < 4 or first[0] != 0xFF or first[1] & 0xE6 != 0xE2:
        return False
    is_version = first[1] & 0x18 != 0x08
    return is_version and first[2] & 0xF0 not in (0x00, 0xF0) and first[2] & 0x0C != 0x0C
