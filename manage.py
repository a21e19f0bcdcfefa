#!/usr/bin/env python
"""Django's command line.  `python3 run.py manage …` runs it in Birge's own environment."""

import os
import sys

from cms import console, folder, owner

# These write nothing into the data folder, so they also run beside a server.
READS = {
    "backup", "check", "diffsettings", "dumpdata", "findstatic", "help", "makemessages",
    "makemigrations", "messages", "showmigrations", "sqlmigrate", "version",
}  # fmt: skip


# And of these commands those acts.
READING_ACTS = {("pack", "check")}


def writes(arguments: list[str]) -> bool:
    """Whether these arguments (without the program's name) may write into the data folder."""
    if not arguments or {"-h", "--help", "--version"} & set(arguments):
        return False
    return arguments[0] not in READS and tuple(arguments[:2]) not in READING_ACTS


def main() -> None:
    """Runs one management command.  One that writes refuses while a server owns the folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.lan")
    data = folder.path()
    try:
        folder.make(data)
        if writes(sys.argv[1:]):
            owner.take(data)
    except OSError as error:
        sys.exit(console.sentence("unwritable", folder=data, reason=error.strerror or error))
    except owner.Owned:
        sys.exit(console.sentence("owned", folder=data))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
