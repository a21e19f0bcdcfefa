"""What a pack would change here, before anything is changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cms.models import Recording
from curriculum import files, publishing, site
from curriculum.formats import snippets as snippet_format
from curriculum.formats.texts import merged
from curriculum.models import KnownPack, LessonPage, TopicPage
from curriculum.packs import media, portable, rights
from curriculum.packs.manifest import Manifest
from curriculum.packs.portable import SOUND, Portable
from curriculum.packs.reading import Pack
from curriculum.packs.refusals import Code, Problem, Refused, refuse
from curriculum.publishing import NotPublishable
from quizzes.questions import SOURCE_LANGUAGE


class Change(models.TextChoices):
    """What becomes of a lesson or snippet of a pack."""

    NEW = "new", _("new")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("the same as here")
    EDITED = "edited", _("changed here since")
    TAKEN_BACK = "taken_back", _("taken back here")


# Those of which somebody is asked first.
ASKED = (Change.EDITED, Change.TAKEN_BACK)


@dataclass(frozen=True)
class Item:
    """`name`: a lesson's address or a snippet's key.  `page`: what is here, if anything."""

    name: str
    title: str
    change: Change
    is_lesson: bool
    page: Any = None


def is_welcome(item: Item) -> bool:
    """Whether it is taken without asking."""
    return item.change in (Change.NEW, Change.UPDATED)


def check_version(listed: Manifest) -> bool:
    """Whether just this pack was made or brought in here before.  Raises Refused for one that is
    older than what is known, or has the same version and another content."""
    known = KnownPack.objects.filter(pack=listed.pack).first()
    if known and known.version > listed.version:
        raise refuse(Code.OLDER, more=f"{known.version} > {listed.version}")
    is_same = known is not None and known.version == listed.version
    if known and is_same and known.digest != listed.digest():
        raise refuse(Code.OTHER_CONTENT)
    return is_same


def items(pack: Pack, *, signer: str, language: str = SOURCE_LANGUAGE) -> list[Item]:
    """Everything in the pack and what it would change here; lessons last, as they are written."""
    return [*_snippet_items(pack, signer, language), *_lesson_items(pack, language)]


def _lesson_items(pack: Pack, language: str) -> Iterator[Item]:
    here = LessonPage.objects.filter(translation_key__in=[each.key for each in pack.lessons])
    known = here.select_related("locale")
    pages = {(str(each.translation_key), each.language): each for each in known}
    for lesson in pack.lessons:
        page = pages.get((lesson.key, lesson.source))
        title = lesson.titles.get(language) or lesson.titles[lesson.source]
        yield Item(lesson.slug, title, change_of(lesson, page), True, page)


def change_of(lesson: Portable, page: LessonPage | None) -> Change:
    """What it would change of the page that is here."""
    if page is None:
        return Change.NEW
    if not page.live:
        return Change.TAKEN_BACK
    return _change(
        lesson.digest(), page.source_digest, lambda: _stored(page, lesson.languages).digest()
    )


def _change(new: str, loaded: str, stored: Any) -> Change:
    """From the digests of the new one, of what was loaded last and of what is here now."""
    if loaded == new:
        return Change.UNCHANGED
    now = stored()
    if now == new:
        return Change.UNCHANGED
    return Change.UPDATED if now == loaded else Change.EDITED


def _stored(page: LessonPage, languages: Collection[str] = ()) -> Portable:
    """The lesson as it is here, the newest drafts included: in the languages in which it is
    live, as a pack of it would be, and in those that would be written over."""
    others = page.get_translations().select_related("locale")
    concerned = others.filter(Q(live=True) | Q(locale__language_code__in=languages))
    newest = [each.get_latest_revision_as_object() for each in (page, *concerned)]
    return portable.of_pages(newest, _name_here)


def _name_here(kind: str, pk: int) -> str:
    model: Any = Recording if kind == SOUND else get_image_model()
    stored = model.objects.filter(pk=pk).first()
    try:
        return media.content_of(stored)[0] if stored else ""
    except OSError:  # its file is gone: what is here is another than anything that comes
        return ""


def _snippet_items(pack: Pack, signer: str, language: str) -> Iterator[Item]:
    source, *_targets = site.locales()
    for model, entry in snippet_entries(pack, signer):
        here = model.objects.filter(key=entry["key"], locale=source).first()
        yield Item(entry["key"], _title(entry, language), snippet_change(entry, here), False, here)


def snippet_entries(pack: Pack, signer: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """(model, entry) of every snippet.  Who checked it is the signer, who answers for the pack."""
    for name, model in snippet_format.FILES.items():
        for entry in snippet_format.entries(model, pack.snippets.get(name) or {}):
            if entry.get("checked_on") and not entry.get("checked_by"):
                yield model, entry | {"checked_by": signer}
            else:
                yield model, entry


def _title(entry: Mapping[str, Any], language: str) -> str:
    named = [entry[name] for name in ("name", "title", "text") if entry.get(name)]
    return str(named[0].get(language) or entry["key"]) if named else str(entry["key"])


def snippet_change(entry: Mapping[str, Any], stored: Any) -> Change:
    if stored is None:
        return Change.NEW
    return _change(files.digest(entry), stored.source_digest, lambda: _snippet_digest(stored))


def _snippet_digest(stored: Any) -> str:
    versions = stored.get_translations(inclusive=True).select_related("locale")
    return files.digest(
        merged({each.locale.language_code: snippet_format.data_of(each) for each in versions})
    )


def problems(pack: Pack) -> list[Problem]:
    """What keeps lessons of the pack from being published here."""
    brings_topics = pack.site is not None
    return rights_problems(pack) + [
        problem
        for lesson in pack.lessons
        for found in (gate_problems(lesson), () if brings_topics else place_problems(lesson))
        for problem in found
    ]


def rights_problems(pack: Pack) -> list[Problem]:
    """Which pictures and recordings of the pack may not be shown today."""
    listed = pack.contents["media"]
    return [found for each in listed for found in rights.problems(each["name"], each)]


def gate_problems(lesson: Portable) -> Iterator[Problem]:
    """What the one gate says to each language."""
    allowed = lesson.allowed_fingerprints
    for locale in site.locales():
        if locale.language_code in lesson.languages:
            page = lesson.page(locale, {})
            if found := publishing.refusals(page, allowed):
                yield as_problem(lesson, locale, NotPublishable(page.title, found))


def as_problem(lesson: Portable, locale: Locale, error: NotPublishable) -> Problem:
    """Why the lesson is not published in this language."""
    said = " ".join(dict.fromkeys(publishing.reasons(error)))
    return Problem(Code.NOT_PUBLISHABLE, f"{lesson.slug} ({locale.language_code})", said)


def place_problems(lesson: Portable) -> Iterator[Problem]:
    """Whether there is a place for the lesson here."""
    topic = (
        TopicPage.objects.main()
        .filter(topic=lesson.data["topic"], locale__language_code=lesson.source)
        .first()
    )
    if topic is None:
        yield Problem(Code.NO_TOPIC, lesson.slug)
        return
    there = topic.get_children().filter(slug=lesson.slug).exclude(translation_key=lesson.key)
    if there.exists():
        yield Problem(Code.ADDRESS_TAKEN, lesson.slug)
    if _is_written_in_another(lesson):
        yield Problem(Code.OTHER_SOURCE, lesson.slug, lesson.source)


def _is_written_in_another(lesson: Portable) -> bool:
    """Whether this lesson is here, in another language than it says it is written in."""
    written_in = Q(locale__language_code=lesson.source)
    known = TranslationSource.objects.filter(object_id=lesson.key)
    if known.exists():
        return not known.filter(written_in).exists()
    return LessonPage.objects.filter(~written_in, translation_key=lesson.key).exists()


def raise_any(found: list[Problem]) -> None:
    """Raises Refused if there is a problem."""
    if found:
        raise Refused(found)
