"""Small pictures for tests, and rights for them."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Drawing

from cms.models import Picture

# Of a drawing that nobody can object to.
CLEAR = {"author": "Birge", "source": "drawn by us", "licence": "own", "depicted": "drawn"}


def day(offset: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=offset)


def children(**changed: object) -> dict[str, object]:
    """Rights of a photo of children, as a guardian allowed it for another year."""
    return {
        **CLEAR,
        "depicted": "children",
        "consent_paper": "A-17",
        "consent_by": "guardian",
        "consent_for": "lessons",
        "consent_until": day(365),
        **changed,
    }


def image_bytes(kind: str = "PNG", size: tuple[int, int] = (80, 60), **how: object) -> bytes:
    """A picture in one colour."""
    made = BytesIO()
    Drawing.new("RGB", size, "teal").save(made, kind, **how)
    return made.getvalue()


def picture(title: str = "teal", size: tuple[int, int] = (800, 600), **changed: object) -> Picture:
    """A picture that is stored, with clear rights unless others are given."""
    file = ContentFile(image_bytes(size=size), name=f"{title}.png")
    return Picture.objects.create(title=title, file=file, **{**CLEAR, **changed})
