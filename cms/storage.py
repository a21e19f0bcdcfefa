"""Where uploaded files lie, and what they are called there."""

from pathlib import PurePath
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

# What people upload.  Scaled pictures are named after what they were made from.
UPLOADED = frozenset({"original_images", "recordings"})


class DrawnNames(FileSystemStorage):
    """Keeps an uploaded file under a drawn name: its own would tell about people and places, and
    its address could be guessed."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePath(name)
        if path.parts[0] in UPLOADED:
            name = str(path.with_name(f"{uuid4().hex}{path.suffix.lower()}"))
        return super().get_available_name(name, max_length)
