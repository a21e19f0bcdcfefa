"""Reads a folder of files from elsewhere and counts what came of them.

    DJANGO_SETTINGS_MODULE=cms.settings.test python -m tests.curriculum.exchange.peers FOLDER

What it said of public question banks is in PEERS.md.
"""

import sys
from collections import Counter
from pathlib import Path

import django
from django.utils import translation

from curriculum.exchange import formats
from curriculum.exchange.drafts import BadFile


def counts(folder):
    """How many files were read, questions taken, and each reason and loss, by format."""
    found = Counter()
    for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
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
