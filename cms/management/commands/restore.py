from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms import backup, console


class Command(BaseCommand):
    help = "Puts a backup into an empty data folder."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"].expanduser().resolve()
        try:
            backup.restore(settings.DATA_DIR, file)
        except backup.NotEmpty:
            raise CommandError(
                console.sentence("restore_not_empty", folder=settings.DATA_DIR)
            ) from None
        except backup.NoBackup as error:
            raise CommandError(console.sentence("restore_unfit", file=file, reason=error)) from None
        except OSError as error:
            reason = error.strerror or error
            raise CommandError(
                console.sentence("restore_unreadable", file=file, reason=reason)
            ) from None
        console.say("restored", folder=settings.DATA_DIR)
