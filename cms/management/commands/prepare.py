from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms import console, prepare


class Command(BaseCommand):
    help = "Brings the data folder up to what this code needs.  run.py does it at a start."
    # Before the first migration there is nothing to check against.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare.prepare()
        except prepare.NewerFolder:
            raise CommandError(console.sentence("newer", folder=settings.DATA_DIR)) from None
