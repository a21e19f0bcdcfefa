"""`manage.py pack build|check|import`: lesson packs on the command line."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curriculum import actions, files
from curriculum.models import Signer
from curriculum.packs import building, comparing, importing, opening
from curriculum.packs.comparing import ASKED, Item, is_welcome
from curriculum.packs.refusals import Code, Problem, Refused

Options = dict[str, Any]
TITLE = "Birge"


class Command(BaseCommand):
    help = "Makes lesson packs, checks them, and brings them in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        _add_build(commands.add_parser("build", help="put lessons into one signed file"))
        check = commands.add_parser("check", help="say what is in a file and what it would change")
        bring_in = commands.add_parser("import", help="bring in a file: all of it, or nothing")
        for parser_of in (check, bring_in):
            parser_of.add_argument("file", type=Path, metavar="FILE")
            parser_of.add_argument("--json", action="store_true", help="say it as JSON")
        bring_in.add_argument(
            "--take-theirs",
            default="",
            metavar="NAMES",
            help="lessons that are to be replaced although they were changed here; or all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        acts: dict[str, Callable[[Options], list[dict[str, str]]]] = {
            "build": self._build,
            "check": self._check,
            "import": self._import,
        }
        try:
            lessons = acts[options["command"]](options)
        except Refused as refused:
            self._refuse(refused.problems, options)
        except files.BadFiles as bad:
            self._refuse([Problem(Code.BAD_LESSON, more=str(bad))], options)
        except OSError as error:
            self._refuse([Problem(Code.UNREADABLE, more=error.strerror or str(error))], options)
        else:
            self._say(lessons, [], options)

    def _build(self, options: Options) -> list[dict[str, str]]:
        out = options["out"].expanduser().resolve()
        listed = building.build(out, _parts(options))
        if not options["json"]:
            said = _("Written: {file}, version {version}.")
            self.stdout.write(said.format(file=out, version=listed.version))
        names = [each.name for each in listed.entries if each.name.startswith("lessons/")]
        return [{"name": Path(name).stem} for name in names]

    def _check(self, options: Options) -> list[dict[str, str]]:
        with opening.opened(options["file"]) as (pack, signer):
            self._introduce(signer, options)
            comparing.check_version(pack.manifest)
            comparing.raise_any(comparing.problems(pack))
            return [_row(each) for each in comparing.items(pack, signer=str(signer))]

    def _import(self, options: Options) -> list[dict[str, str]]:
        named = set(options["take_theirs"].split(","))

        def takes(item: Item) -> bool:
            is_named = item.name in named or named == {"all"}
            return is_welcome(item) or (item.change in ASKED and is_named)

        with opening.opened(options["file"]) as (pack, signer):
            self._introduce(signer, options)
            done = importing.bring_in(pack, signer=str(signer), takes=takes)
            return [_row(each) for each in done]

    def _introduce(self, signer: Signer, options: Options) -> None:
        if not options["json"]:
            self.stdout.write(f"{_('Signed by')}: {signer} ({signer.fingerprint})")

    def _refuse(self, problems: list[Problem], options: Options) -> None:
        self._say([], problems, options)
        raise CommandError(_("Nothing was changed."))

    def _say(
        self, lessons: list[dict[str, str]], problems: list[Problem], options: Options
    ) -> None:
        if options["json"]:
            said = [each.to_data() for each in problems]
            data = {"ok": not problems, "lessons": lessons, "problems": said}
            self.stdout.write(json.dumps(data, ensure_ascii=False))
            return
        for row in lessons:
            self.stdout.write(": ".join(row[name] for name in ("name", "label") if name in row))
        for problem in problems:
            self.stderr.write(str(problem))


def _add_build(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--lessons", metavar="NAMES", help="separated by commas; without it all")
    chosen.add_argument("--starter", action="store_true", help="the lessons that come with Birge")
    parser.add_argument("--title", default=TITLE, help="the same for all versions of a pack")
    parser.add_argument(
        "--with-help",
        action="store_true",
        help="also help services, legal facts, trusted adults and the 16 Days",
    )
    parser.add_argument("--json", action="store_true", help="say it as JSON")


def _parts(options: Options) -> building.Parts:
    if options["starter"]:
        return building.of_folder(files.read(actions.CONTENT), actions.STARTER)
    names = options["lessons"]
    return building.of_lessons(
        slugs=names.split(",") if names is not None else None,
        title=options["title"],
        with_snippets=options["with_help"],
    )


def _row(item: Item) -> dict[str, str]:
    return {
        "name": item.name,
        "title": item.title,
        "kind": "lesson" if item.is_lesson else "snippet",
        "change": item.change.value,
        "label": str(item.change.label),
    }
