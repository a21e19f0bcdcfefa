"""The texts of a source as wagtail-localize keeps them, written in a few statements.

Its own way (`TranslationSource.update_or_create_from_instance`) takes six for each text, a third of
what a lesson costs to be brought in.  The rows are the same; a test compares them.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

# Of the segments that a lesson has few of.
_FEW = {
    TemplateSegmentValue: TemplateSegment,
    RelatedObjectSegmentValue: RelatedObjectSegment,
}


def renewed_source(page: Any) -> TranslationSource:
    """The source of a saved page, as the page is now."""
    key, _created = TranslatableObject.objects.get_or_create_from_instance(page)
    source, _created = TranslationSource.objects.update_or_create(
        object=key,
        locale=page.locale,
        specific_content_type=ContentType.objects.get_for_model(type(page)),
        defaults={
            "object_repr": str(page)[:200],
            "content_json": page.to_json(),
            "schema_version": get_schema_version(page._meta.app_label),
            "last_updated_at": timezone.now(),
        },
    )
    _renew_segments(source, page)
    return source


def _renew_segments(source: TranslationSource, page: models.Model) -> None:
    found = extract_segments(page)
    contexts = _contexts(source, page, {each.path for each in found})
    for kind, model in _FEW.items():
        few = [model.from_value(source, each).pk for each in found if isinstance(each, kind)]
        model.objects.filter(source=source).exclude(pk__in=few).delete()
    _write_chosen(
        source, contexts, [each for each in found if isinstance(each, OverridableSegmentValue)]
    )
    _write_strings(
        source, contexts, [each for each in found if isinstance(each, StringSegmentValue)]
    )


def _contexts(source: TranslationSource, page: models.Model, paths: set[str]) -> dict[str, int]:
    """Path → id of its context; missing ones are made."""
    types = dict(_types(page))
    TranslationContext.objects.bulk_create(
        [
            TranslationContext(
                object_id=source.object_id,
                path=path,
                path_id=TranslationContext._get_path_id(path),
                field_path=".".join(types.get(step, step) for step in path.split(".")),
            )
            for path in sorted(paths)
        ],
        ignore_conflicts=True,
    )
    known = TranslationContext.objects.filter(object_id=source.object_id)
    return {path: pk for path, pk in known.values_list("path", "pk") if path in paths}


def _types(page: models.Model) -> Iterator[tuple[str, str]]:
    """(id, type) of every block of the page."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _types_in(getattr(page, field.name).get_prep_value())


def _types_in(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, list):
        for each in data:
            yield from _types_in(each)
    elif isinstance(data, dict):
        if "type" in data and "id" in data:
            yield data["id"], data["type"]
        for value in data.values():
            yield from _types_in(value)


def _write_chosen(
    source: TranslationSource, contexts: dict[str, int], found: list[OverridableSegmentValue]
) -> None:
    """Pictures and recordings, in whose place a translator may choose another."""
    wanted = {(contexts[each.path], each.order, _as_json(each.data)) for each in found}
    _renew_rows(OverridableSegment, source, ("context_id", "order", "data_json"), wanted)


def _write_strings(
    source: TranslationSource, contexts: dict[str, int], found: list[StringSegmentValue]
) -> None:
    strings = _strings(source, {each.string.data for each in found})
    wanted = {
        (contexts[each.path], each.order, strings[each.string.data], _as_json(each.attrs))
        for each in found
    }
    names = ("context_id", "order", "string_id", "attrs")
    _renew_rows(StringSegment, source, names, wanted)


def _renew_rows(
    model: Any, source: TranslationSource, names: tuple[str, ...], wanted: set[tuple[Any, ...]]
) -> None:
    """Rows with just these values of the named fields; what is there already stays as it is."""
    rows = model.objects.filter(source=source)
    there = {tuple(row[1:]): row[0] for row in rows.values_list("pk", *names)}
    rows.filter(pk__in=[pk for row, pk in there.items() if row not in wanted]).delete()
    model.objects.bulk_create(
        model(source=source, **dict(zip(names, row, strict=True)))
        for row in sorted(wanted - there.keys())
    )


def _as_json(data: Any) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder)


def _strings(source: TranslationSource, texts: set[str]) -> dict[str, int]:
    """Text → id of its string; missing ones are made."""
    hashes = {text: String._get_data_hash(text) for text in sorted(texts)}
    String.objects.bulk_create(
        [
            String(locale_id=source.locale_id, data=text, data_hash=made)
            for text, made in hashes.items()
        ],
        ignore_conflicts=True,
    )
    known = String.objects.filter(locale_id=source.locale_id, data_hash__in=hashes.values())
    return dict(known.values_list("data", "pk"))
