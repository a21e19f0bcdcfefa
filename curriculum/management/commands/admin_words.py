from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.test import Client

from curriculum import admin_words, roles


class Command(BaseCommand):
    help = "Prints the words of the CMS's admin that a trainer meets untranslated, commonest first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=("ky", "ru"), default="ky")

    def handle(self, *args: Any, **options: Any) -> None:
        ear = admin_words.listen(options["language"])
        # A trainer who was never there: nothing of the walk is kept.
        with transaction.atomic():
            pages = admin_words.walk(_trainer(options["language"]))
            transaction.set_rollback(True)
        for (one, many), times in ear.missed.most_common():
            self.stdout.write(f"{times}\t{one!r}" + (f"\t{many!r}" if many else ""))
        self.stdout.write(f"{len(ear.missed)} messages on {len(pages)} pages")


def _trainer(language: str) -> Client:
    user = get_user_model().objects.create_user("walking-trainer", language=language)
    user.groups.add(roles.make_trainer_group())
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["birge-language"] = language
    return client
