"""Reads a folder of files from elsewhere and counts what came of them.

    DJANGO_SETTINGS_MODULE=cms.settings.test python -m tests.curriculum.exchange.peers FOLDER

What it said of public question banks is in PEERS.md, and of each of their files in `peers.tsv`: the
first signs of the file's SHA-256, its format, questions taken, not taken, and losses.  A file that
is known there must give the same again, else the exit status is 1.
"""

import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import django
from django.utils import translation

from curriculum.exchange import formats
from curriculum.exchange.drafts import BadFile

NOTED = Path(__file__).with_name("peers.tsv")


class Outcome(NamedTuple):
    """What came of one file; without a format it was not read."""

    format_: str
    taken: int
    not_taken: int
    losses: int


def noted():
    """Digest → what came of that file when it was counted for PEERS.md."""
    rows = [line.split("\t") for line in NOTED.read_text("utf-8").splitlines()]
    return {digest: Outcome(name, *map(int, numbers)) for digest, name, *numbers in rows}


def outcome(content):
    """Digest of a file, and what comes of it."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    try:
        format_, found = formats.read(content, "en")
    except BadFile:
        return digest, Outcome("-", 0, 0, 0)
    numbers = (len(found.taken), len(found.problems), len(found.losses))
    return digest, Outcome(format_.name, *numbers)


def files(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def changed(folder):
    """Names of files that are known and no longer give what was noted."""
    known = noted()
    for path in files(folder):
        digest, found = outcome(path.read_bytes())
        if known.get(digest, found) != found:
            yield f"{path.name}: {found}, noted {known[digest]}"


def counts(folder):
    """How many files were read, questions taken, and each reason and loss, by format."""
    found = Counter()
    for path in files(folder):
        try:
            format_, imported = formats.read(path.read_bytes(), "en")
        except BadFile as error:
            found["", f"not read: {error}"] += 1
            continue
        found[format_.name, "files"] += 1
        found[format_.name, "taken"] += len(imported.taken)
        found.update((format_.name, f"not taken: {each.what}") for each in imported.problems)
        found.update((format_.name, f"lost: {each.what.label}") for each in imported.losses)
    return found


if __name__ == "__main__":
    django.setup()
    with translation.override("en"):
        for (name, what), number in sorted(counts(sys.argv[1]).items()):
            print(f"{name:8}{number:6}  {what}")
        sys.exit("\n".join(changed(sys.argv[1])) or 0)
