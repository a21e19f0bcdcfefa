#!/usr/bin/env python
"""Django's command line.  `python3 run.py manage …` runs it in Birge's own environment."""

import os
import sys


def main() -> None:
    """Run one management command; those that write wait for no one: they refuse while a server
    owns the data folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.lan")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
