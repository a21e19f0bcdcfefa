"""The pictures and recordings that a page shows, and what their rights still lack.

Read from the page's streams and not from Wagtail's index of references: a draft that was not yet
saved has its files too.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import rights
from cms.rights_model import WithRights


def files_on(page: Page) -> list[WithRights]:
    """Every picture and recording that is chosen on the page, each once, in order."""
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    found = [file for name in streams for file in _files_in(getattr(page, name))]
    return list({(type(file), file.pk): file for file in found}.values())


def problems_on(page: Page, on: date) -> list[tuple[WithRights, list[str]]]:
    """The files on the page that may not be published on this day, each with the reasons."""
    asked = [(file, rights.problems_of(file, on)) for file in files_on(page)]
    return [(file, missing) for file, missing in asked if missing]


def _files_in(value: Any) -> Iterator[WithRights]:
    match value:
        case WithRights():
            yield value
        case StreamValue():
            for child in value:
                yield from _files_in(child.value)
        case ListValue():
            for each in value:
                yield from _files_in(each)
        case Mapping():
            for each in value.values():
                yield from _files_in(each)
