"""`manage.py curriculum load [FOLDER]`: bring lesson files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.models import Organisation
from curriculum import actions, files, organising, roles
from curriculum.packs.refusals import Refused


class Command(BaseCommand):
    help = "Loads topics, lessons and snippets from files. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        load = commands.add_parser("load", help="load a folder of curriculum files")
        load.add_argument("folder", nargs="?", type=Path, default=actions.CONTENT)
        load.add_argument(
            "--overwrite", action="store_true", help="let the files win over edits in the CMS"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            results = actions.load(folder=options["folder"], overwrite=options["overwrite"])
        except (files.BadFiles, Refused) as bad:
            nothing = _("Nothing was loaded.")
            raise CommandError(f"{bad}\n{nothing}") from bad
        roles.make_house()
        for organisation in Organisation.objects.all():
            organising.renew(organisation)
        if options["verbosity"] > 0:
            for result in results:
                self.stdout.write(f"{result.name}: {result.outcome.label}")
