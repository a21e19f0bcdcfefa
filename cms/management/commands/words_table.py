from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms import words_table


class Command(BaseCommand):
    help = "Writes all words of the screens into one .xlsx: English, Kyrgyz, Russian, comments."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        written = words_table.write(options["out"])
        self.stdout.write(f"{written} messages in {options['out']}")
