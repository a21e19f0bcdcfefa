"""What the form's own fields and blocks refuse, told as findings."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from curriculum.ready import findings, places
from curriculum.ready.findings import Finding
from curriculum.ready.places import Place

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

# What an author types into fields that hold no blocks.
FIELDS = (
    "title", "age_band", "key_message", "content_note", "translation_status", "duration_short",
    "duration_long", "home_link", "family_aim", "family_question",
)  # fmt: skip


def check(page: "LessonPage") -> Iterator[Finding]:
    """Empty fields, and whatever a block would refuse in the form."""
    for name in FIELDS:
        if getattr(page, name) in (None, ""):
            yield findings.hard(page, Place(name), _("This is empty."))
    for name in places.stream_fields(page):
        yield from _in_blocks(page, name)


def _in_blocks(page: "LessonPage", name: str) -> Iterator[Finding]:
    stream = getattr(page, name)
    field = page._meta.get_field(name)
    if isinstance(field, StreamField) and not field.blank and not len(stream):
        yield findings.hard(page, Place(name), _("This is empty."))
        return
    try:
        stream.stream_block.clean(stream)
    except ValidationError as error:
        for path, said in places.sentences_in(error):
            yield findings.hard(page, Place(name, path), said)
