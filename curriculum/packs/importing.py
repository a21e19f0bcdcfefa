"""Bringing a pack in: all of it in one transaction, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.images import get_image_model
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from curriculum import files, publishing, site, translations
from curriculum.formats import lesson as lesson_format
from curriculum.formats import snippets as snippet_format
from curriculum.formats.streams import block_id
from curriculum.formats.texts import in_language
from curriculum.models import KnownPack, LessonPage, Signer, TopicPage, WordingDecision
from curriculum.models.wording import fingerprint_of
from curriculum.packs import authorship, comparing, media
from curriculum.packs.comparing import Item
from curriculum.packs.portable import Portable, Use
from curriculum.packs.progress import Progress, unseen
from curriculum.packs.reading import Pack
from curriculum.packs.refusals import Refused
from curriculum.publishing import NotPublishable

# Where Wagtail keeps pictures that were scaled.
SCALED = "images"
Takes = Callable[[Item], bool]


@dataclass
class _Files:
    """The media of a pack as they are needed.  What a transaction that fails has put on the disk is
    taken away again."""

    pack: Pack
    signer: str
    kept: dict[Use, int] = field(default_factory=dict)
    fresh: list[Any] = field(default_factory=list)

    def ids_of(self, lesson: Portable) -> dict[Use, int]:
        wanted = sorted(lesson.media_uses() - self.kept.keys())
        self._keep_pictures([name for name, language in wanted if not language])
        for name, language in wanted:
            if language:
                self._keep_recording(name, language)
        return self.kept

    def _keep_pictures(self, names: list[str]) -> None:
        found = {}
        for name in names:
            found[name] = made = media.picture(name, self.pack.medium(name), self._known(name))
            self.fresh += [] if made.pk else [made.file]
        get_image_model().objects.add_all([each for each in found.values() if each.pk is None])
        self.kept |= {(name, ""): each.pk for name, each in found.items()}

    def _keep_recording(self, name: str, language: str) -> None:
        content = self.pack.medium(name)
        stored, is_new = media.recording(name, language, content, self._known(name))
        self.kept[name, language] = stored.pk
        self.fresh += [stored.file] if is_new else []

    def _known(self, name: str) -> dict[str, Any]:
        return media.known(self.pack.facts_of(name), self.signer)

    def take_back(self) -> None:
        for file in self.fresh:
            file.storage.delete(file.name)
            _delete_scaled(file)


def _delete_scaled(file: Any) -> None:
    """What was made of a picture for tablets: its rows are gone already."""
    stem = PurePosixPath(file.name).stem
    if not file.storage.exists(SCALED):
        return
    for name in file.storage.listdir(SCALED)[1]:
        if name.startswith(f"{stem}."):
            file.storage.delete(f"{SCALED}/{name}")


def bring_in(
    pack: Pack,
    *,
    signer: str,
    takes: Takes = comparing.is_welcome,
    progress: Progress = unseen,
) -> list[Item]:
    """Write what `takes` says of all that is in the pack; of itself nothing that was changed here.

    What is taken is published; what it replaces stays in the page's history.  Raises Refused, and
    then nothing has changed.
    """
    held = _Files(pack, signer)
    try:
        with transaction.atomic():
            return _bring_in(pack, held, signer, takes, progress)
    except BaseException:
        held.take_back()
        raise


def _bring_in(
    pack: Pack,
    held: _Files,
    signer: str,
    takes: Takes,
    progress: Progress,
) -> list[Item]:
    comparing.check_version(pack.manifest)
    comparing.raise_any(comparing.rights_problems(pack))
    if pack.site:
        site.make(pack.site)
    found = comparing.items(pack, signer=signer)
    entries = {
        entry["key"]: (model, entry) for model, entry in comparing.snippet_entries(pack, signer)
    }
    lessons = {lesson.slug: lesson for lesson in pack.lessons}
    for done, item in enumerate(found):
        progress(done, len(found))
        if not takes(item):
            continue
        if item.is_lesson:
            _write_lesson(lessons[item.name], item.page, held, signer)
        else:
            write_snippet(*entries[item.name], item.page)
    _note(pack)
    return found


def _note(pack: Pack) -> None:
    """The version that is here now, and the keys that the signer says are lost."""
    listed = pack.manifest
    KnownPack.objects.note(
        listed.pack, listed.title, listed.version, listed.digest(), listed.made_on
    )
    signer = Signer.objects.get(key=listed.signer)
    own = Signer.objects.own().key
    if signer.may_revoke:
        for each in listed.revoked:
            if each.key not in (own, signer.key):
                day = date.fromisoformat(each.on)
                Signer.objects.revoke(key=each.key, reason=each.reason, on=day)


def _write_lesson(lesson: Portable, page: LessonPage | None, held: _Files, signer: str) -> None:
    """Written and published in all its languages; each goes through the gate once, in full."""
    comparing.raise_any(list(comparing.place_problems(lesson)))
    _allow(lesson, signer)
    kept = held.ids_of(lesson)
    pages = {
        locale: lesson.page(locale, kept)
        for locale in site.locales()
        if locale.language_code in lesson.languages
    }
    source = next(each for each in pages if each.language_code == lesson.source)
    saved = _save_page(lesson, pages.pop(source), page, _topic_of(lesson, source))
    texts = {locale: translations.texts_of(new) for locale, new in pages.items()}
    origin = translations.link(saved, texts)
    for locale, new in pages.items():
        there = LessonPage.objects.filter(translation_key=lesson.key, locale=locale).first()
        above = _translated(saved.get_parent(), locale)
        target = _save_page(lesson, new, there, above, texts[locale])
        origin.sync_view_restrictions(saved, target)


def _topic_of(lesson: Portable, locale: Locale) -> Page:
    return TopicPage.objects.main().get(topic=lesson.data["topic"], locale=locale)


def _translated(above: Page, locale: Locale) -> Page:
    there = above.get_translation_or_none(locale)
    return there or above.specific.copy_for_translation(locale, copy_parents=True)


def _allow(lesson: Portable, signer: str) -> None:
    """Wording that a second person has allowed where the lesson comes from."""
    reason = _("Looked at where it was written; signed by {signer}.").format(signer=signer)
    for language, text, concern in lesson.allowed:
        band = lesson.data["age_band"]
        WordingDecision.objects.allow(
            fingerprint=fingerprint_of(language, text, concern, band),
            concern=concern,
            language=language,
            text=text,
            reason=reason,
            by=None,
        )


def _save_page(
    lesson: Portable,
    new: LessonPage,
    page: LessonPage | None,
    above: Page,
    texts: translations.Texts | None = None,
) -> LessonPage:
    """The page with the new content, published; below `above` when it is new.  `texts`: those of
    the new content.  Raises Refused."""
    if page is None:
        new.translation_key = UUID(lesson.key)
        new.slug, new.live = find_available_slug(above, lesson.slug), False
    for name in lesson_format.FIELDS if page else ():
        setattr(page, name, getattr(new, name))
    written = page or new
    written.source_digest, written.alias_of = lesson.digest(), None
    authorship.put_on(written, lesson.authorship)
    try:
        # A page that is here has texts more, which search engines read.
        with publishing.checked(written, None if page else texts):
            authorship.stamp(written, lesson.checks)
            with disable_reference_index_auto_update():  # publishing does it
                if page is None:
                    above.add_child(instance=new)
                revision = written.save_revision(clean=False)  # it was checked just now
            revision.publish()
    except NotPublishable as error:
        raise Refused([comparing.as_problem(lesson, new.locale, error)]) from None
    return written


def write_snippet(model: type[snippet_format.Snippet], entry: dict[str, Any], stored: Any) -> None:
    """The snippet in all languages, in the place of what is stored."""
    source, *targets = site.locales()

    def built(locale: Locale) -> snippet_format.Snippet:
        fields = snippet_format.fields(model, in_language(entry, locale.language_code))
        return model(locale=locale, **fields)

    saved = built(source)
    saved.pk = stored.pk if stored else None
    saved.translation_key = stored.translation_key if stored else block_id("snippets", entry["key"])
    saved.source_digest = files.digest(entry)
    saved.save()
    translations.translate(saved, {locale: built(locale) for locale in targets})
