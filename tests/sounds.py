"""Small recordings for tests."""

import wave
from io import BytesIO

from django.core.files.base import ContentFile
from wagtailmedia.models import MediaType

from cms.models import Recording
from tests.rights import CLEAR


def wav(seconds: float = 0.2) -> bytes:
    """A little silence."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * int(8000 * seconds))
    return made.getvalue()


def recording(title: str, language: str = "ky", says: str = "", **changed: object) -> Recording:
    """A recording that has been checked and stored, with clear rights unless others are given."""
    file = ContentFile(wav(), name=f"{title}.wav")
    known = {"title": title, "file": file, "type": MediaType.AUDIO, "language": language}
    made = Recording(**known, says=says, **{**CLEAR, **changed})
    made.full_clean()
    made.save()
    return made
