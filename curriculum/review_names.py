"""The names of reviews and their steps, in the language of whoever reads them.

Wagtail keeps one name in a row for all readers, and writes it into the log.  Ours are known in all
languages, and in the form in which older rows have two of them; any other name stays as it is.
"""

import re
from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Task, Workflow

from curriculum.states import ReviewStep

REVIEW = _("Review of a lesson")
# In which two languages older rows are named.
_BOTH = ("ky", "ru")
# “Review of a lesson (ky)”: of which language.
_NAME = re.compile(r"(?P<known>.*?)(?P<rest> \([a-z]{2}\))?", re.DOTALL)
_TELL_NAMES = tuple(
    f"wagtail.workflow.{each}" for each in ("start", "approve", "reject", "resume", "cancel")
)


def name(row: Task | Workflow, label: object, rest: str = "") -> None:
    """Keep the name in the row in a form that no reader's language changes."""
    with override("en"):
        row.name = f"{label}{rest}"
        row.save(update_fields=["name"])


def shown(kept: str) -> str:
    """In the reader's language, if it is one of ours."""
    found = _NAME.fullmatch(kept)
    label = _known().get(found["known"]) if found else None
    return f"{label}{found['rest'] or ''}" if found and label else kept


@cache
def _known() -> Mapping[str, object]:
    """Every form of each name → the name."""
    labels = (REVIEW, *(step.label for step in ReviewStep))
    return {form: label for label in labels for form in _forms(label)}


def _forms(label: object) -> list[str]:
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = str(label)
    return [*said.values(), " · ".join(said[code] for code in _BOTH)]


class _ShownName(DeferredAttribute):
    """A name that is read in the reader's language."""

    def __get__(self, row: Model | None, kind: type[Model] | None = None) -> Any:
        kept = super().__get__(row, kind)
        return kept if row is None else shown(kept)

    def __set__(self, row: Model, kept: str) -> None:
        row.__dict__[self.field.attname] = kept


# Wagtail's templates, lists and messages all read this one attribute.
for _kind in (Task, Workflow):
    setattr(_kind, "name", _ShownName(_kind._meta.get_field("name")))  # noqa: B010  # mypy: a method


class _NamesShown(LogFormatter):
    """What Wagtail says of a step, in the history and the list of all that was done."""

    def __init__(self, told: LogFormatter) -> None:
        self.told = told
        self.label = told.label

    def format_message(self, log_entry: BaseLogEntry) -> str:
        entry = copy(log_entry)
        entry.data = _in_readers_language(log_entry.data)
        return str(self.told.format_message(entry))

    def format_comment(self, log_entry: BaseLogEntry) -> str:
        return str(self.told.format_comment(log_entry))


def _in_readers_language(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    changed = {key: _in_readers_language(value) for key, value in data.items()}
    return changed | {"title": shown(data["title"])} if "title" in data else changed


def tell(actions: LogActionRegistry) -> None:
    """In the place of Wagtail's own words for the steps of a review, which it has registered."""
    for action in _TELL_NAMES:
        actions.formatters[action] = _NamesShown(actions.formatters[action])
