"""Making a pack: from lessons that are published here, or from a folder of curriculum files."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model

from cms.models import Recording
from curriculum import files, second_look, signing, site
from curriculum.formats import snippets as snippet_format
from curriculum.formats.streams import NAMESPACE, block_id
from curriculum.formats.texts import merged
from curriculum.models import KnownPack, LessonPage, Signer, WordingDecision
from curriculum.models.snippets import Checked
from curriculum.packs import authorship, container, licences, manifest, media, portable, reading
from curriculum.packs.manifest import CONTENTS, MANIFEST, SEAL, Entry, Manifest, Revocation
from curriculum.packs.portable import SOUND, Portable
from curriculum.packs.refusals import Code, Problem, Refused, refuse

Content = Callable[[], bytes]


@dataclass
class Parts:
    """What goes into a pack: the contents of its entries by name, fetched one by one."""

    title: str
    lessons: list[Portable] = field(default_factory=list)
    entries: dict[str, Content] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, data: Any) -> None:
        written = manifest.as_json(data)
        self.entries[name] = lambda: written

    def add_lesson(self, lesson: Portable) -> None:
        """Raises Refused when another lesson of the pack has its address."""
        name = f"lessons/{lesson.slug}.json"
        if name in self.entries:
            raise refuse(Code.ADDRESS_TAKEN, lesson.slug)
        self.lessons.append(lesson)
        self.add(name, lesson.to_data())

    def name_of(self, kind: str, pk: int) -> str:
        """The name of a stored picture or recording, which becomes part of the pack."""
        model = Recording if kind == SOUND else get_image_model()
        stored = model.objects.get(pk=pk)
        name, _content = media.content_of(stored)
        self.media[name] = media.facts_of(stored)
        self.entries[name] = lambda: media.content_of(stored)[1]
        return name

    def finish(self) -> None:
        """Write the list of what is inside, and under which licences it may be used."""
        used = {authorship.licence_of(each.authorship) for each in self.lessons}
        used |= {facts["rights"].get("licence") for facts in self.media.values()}
        self.entries |= dict(licences.files(used))
        self.add(
            CONTENTS,
            {
                "title": self.title,
                "lessons": [_listed(each) for each in sorted(self.lessons, key=lambda x: x.slug)],
                "media": [{"name": name, **facts} for name, facts in sorted(self.media.items())],
            },
        )


def _listed(lesson: Portable) -> dict[str, Any]:
    return {
        "name": f"lessons/{lesson.slug}.json",
        "key": lesson.key,
        "digest": lesson.digest(),
        "titles": lesson.titles,
        "languages": list(lesson.languages),
        "licence": authorship.licence_of(lesson.authorship),
        "origin": [each["lesson"] for each in lesson.authorship.get("origins", ())],
        "checked_on": [f"{code} {step} {day}" for code, step, day in lesson.checks],
    }


def of_lessons(*, slugs: Iterable[str] | None, title: str, with_snippets: bool = False) -> Parts:
    """The published lessons of these addresses, or all.  Raises Refused with all that is wrong."""
    parts, problems = Parts(title), []
    for pages in _chosen(slugs):
        try:
            parts.add_lesson(portable.of_pages(pages, parts.name_of, _allowed(pages)))
        except Refused as refused:
            problems += refused.problems
        except OSError:
            problems.append(Problem(Code.UNREADABLE, pages[0].slug))
    if problems:
        raise Refused(problems)
    if with_snippets:
        _add_snippets(parts)
    parts.finish()
    return parts


def _chosen(slugs: Iterable[str] | None) -> Iterator[list[LessonPage]]:
    """The live pages of each lesson, its source first."""
    sources = LessonPage.objects.sources().select_related("locale")
    if slugs is not None:
        wanted = list(dict.fromkeys(slugs))
        there = dict(sources.filter(slug__in=wanted).values_list("slug", "live"))
        problems = [
            Problem(Code.NOT_LIVE if slug in there else Code.UNKNOWN_LESSON, slug)
            for slug in wanted
            if not there.get(slug)
        ]
        if problems:
            raise Refused(problems)
        sources = sources.filter(slug__in=wanted)
    found = list(sources.live().order_by("slug", "pk"))
    if not found:
        raise refuse(Code.NOTHING_CHOSEN)
    for source in found:
        live = source.get_translations().live().select_related("locale")
        yield [source, *live]


def _allowed(pages: Iterable[LessonPage]) -> Iterator[tuple[str, str, str]]:
    """Wording that stands out and that somebody has allowed: without who, and without the reason,
    which may name people."""
    found = [each for page in pages for each in second_look.in_page(page)]
    known = WordingDecision.objects.allowed(each.fingerprint for each in found)
    return ((each.language, each.text, each.concern) for each in found if each.fingerprint in known)


def _add_snippets(parts: Parts) -> None:
    """Help services, legal facts, trusted adults and the 16 Days.  Who checked them is left out:
    where they are brought in, the signer of the pack answers for it."""
    source, *_targets = site.locales()
    for name, model in snippet_format.FILES.items():
        rows = [_entry(each) for each in model.objects.filter(locale=source)]
        if rows:
            parts.add(f"snippets/{name}.json", snippet_format.file_of(model, rows))


def _entry(stored: Any) -> dict[str, Any]:
    versions = stored.get_translations(inclusive=True).select_related("locale")
    by_code = {each.locale.language_code: snippet_format.data_of(each) for each in versions}
    return dict(merged(by_code)) | ({"checked_by": None} if isinstance(stored, Checked) else {})


def of_folder(found: files.Curriculum, title: str) -> Parts:
    """A folder of files, lessons, snippets and the pages above."""
    parts = Parts(title)
    parts.add("site.json", found.site)
    for name, data in found.snippets.items():
        parts.add(f"snippets/{name}.json", data)
    for data in found.lessons.values():
        parts.add_lesson(portable.of_file(block_id(data["slug"]), data))
    parts.finish()
    return parts


def write(file: IO[bytes], parts: Parts, *, version: int, made_on: date) -> Manifest:
    """The pack of this version, signed with this installation's key."""
    key = signing.own_key()
    signer = signing.name_of(key)
    listed = Manifest(
        pack=pack_id(signer, parts.title),
        version=version,
        title=parts.title,
        made_on=made_on,
        signer=signer,
        entries=tuple(_entries(parts)),
        revoked=tuple(_revoked()),
    )
    head = listed.to_bytes()
    seal = signing.seal(key, manifest.PURPOSE, head)
    rest = ((name, parts.entries[name]()) for name in sorted(parts.entries))
    container.write(file, _all(head, seal, rest))
    return listed


def _all(
    head: bytes, seal: bytes, rest: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    yield MANIFEST, head
    yield SEAL, seal
    yield from rest


def pack_id(signer: str, title: str) -> UUID:
    """The same for all versions of what one signer packs under one title."""
    return uuid5(NAMESPACE, f"pack/{signer}/{title}")


def _entries(parts: Parts) -> Iterator[Entry]:
    for name, content in sorted(parts.entries.items()):
        written = content()
        yield Entry(name, len(written), hashlib.sha256(written).hexdigest())


def _revoked() -> Iterator[Revocation]:
    for each in Signer.objects.revoked().order_by("key"):
        yield Revocation(each.key, str(each.revoked_on), each.reason or "-")


def build(out: Path, parts: Parts) -> Manifest:
    """Write the pack, whole or not at all, with the next version when anything in it is new.

    What was written is read as any other pack would be: nothing leaves that nobody could bring in.
    Raises Refused, and OSError when it cannot be written.
    """
    Signer.objects.own()
    handle, draft = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}-")
    try:
        with os.fdopen(handle, "w+b") as file, transaction.atomic():
            listed = write_next(file, parts)
            reading.read(file, trusted={listed.signer}, revoked=set())
            file.flush()
            os.fsync(file.fileno())
            Path(draft).replace(out)
    finally:
        Path(draft).unlink(missing_ok=True)
    return listed


def write_next(file: IO[bytes], parts: Parts) -> Manifest:
    """The version that is known when it would be the same, else the one after it."""
    pack = pack_id(signing.name_of(signing.own_key()), parts.title)
    known = KnownPack.objects.filter(pack=pack).first()
    if known:
        same = write(file, parts, version=known.version, made_on=known.made_on)
        if same.digest() == known.digest:
            return same
        file.seek(0)
        file.truncate()
    version = known.version + 1 if known else 1
    listed = write(file, parts, version=version, made_on=timezone.localdate())
    KnownPack.objects.note(listed.pack, parts.title, version, listed.digest(), listed.made_on)
    return listed
