"""Small recordings for tests."""

import wave
from io import BytesIO

from django.core.files.base import ContentFile
from wagtailmedia.models import MediaType

from cms.models import Recording


def wav(seconds: float = 0.2) -> bytes:
    """A little silence."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * int(8000 * seconds))
    return made.getvalue()


def recording(title: str, language: str = "ky", says: str = "") -> Recording:
    """A recording that has been checked and stored."""
    file = ContentFile(wav(), name=f"{title}.wav")
    made = Recording(title=title, file=file, type=MediaType.AUDIO, language=language, says=says)
    made.full_clean()
    made.save()
    return made
