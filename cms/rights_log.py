"""Who said or changed what of the rights to a file, and when, in Wagtail's own log.

The log outlives the file.  So it holds which fields were changed, and from what to what only of
days and of set answers: never what somebody wrote, nor the file's title, where a child may be
named.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

CHANGED = "cms.rights"
# Set answers and days, which name nobody.
_TOLD = ("licence", "depicted", "consent_by", "consent_until", "withdrawn_on")


def note(row: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Keep what has changed, if anything has; the user is whoever is at work in the CMS."""
    changed = [_noted(name, before[name], after[name]) for name in after]
    if kept := [each for each in changed if each]:
        title = f"{row._meta.model_name} {row.pk}"
        log(row, CHANGED, title=title, data={"changed": kept}, content_changed=True)


def _noted(name: str, before: Any, after: Any) -> dict[str, Any]:
    if before == after:
        return {}
    told = {"before": before, "after": after} if name in _TOLD else {}
    return {"field": name, "how": _how(before, after), **told}


def _how(before: Any, after: Any) -> str:
    if not after:
        return "emptied"
    return "changed" if before else "said"


def entries_of(row: models.Model) -> models.QuerySet[ModelLogEntry]:
    """What was noted of this file, the latest first."""
    noted = ModelLogEntry.objects.for_instance(row).filter(action=CHANGED)
    return noted.select_related("user")


def sentences(entry: ModelLogEntry) -> list[str]:
    """What an entry says, a sentence for each field, in the reader's language."""
    return [_sentence(*each) for each in _changes(entry)]


def _changes(entry: ModelLogEntry) -> Iterator[tuple[str, str, str, str]]:
    """Name of the field, how it was changed, and from what to what in words, where that is told."""
    kind = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    fields = {field.name: field for field in kind._meta.fields} if kind else {}
    for each in entry.data["changed"]:
        field = fields[each["field"]]
        before, after = (_in_words(field, each.get(which)) for which in ("before", "after"))
        yield capfirst(str(field.verbose_name)), each["how"], before, after


def _sentence(field: str, how: str, before: str, after: str) -> str:
    if before and after:
        told = _("%(field)s: was “%(before)s”, is now “%(after)s”")
    elif after:
        told = _("%(field)s: “%(after)s”")
    elif before:
        told = _("%(field)s: was “%(before)s”, is now empty")
    else:
        told = {
            "said": _("%(field)s: filled in"),
            "changed": _("%(field)s: changed"),
            "emptied": _("%(field)s: emptied"),
        }[how]
    return told % {"field": field, "before": before, "after": after}


def _in_words(field: "models.Field[Any, Any]", value: str | None) -> str:
    if not value:
        return ""
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value))
    return str(dict(field.flatchoices).get(value, value))


class RightsChanged(LogFormatter):
    """How Wagtail's lists of what was done say it."""

    label = gettext_lazy("Rights")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        fields = ", ".join(field for field, *_told in _changes(log_entry))
        return _("Rights: %(fields)s") % {"fields": fields}
