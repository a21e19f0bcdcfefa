"""Whether two versions of a page say the same: a digest of what its readers get, and of nothing
else.  Comments, locks, dates and who saved it make no other text."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from wagtail.models import Page, Revision

# What every page has and readers see.
OF_EVERY_PAGE = ("title", "slug", "seo_title", "search_description")


def digest_of(model: type[Page], content: Mapping[str, Any]) -> str:
    """The digest of a page's content as a revision keeps it."""
    said = {name: content.get(name) for name in _fields_of(model)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def digest_of_page(page: Page) -> str:
    """The same of a page as it is in memory."""
    return digest_of(type(page), page.serializable_data())


def digest_of_revision(revision: Revision) -> str:
    """The same of one of a page's revisions."""
    model = revision.content_type.model_class()
    return digest_of(model, revision.content)


def _fields_of(model: type[Page]) -> tuple[str, ...]:
    """Whatever the page's type adds for people to edit, and what every page has."""
    own = [f.name for f in model._meta.local_fields if f.editable and not f.primary_key]
    return (*OF_EVERY_PAGE, *own)
