"""A page's edit form as a browser would send it back: blocks are drawn there by script."""

from django.db.models import Model
from wagtail import blocks
from wagtail.fields import StreamField

TEXT_FIELDS = [
    "title", "slug", "age_band", "key_message", "content_note", "translation_status",
    "duration_short", "duration_long", "pen_name", "licence", "home_link", "family_aim",
    "family_question",
]  # fmt: skip


def lesson_form(page, **changes):
    """Everything that the edit form of a lesson holds."""
    data = {name: str(getattr(page, name)) for name in TEXT_FIELDS}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            data |= dict(stream_form(field.name, getattr(page, field.name)))
    # The box for comments, empty.
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    data |= {f"comments-{name}": value for name, value in empty.items()}
    return data | changes


def stream_form(prefix, stream):
    yield f"{prefix}-count", str(len(stream))
    for index, child in enumerate(stream):
        yield f"{prefix}-{index}-type", child.block_type
        yield from _item(f"{prefix}-{index}", index, child)


def _list(prefix, value):
    yield f"{prefix}-count", str(len(value))
    for index, item in enumerate(value.bound_blocks):
        yield from _item(f"{prefix}-{index}", index, item)


def _item(prefix, index, child):
    yield f"{prefix}-id", child.id
    yield f"{prefix}-order", str(index)
    yield f"{prefix}-deleted", ""
    yield from _value(f"{prefix}-value", child.block, child.value)


def _value(prefix, block, value):
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _value(f"{prefix}-{name}", child, value[name])
    elif isinstance(block, blocks.ListBlock):
        yield from _list(prefix, value)
    elif isinstance(block, blocks.BooleanBlock):
        yield from [(prefix, "on")] if value else []
    else:
        chosen = value.pk if isinstance(value, Model) else value
        yield prefix, "" if chosen is None else str(chosen)
