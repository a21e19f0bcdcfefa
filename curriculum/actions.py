"""Loading the curriculum from files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from curriculum import files, site, translations
from curriculum.formats import lesson as lesson_format
from curriculum.formats import snippets as snippet_format
from curriculum.formats.streams import block_id
from curriculum.formats.texts import in_language, merged
from curriculum.models import (
    CampaignDay,
    HelpService,
    LegalFact,
    LessonPage,
    TopicPage,
    TrustedAdult,
)

CONTENT = Path(__file__).parent / "content"
SNIPPETS: dict[str, type[snippet_format.Snippet]] = {
    "help_services": HelpService,
    "legal_facts": LegalFact,
    "trusted_adult": TrustedAdult,
    "campaign": CampaignDay,
}


class Outcome(models.TextChoices):
    """What became of one lesson or snippet of a folder."""

    LOADED = "loaded", _("loaded")
    UNCHANGED = "unchanged", _("skipped: the file has not changed since it was loaded")
    EDITED = "edited", _("skipped: it was edited here since it was loaded")


@dataclass(frozen=True)
class Result:
    """The outcome for the lesson or snippet of this name."""

    name: str
    outcome: Outcome


def load(*, folder: Path = CONTENT, overwrite: bool = False) -> list[Result]:
    """Bring a folder of curriculum files into the database: all of it, or nothing.

    What was loaded from the same data before is left alone, and so is what a trainer has edited
    since, unless `overwrite` says that the files win.  Raises files.BadFiles, before anything is
    written, when any file has a problem.
    """
    found = files.read(folder)
    with transaction.atomic():
        site.make(found.site)
        snippets = [
            _load_snippet(model, entry, overwrite)
            for name, model in SNIPPETS.items()
            for entry in snippet_format.entries(model, found.snippets[name])
        ]
        return snippets + [_load_lesson(data, overwrite) for data in found.lessons.values()]


def _load_lesson(data: dict[str, Any], overwrite: bool) -> Result:
    slug, digest = data["slug"], files.digest(data)
    source, *targets = site.locales()
    page = LessonPage.objects.filter(translation_key=block_id(slug), locale=source).first()
    if page and (reason := _skipped(page, digest, lesson_format.data_of, overwrite)):
        return Result(slug, reason)

    def built(locale: Locale) -> LessonPage:
        return LessonPage(
            locale=locale, **lesson_format.fields(in_language(data, locale.language_code))
        )

    saved = _save_lesson(page, built(source), data["topic"], digest)
    translations.translate(saved, {locale: built(locale) for locale in targets})
    return Result(slug, Outcome.LOADED)


def _save_lesson(page: LessonPage | None, new: LessonPage, topic: str, digest: str) -> LessonPage:
    """The source page with the new content, published; under its topic when it is new."""
    new.source_digest = digest
    if page is None:
        new.translation_key = block_id(new.slug)
        TopicPage.objects.main().get(topic=topic, locale=new.locale).add_child(instance=new)
        page = new
    else:
        for name in lesson_format.FIELDS:
            setattr(page, name, getattr(new, name))
        page.source_digest = digest
    page.save_revision().publish()
    return page


def _load_snippet(
    model: type[snippet_format.Snippet], entry: dict[str, Any], overwrite: bool
) -> Result:
    key, digest = entry["key"], files.digest(entry)
    source, *targets = site.locales()
    snippet = model.objects.filter(key=key, locale=source).first()
    if snippet and (reason := _skipped(snippet, digest, snippet_format.data_of, overwrite)):
        return Result(key, reason)

    def built(locale: Locale) -> snippet_format.Snippet:
        fields = snippet_format.fields(model, in_language(entry, locale.language_code))
        return model(locale=locale, **fields)

    saved = built(source)
    saved.pk = snippet.pk if snippet else None
    saved.translation_key = snippet.translation_key if snippet else block_id("snippets", key)
    saved.source_digest = digest
    saved.save()
    translations.translate(saved, {locale: built(locale) for locale in targets})
    return Result(key, Outcome.LOADED)


def _skipped(
    stored: Any, digest: str, data_of: Callable[[Any], dict[str, Any]], overwrite: bool
) -> Outcome | None:
    """Why what is stored must not be written over, if it must not."""
    if stored.source_digest == digest and not overwrite:
        return Outcome.UNCHANGED
    if overwrite or files.digest(_stored_data(stored, data_of)) == stored.source_digest:
        return None
    return Outcome.EDITED


def _stored_data(stored: Any, data_of: Callable[[Any], dict[str, Any]]) -> Mapping[str, Any]:
    """What a file of it would hold, the newest drafts included."""
    versions = stored.get_translations(inclusive=True).select_related("locale")
    newest = [
        each.get_latest_revision_as_object() if isinstance(each, LessonPage) else each
        for each in versions
    ]
    return merged({each.locale.language_code: data_of(each) for each in newest})
