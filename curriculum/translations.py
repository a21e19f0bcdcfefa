"""Linked translations by wagtail-localize: made from a file, and how complete they are.

The way is the one that was tried (DESIGN.md): the source is written and published; each target
is built as an unsaved object whose pieces of text are matched to the source's by path (none of
our fields is rich text, so a path holds one piece of text); then wagtail-localize itself writes
the target.  So a trainer goes on translating from there, and sees what has become stale.
"""

import re
from collections.abc import Mapping

from django.db import models
from django.db.models import Exists, OuterRef, Q
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

from curriculum.segments import renewed_source

Texts = list[tuple[str, str]]
_WORD = re.compile(r"[^\W\d_]")


def link_of(instance: TranslatableMixin) -> Translation | None:
    """By which the object is kept as a translation of its source; None for a source."""
    return Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).first()


def is_source(model: type[Page]) -> Q:
    """Whether a lesson is written in this page: no link, not even a stopped one, leads to it.  Of
    several such (their source was deleted) it is the one whose language was there first."""
    key, locale = OuterRef("translation_key"), OuterRef("locale_id")
    links = Translation.objects.filter(source__object_id=key, target_locale_id=locale)
    others = model._default_manager.filter(translation_key=key, locale_id__lt=locale)
    return ~Exists(links) & ~Exists(others.filter(~Exists(links)))


def is_complete(instance: TranslatableMixin) -> bool:
    """Whether nothing of this translation is missing; a source is always complete."""
    wanted, translated = progress(instance)
    return wanted == translated


def progress(instance: TranslatableMixin) -> tuple[int, int]:
    """How many texts a translation has, and how many of them are translated; 0 for a source."""
    translation = link_of(instance)
    return translation.get_progress() if translation else (0, 0)


def left_in_source(page: Page, texts: Texts | None = None) -> list[str]:
    """Texts of a page that are still the words of the lesson that it is a translation of, by
    whatever way they came: its first draft, an old revision, a copy, an alias.

    A text that is the same in both languages is none of them once somebody has typed it as the
    translation.  `texts`: those of the page, where somebody has just taken them out of it.
    """
    segments = StringSegment.objects.filter(source__object_id=page.translation_key)
    foreign = segments.exclude(source__locale_id=page.locale_id)
    words = set(foreign.values_list("context__path", "string__data"))
    if not words:
        return []
    same = set(texts_of(page) if texts is None else texts) & words
    return [text for _path, text in sorted(same - _typed(page)) if _WORD.search(text)]


def texts_of(page: models.Model) -> Texts:
    """(path, text) of each text that a translator gets."""
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def _typed(page: Page) -> set[tuple[str, str]]:
    typed = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale_id=page.locale_id, has_error=False
    )
    return set(typed.values_list("context__path", "data"))


def is_among_its_own(page: Page) -> bool:
    """Whether the page stands in the part of the tree that has its language, with words of its
    own and not another language's by an alias."""
    if page.alias_of_id and page.alias_of.locale_id != page.locale_id:
        return False
    parent = page.get_parent() if page.depth and page.depth > 1 else None
    return parent is None or parent.locale_id == page.locale_id


def translate(
    source: models.Model, targets: Mapping[Locale, models.Model], *, publish: bool = True
) -> None:
    """Make or renew the linked translations of a saved source.

    `targets`: locale → an unsaved object of the same model with that language's texts and the
    source's block ids.  Pages are published at once, inside the caller's transaction, or with
    `publish=False` kept as drafts.
    """
    origin = link(source, {locale: texts_of(unsaved) for locale, unsaved in targets.items()})
    for locale in targets:
        _save_target(origin, locale, publish)


def link(source: models.Model, targets: Mapping[Locale, Texts]) -> TranslationSource:
    """Keep the texts of the targets as translations of a saved source, and nothing else: whoever
    calls writes the targets, with just these texts."""
    origin = _source_of(source)
    for locale, texts in targets.items():
        _store_texts(origin, locale, dict(texts))
        Translation.objects.get_or_create(source=origin, target_locale=locale)
    return origin


def _source_of(instance: models.Model) -> TranslationSource:
    if isinstance(instance, Page):
        return renewed_source(instance)
    return TranslationSource.update_or_create_from_instance(instance)[0]


def _store_texts(origin: TranslationSource, locale: Locale, texts: Mapping[str, str]) -> None:
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
    translation = Translation.objects.get(source=origin, target_locale=locale)
    is_page = issubclass(origin.specific_content_type.model_class(), Page)
    # wagtail-localize publishes a page only after the commit, when nothing could be taken back.
    translation.save_target(publish=not is_page)
    if is_page and publish:
        target = translation.get_target_instance()
        target.get_latest_revision().publish()
