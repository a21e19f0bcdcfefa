"""Where in a lesson something stands, and the way there and back through its blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

Path = tuple[str | int, ...]
Reached = tuple[blocks.Block, Any, str | None]  # a block, its value, its id if it has one


@dataclass(frozen=True)
class Place:
    """A field of the page, and for a field of blocks the steps into it: the number of a block in
    a stream or a list (from 0), the name of a part of it."""

    field: str
    path: Path = ()

    def below(self, *steps: str | int) -> "Place":
        return Place(self.field, self.path + steps)


def stream_fields(page: "LessonPage") -> list[str]:
    """The names of the fields that hold blocks."""
    return [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]


def label(page: "LessonPage", place: Place) -> str:
    """The place in an author's words, such as “Slides 3 (Content) · Title”."""
    name = str(getattr(page._meta.get_field(place.field), "verbose_name", place.field))
    return capfirst(" · ".join(_labels(name, page, place)))


def _labels(name: str, page: "LessonPage", place: Place) -> Iterator[str]:
    steps = list(zip(place.path, _reached(page, place), strict=True))
    if not steps:
        yield name
    for depth, (step, (block, _value, _id)) in enumerate(steps):
        if depth == 0 and isinstance(step, int):
            yield f"{name} {step + 1} ({block.label})"
        elif isinstance(step, int):
            yield f"{block.label} {step + 1}"
        # The name of a list says less than the name of its member that comes next.
        elif not isinstance(block, blocks.ListBlock) or depth == len(steps) - 1:
            yield str(block.label)


def anchor(page: "LessonPage", place: Place) -> str:
    """The id of the innermost block in the edit form; empty for a place in no block."""
    ids = [own for _block, _value, own in _reached(page, place) if own]
    return f"block-{ids[-1]}-section" if ids else ""


def _reached(page: "LessonPage", place: Place) -> Iterator[Reached]:
    """What is reached by each step of the place."""
    value = getattr(page, place.field)
    block = value.stream_block if place.path else None
    for step in place.path:
        block, value, own = step_into(block, value, step)
        yield block, value, own


def step_into(block: Any, value: Any, step: str | int) -> Reached:
    """The child of a block's value at that step."""
    if isinstance(block, blocks.StreamBlock):
        child = value[step]
        return child.block, child.value, child.id
    if isinstance(block, blocks.ListBlock):
        child = value.bound_blocks[step]
        return child.block, child.value, child.id
    return block.child_blocks[step], value[step], None


def sentences_in(error: ValidationError, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every sentence of a block's error with the steps to where it belongs."""
    nested = getattr(error, "block_errors", None)
    for step, each in (nested or {}).items():
        yield from sentences_in(each, (*path, step))
    if hasattr(error, "non_block_errors"):
        for each in error.non_block_errors or ():
            yield path, str(each.message if hasattr(each, "message") else each)
    else:
        for said in error.messages:
            yield path, said


def as_error(page: "LessonPage", field: str, listed: Iterable[tuple[Path, str]]) -> ValidationError:
    """The reverse of `sentences_in`: one error for a whole field, as its form shows it."""
    value = getattr(page, field)
    if field in stream_fields(page):
        return _error(value.stream_block, value, list(listed))
    return ValidationError([ValidationError(said) for _path, said in listed])


def _error(block: Any, value: Any, listed: list[tuple[Path, str]]) -> ValidationError:
    own = [ValidationError(said) for path, said in listed if not path]
    below: dict[str | int, list[tuple[Path, str]]] = {}
    for path, said in listed:
        if path:
            below.setdefault(path[0], []).append((path[1:], said))
    nested = {}
    for step, rest in below.items():
        child, inner, _own = step_into(block, value, step)
        nested[step] = _error(child, inner, rest)
    return _of_kind(block, nested, own)


def _of_kind(block: Any, nested: dict[Any, Any], own: list[ValidationError]) -> ValidationError:
    if isinstance(block, blocks.StreamBlock):
        return StreamBlockValidationError(nested, own)
    if isinstance(block, blocks.ListBlock):
        return ListBlockValidationError(nested, own)
    if isinstance(block, blocks.StructBlock):
        return StructBlockValidationError(nested, own)
    return ValidationError(own)
