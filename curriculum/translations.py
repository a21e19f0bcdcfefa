"""Linked translations by wagtail-localize: made from a file, and how complete they are.

The way is the one that was tried (DESIGN.md): the source is written and published; each target
is built as an unsaved object whose pieces of text are matched to the source's by path (none of
our fields is rich text, so a path holds one piece of text); then wagtail-localize itself writes
the target.  So a trainer goes on translating from there, and sees what has become stale.
"""

from collections.abc import Mapping

from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def link_of(instance: TranslatableMixin) -> Translation | None:
    """By which the object is kept as a translation of its source; None for a source."""
    return Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).first()


def is_complete(instance: TranslatableMixin) -> bool:
    """Whether nothing of this translation is missing; a source is always complete."""
    translation = link_of(instance)
    if translation is None:
        return True
    wanted, translated = translation.get_progress()
    return wanted == translated


def translate(
    source: models.Model, targets: Mapping[Locale, models.Model], *, publish: bool = True
) -> None:
    """Make or renew the linked translations of a saved source.

    `targets`: locale → an unsaved object of the same model with that language's texts and the
    source's block ids.  Pages are published at once, inside the caller's transaction, or with
    `publish=False` kept as drafts.
    """
    origin, _created = TranslationSource.update_or_create_from_instance(source)
    for locale, unsaved in targets.items():
        _store_texts(origin, locale, unsaved)
        _save_target(origin, locale, publish)


def _store_texts(origin: TranslationSource, locale: Locale, unsaved: models.Model) -> None:
    texts = {
        segment.path: segment.string.data
        for segment in extract_segments(unsaved)
        if isinstance(segment, StringSegmentValue)
    }
    now = timezone.now()
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=locale,
                data=texts[segment.context.path],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                updated_at=now,
            )
            for segment in StringSegment.objects.filter(source=origin).select_related("context")
            if segment.context.path in texts
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "has_error", "field_error", "updated_at"],
    )


def _save_target(origin: TranslationSource, locale: Locale, publish: bool) -> None:
    translation, _created = Translation.objects.get_or_create(source=origin, target_locale=locale)
    is_page = issubclass(origin.specific_content_type.model_class(), Page)
    # wagtail-localize publishes a page only after the commit, when nothing could be taken back.
    translation.save_target(publish=not is_page)
    if is_page and publish:
        target = translation.get_target_instance()
        target.get_latest_revision().publish()
