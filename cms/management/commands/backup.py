from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms import backup, console


class Command(BaseCommand):
    help = "Writes everything that the school owns into one zip file; Birge may go on beside it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        out = options["out"].expanduser().resolve()
        try:
            backup.write(settings.DATA_DIR, out)
        except backup.NothingThere:
            raise CommandError(
                console.sentence("backup_nothing", folder=settings.DATA_DIR)
            ) from None
        except OSError as error:
            reason = error.strerror or error
            raise CommandError(
                console.sentence("backup_unwritable", file=out, reason=reason)
            ) from None
        console.say("backup_written", file=out)
