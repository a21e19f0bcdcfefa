"""`manage.py results write|read`: a school's published figures, to a hub and into it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from classrooms.models import Place
from classrooms.results import exchange
from classrooms.results.documents import MOST_BYTES


class Command(BaseCommand):
    help = "Writes the published figures of a school into a signed file, or takes such a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        write = commands.add_parser("write", help="write the file")
        write.add_argument("--out", type=Path, required=True, metavar="FILE")
        read = commands.add_parser("read", help="take a file of a school")
        read.add_argument("file", type=Path, metavar="FILE")
        for each in (write, read):
            each.add_argument("--school", default="", help="its name or id, if there are several")
            each.add_argument("--json", action="store_true", help="say it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        school = _school(options["school"])
        act = self._write if options["command"] == "write" else self._read
        try:
            act(school, options)
        except exchange.NotTaken as refused:
            said = " ".join(filter(None, [str(refused.why.label), refused.fingerprint]))
            self._refuse(refused.why.value, said, options)
        except OSError as error:
            self._refuse("unreadable", error.strerror or str(error), options)

    def _write(self, school: Place, options: dict[str, Any]) -> None:
        file = exchange.written(school)
        if file is None:
            self._refuse("no_figures", _("Nothing of this school is published yet."), options)
        else:
            options["out"].expanduser().write_bytes(file)
            self._say(_("Written: {file}").format(file=options["out"]), {}, options)

    def _read(self, school: Place, options: dict[str, Any]) -> None:
        with options["file"].open("rb") as file:
            fresh = exchange.take(file.read(MOST_BYTES + 1), school=school)
        self._say(_("New figures: {count}").format(count=fresh), {"fresh": fresh}, options)

    def _say(self, sentence: str, more: dict[str, int], options: dict[str, Any]) -> None:
        data = {"ok": True, "problems": [], **more}
        self.stdout.write(json.dumps(data) if options["json"] else sentence)

    def _refuse(self, code: str, sentence: str, options: dict[str, Any]) -> None:
        if options["json"]:
            problem = {"code": code, "sentence": sentence}
            data = {"ok": False, "problems": [problem]}
            self.stdout.write(json.dumps(data, ensure_ascii=False))
        raise CommandError(sentence)


def _school(named: str) -> Place:
    """The school of this name or id, or the only one.  Raises CommandError."""
    schools = Place.objects.schools()
    found = [each for each in schools if not named or named in (each.name, str(each.pk))]
    if len(found) != 1:
        raise CommandError(_("Say which school: --school NAME"), returncode=2)
    return found[0]
