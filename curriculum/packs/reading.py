"""Opening a pack: every check that needs no database, in the order in which it is safe.

The signature comes before anything but the directory is read; then names and sizes, then each
entry, never to disk; last the form of the file as a whole.
"""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from curriculum import signing
from curriculum.packs import container, lesson_files, manifest, media
from curriculum.packs.manifest import CONTENTS, MANIFEST, SEAL, Entry, Manifest
from curriculum.packs.portable import Portable
from curriculum.packs.progress import Progress, unseen
from curriculum.packs.refusals import Code, Refused, refuse


@dataclass(frozen=True)
class Pack:
    """A pack that was checked; `file` must stay open while media are asked for."""

    manifest: Manifest
    contents: Mapping[str, Any]
    lessons: tuple[Portable, ...]
    snippets: Mapping[str, dict[str, Any]]
    site: dict[str, Any] | None
    file: zipfile.ZipFile

    def medium(self, name: str) -> bytes:
        """The bytes of a picture or recording."""
        return container.content(self.file, name, manifest.MOST_MEDIA)

    def facts_of(self, name: str) -> dict[str, Any]:
        """What the pack says of a picture or recording."""
        return next(each for each in self.contents["media"] if each["name"] == name)


def read(
    file: IO[bytes], *, trusted: set[str], revoked: set[str], progress: Progress = unseen
) -> Pack:
    """The pack in the file, if one of the trusted keys signed just these bytes.  Raises Refused,
    and OSError when the file cannot be read."""
    pack = container.opened(file)
    head, seal = _head(pack)
    signer = _signer(seal, head, trusted, revoked)
    listed = manifest.of_bytes(head)
    if listed.signer != signer:
        raise refuse(Code.CHANGED, MANIFEST)
    _check_names(pack, listed)
    texts = {}
    for number, each in enumerate(listed.entries, start=1):
        texts[each.name] = _checked(pack, each)
        progress(number, len(listed.entries))
    container.check_form(file, _entries(pack, listed, head, seal))
    return _understood(pack, listed, {name: data for name, data in texts.items() if data})


def _head(pack: zipfile.ZipFile) -> tuple[bytes, bytes]:
    seal = container.content(pack, SEAL, signing.SEAL_BYTES)
    return container.content(pack, MANIFEST, manifest.MOST_MANIFEST), seal


def _signer(seal: bytes, head: bytes, trusted: set[str], revoked: set[str]) -> str:
    try:
        signer = signing.signer_of(seal, manifest.PURPOSE, head)
    except signing.NotSealed:
        raise refuse(Code.CHANGED, MANIFEST) from None
    if signer in revoked:
        raise refuse(Code.REVOKED_SIGNER, more=signing.fingerprint(signer))
    if signer not in trusted:
        raise refuse(Code.UNKNOWN_SIGNER, more=f"{signing.fingerprint(signer)} ({signer})")
    return signer


def _check_names(pack: zipfile.ZipFile, listed: Manifest) -> None:
    there = [info.filename for info in pack.infolist()[2:]]
    manifest.as_refused(manifest.names_refused(there))
    if there != [each.name for each in listed.entries]:
        raise refuse(Code.NOT_LISTED)


def _checked(pack: zipfile.ZipFile, entry: Entry) -> bytes | None:
    """What a text entry holds; of a medium nothing is kept.  Raises Refused."""
    most = manifest.most_bytes(entry.name) or 0
    if entry.size > most or pack.getinfo(entry.name).file_size != entry.size:
        raise refuse(Code.WRONG_SIZE, entry.name)
    content = container.content(pack, entry.name, most)
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise refuse(Code.WRONG_DIGEST, entry.name)
    if not manifest.MEDIA.fullmatch(entry.name):
        return content
    media.check(entry.name, content)
    return None


def _entries(
    pack: zipfile.ZipFile, listed: Manifest, head: bytes, seal: bytes
) -> Iterator[tuple[str, bytes]]:
    yield MANIFEST, head
    yield SEAL, seal
    for each in listed.entries:
        yield each.name, container.content(pack, each.name, each.size)


def _understood(pack: zipfile.ZipFile, listed: Manifest, texts: Mapping[str, bytes]) -> Pack:
    """The pack with its texts as data.  Raises Refused with all problems of its lessons."""
    data = {name: _text(name, written) for name, written in texts.items()}
    if CONTENTS not in data:
        raise refuse(Code.BAD_MANIFEST, CONTENTS)
    site = data.get("site.json")
    found = Pack(
        manifest=listed,
        contents=lesson_files.contents_of(data[CONTENTS], CONTENTS),
        lessons=tuple(_lessons(data)),
        snippets={
            name.removeprefix("snippets/").removesuffix(".json"): lesson_files.snippets_of(
                held, name.removeprefix("snippets/").removesuffix(".json"), name
            )
            for name, held in data.items()
            if manifest.SNIPPETS.fullmatch(name)
        },
        site=lesson_files.site_of(site, "site.json") if site else None,
        file=pack,
    )
    _check_whole(found, listed)
    return found


def _text(name: str, written: bytes) -> Any:
    if manifest.LICENCE.fullmatch(name):
        return manifest.parse_text(written, name)
    return manifest.parse(written, name)


def _lessons(data: Mapping[str, Any]) -> Iterator[Portable]:
    problems = []
    for name, held in data.items():
        if manifest.LESSON.fullmatch(name):
            try:
                yield lesson_files.lesson_of(held, name)
            except Refused as refused:
                problems += refused.problems
    if problems:
        raise Refused(problems)


def _check_whole(pack: Pack, listed: Manifest) -> None:
    """Raises Refused unless lessons and media fit to each other: none missing, none too many."""
    names = {each.name for each in listed.entries if manifest.MEDIA.fullmatch(each.name)}
    shown = {name for each in pack.lessons for name, _language in each.media_uses()}
    described = [each["name"] for each in pack.contents["media"]]
    if shown != names or sorted(described) != sorted(names):
        raise refuse(Code.NOT_LISTED)
    keys = [each.key for each in pack.lessons]
    if len(set(keys)) != len(keys):
        raise refuse(Code.NAME_TWICE)
