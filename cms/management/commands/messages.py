from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms import catalogues


class Command(BaseCommand):
    help = "Refreshes the catalogues ky, ru and en, or with --check says what is stale in them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            catalogues.refresh()
            return
        found = catalogues.problems()
        for problem in sorted(found, key=str):
            self.stderr.write(str(problem))
        if found:
            raise CommandError(f"{len(found)} messages; run: python3 run.py manage messages")
