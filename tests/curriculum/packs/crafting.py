"""Packs made by hand, well signed, however wrong they are."""

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID

import yaml
from PIL import Image as Drawing

from curriculum import signing
from curriculum.actions import CONTENT
from curriculum.formats.streams import block_id
from curriculum.packs import container, manifest, portable, reading
from curriculum.packs.building import Parts
from curriculum.packs.manifest import MANIFEST, SEAL, Entry, Manifest
from curriculum.packs.refusals import Refused

SLUG = "not-just-a-joke"
PACK = UUID("00000000-0000-4000-8000-0000000000aa")


def lesson_data(slug=SLUG):
    path = CONTENT / "lessons" / f"{slug}.yaml"
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def lesson(slug=SLUG, **more):
    return portable.of_file(block_id(slug), lesson_data(slug) | more)


def entries(*lessons):
    """The entries of a good pack, by name."""
    parts = Parts("Crafted")
    for each in lessons or [lesson()]:
        parts.add_lesson(each)
    parts.finish()
    return {name: content() for name, content in parts.entries.items()}


def listed(contents, **changed):
    key = signing.own_key()
    made = Manifest(
        pack=PACK,
        version=1,
        title="Crafted",
        made_on=date(2026, 11, 26),
        signer=signing.name_of(key),
        entries=tuple(
            Entry(name, len(content), hashlib.sha256(content).hexdigest())
            for name, content in sorted(contents.items())
        ),
    )
    return replace(made, **changed)


def sealed(contents, head=None, **changed):
    """(name, content) of all entries, manifest and seal first."""
    head = head or listed(contents, **changed).to_bytes()
    seal = signing.seal(signing.own_key(), manifest.PURPOSE, head)
    return [(MANIFEST, head), (SEAL, seal), *sorted(contents.items())]


def packed(contents=None, **changed):
    """The bytes of a pack with these entries."""
    made = BytesIO()
    container.write(made, sealed(contents or entries(), **changed))
    return made.getvalue()


def zipped(parts, alter=None, compression=zipfile.ZIP_STORED):
    """The bytes of a zip of which each entry was altered before it was written."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as pack:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = compression
            if alter:
                alter(info)
            pack.writestr(info, content)
    return made.getvalue()


def read(written, **trust):
    known = {"trusted": {signing.name_of(signing.own_key())}, "revoked": set()} | trust
    return reading.read(BytesIO(written), **known)


def codes(written, **trust):
    """Why it is refused; nothing if it is not."""
    try:
        read(written, **trust)
    except Refused as refused:
        return [problem.code.value for problem in refused.problems]
    return []


def picture(size=(40, 30), kind="PNG", colour="teal", **more):
    made = BytesIO()
    Drawing.new("RGB", size, colour).save(made, kind, **more)
    return made.getvalue()


def changed_json(contents, name, alter):
    """The entries with the data of one altered."""
    data = json.loads(contents[name])
    alter(data)
    return contents | {name: json.dumps(data, ensure_ascii=False).encode()}
