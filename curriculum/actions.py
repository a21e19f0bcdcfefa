"""Loading the curriculum from files, which go the way of every lesson pack."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from curriculum import files
from curriculum.models import Signer
from curriculum.packs import building, importing, reading
from curriculum.packs.comparing import ASKED, Change, Item, is_welcome

CONTENT = Path(__file__).parent / "content"
STARTER = "Birge: starter curriculum"


class Outcome(models.TextChoices):
    """What became of one lesson or snippet of a folder."""

    LOADED = "loaded", _("loaded")
    UNCHANGED = "unchanged", _("skipped: the file has not changed since it was loaded")
    EDITED = "edited", _("skipped: it was edited here since it was loaded")


@dataclass(frozen=True)
class Result:
    """The outcome for the lesson or snippet of this name."""

    name: str
    outcome: Outcome


def load(*, folder: Path = CONTENT, overwrite: bool = False) -> list[Result]:
    """Bring a folder of curriculum files into the database: all of it, or nothing.

    The folder is packed and signed by this installation, and brought in as any other pack.  What
    was loaded from the same data before is left alone, and so is what a trainer has edited or taken
    back since, unless `overwrite` says that the files win.  Raises files.BadFiles, before anything
    is written, when any file has a problem, and refusals.Refused.
    """
    parts = building.of_folder(files.read(folder), STARTER)
    signer = Signer.objects.own()
    takes = _everything if overwrite else is_welcome
    with tempfile.TemporaryFile() as file, transaction.atomic():
        building.write_next(file, parts)
        pack = reading.read(file, trusted={signer.key}, revoked=set())
        items = importing.bring_in(pack, signer=str(signer), takes=takes)
    return [Result(item.name, _outcome(item.change, overwrite)) for item in items]


def _everything(item: Item) -> bool:
    return True


def _outcome(change: Change, overwrite: bool) -> Outcome:
    if overwrite or change in (Change.NEW, Change.UPDATED):
        return Outcome.LOADED
    return Outcome.EDITED if change in ASKED else Outcome.UNCHANGED
