"""Making a pack: from lessons that are published here, or from a folder of curriculum files."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from curriculum import files, second_look, signing
from curriculum.formats.streams import NAMESPACE, block_id
from curriculum.models import KnownPack, LessonPage, Signer, WordingDecision
from curriculum.packs import (
    container,
    manifest,
    portable,
    reading,
    snippet_files,
)
from curriculum.packs.manifest import MANIFEST, SEAL, Entry, Manifest, Revocation
from curriculum.packs.parts import Parts
from curriculum.packs.progress import Progress, unseen
from curriculum.packs.refusals import Code, Problem, Refused, refuse


def of_lessons(*, slugs: Iterable[str] | None, title: str, with_snippets: bool = False) -> Parts:
    """The published lessons of these addresses, or all.  Raises Refused with all that is wrong."""
    return of_sources(_named(slugs), title=title, with_snippets=with_snippets)


def of_sources(
    sources: Collection[LessonPage],
    *,
    title: str,
    with_snippets: bool = False,
    maker: str = "",
    progress: Progress = unseen,
) -> Parts:
    """These lessons, each given as the live page that it was written in.  Raises Refused with all
    that is wrong."""
    if not sources:
        raise refuse(Code.NOTHING_CHOSEN)
    parts, problems = Parts(title, maker), []
    for number, source in enumerate(sources, start=1):
        pages = [source, *source.get_translations().live().select_related("locale")]
        try:
            parts.add_lesson(portable.of_pages(pages, parts.name_of, _allowed(pages)))
        except Refused as refused:
            problems += refused.problems
        except OSError:
            problems.append(Problem(Code.UNREADABLE, source.slug))
        progress(number, len(sources))
    if problems:
        raise Refused(problems)
    for name, data in snippet_files.of_site() if with_snippets else ():
        parts.add(name, data)
    parts.finish()
    return parts


def _named(slugs: Iterable[str] | None) -> list[LessonPage]:
    """The lessons of these addresses as they are live.  Raises Refused for each that is not."""
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
    return list(sources.live().order_by("slug", "pk"))


def _allowed(pages: Iterable[LessonPage]) -> Iterator[tuple[str, str, str]]:
    """Wording that stands out and that somebody has allowed: without who, and without the reason,
    which may name people."""
    found = [each for page in pages for each in second_look.in_page(page)]
    known = WordingDecision.objects.allowed(each.fingerprint for each in found)
    return ((each.language, each.text, each.concern) for each in found if each.fingerprint in known)


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
    listed = _listing(parts, tuple(_entries(parts)), version, made_on)
    _put(file, parts, listed, unseen)
    return listed


def _listing(parts: Parts, entries: tuple[Entry, ...], version: int, made_on: date) -> Manifest:
    signer = signing.name_of(signing.own_key())
    return Manifest(
        pack=pack_id(signer, parts.title, parts.maker),
        version=version,
        title=parts.title,
        made_on=made_on,
        signer=signer,
        entries=entries,
        revoked=tuple(_revoked()),
    )


def _put(file: IO[bytes], parts: Parts, listed: Manifest, progress: Progress) -> None:
    head = listed.to_bytes()
    seal = signing.seal(signing.own_key(), manifest.PURPOSE, head)
    container.write(file, _all(parts, head, seal, progress))


def _all(parts: Parts, head: bytes, seal: bytes, progress: Progress) -> Iterator[tuple[str, bytes]]:
    yield MANIFEST, head
    yield SEAL, seal
    for number, name in enumerate(sorted(parts.entries), start=1):
        yield name, parts.entries[name]()
        progress(number, len(parts.entries))


def pack_id(signer: str, title: str, maker: str = "") -> UUID:
    """The same for all versions of what one maker packs under one title, with one key."""
    return uuid5(NAMESPACE, "/".join(filter(None, ["pack", signer, maker, title])))


def _entries(parts: Parts) -> Iterator[Entry]:
    for name, content in sorted(parts.entries.items()):
        written = content()
        yield Entry(name, len(written), hashlib.sha256(written).hexdigest())


def _revoked() -> Iterator[Revocation]:
    for each in Signer.objects.revoked().order_by("key"):
        yield Revocation(each.key, str(each.revoked_on), each.reason or "-")


def build(out: Path, parts: Parts, progress: Progress = unseen) -> Manifest:
    """Write the pack, whole or not at all, with the next version when anything in it is new.

    What was written is read as any other pack would be: nothing leaves that nobody could bring in.
    The database is written to only at the end, so that no class waits.  Raises Refused, and OSError
    when it cannot be written.
    """
    Signer.objects.own()
    handle, draft = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}-")
    try:
        with os.fdopen(handle, "w+b") as file:
            listed = _write_and_read(file, parts, progress)
            file.flush()
            os.fsync(file.fileno())
        with transaction.atomic():
            KnownPack.objects.note(
                listed.pack, listed.title, listed.version, listed.digest(), listed.made_on
            )
            Path(draft).replace(out)
    finally:
        Path(draft).unlink(missing_ok=True)
    return listed


def _write_and_read(file: IO[bytes], parts: Parts, progress: Progress) -> Manifest:
    """`progress` hears of each entry twice: as it is written, and as it is read."""
    listed = write_next(file, parts, lambda done, of_all: progress(done, 2 * of_all))
    reading.read(
        file,
        trusted={listed.signer},
        revoked=set(),
        progress=lambda done, of_all: progress(of_all + done, 2 * of_all),
    )
    return listed


def write_next(file: IO[bytes], parts: Parts, progress: Progress = unseen) -> Manifest:
    """The version that is known when it would be the same, else the one after it."""
    entries = tuple(_entries(parts))
    listed = _listing(parts, entries, 1, timezone.localdate())
    if known := KnownPack.objects.filter(pack=listed.pack).first():
        same = _listing(parts, entries, known.version, known.made_on)
        is_same = same.digest() == known.digest
        listed = same if is_same else replace(listed, version=known.version + 1)
    _put(file, parts, listed, progress)
    return listed
