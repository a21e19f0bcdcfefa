"""The rights of pictures and recordings on their way in a pack.

What anybody may know travels; the number of the paper with a consent stays with whoever keeps it.
Files in which children can be recognised never travel: a consent that is withdrawn could not be
told to every school that has the file.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms import rights
from cms.rights import RECOGNISABLE, Depicted, GivenBy, Licence
from cms.rights_model import WithRights
from curriculum.checks.shapes import Fields, Line, Name, OneOf
from curriculum.packs.refusals import Code, Problem

_TRAVELS = (
    "author", "source", "licence", "licence_note", "depicted", "consent_by", "consent_for",
)  # fmt: skip
UNTIL = "consent_until"
LONGEST_PAPER = 100
_NOTHING = {"consent_paper": "", "withdrawn_on": None}
SHAPE = Fields(
    {
        "author": Line(200),
        "source": Line(300),
        "licence": OneOf(tuple(Licence.values)),
        "depicted": OneOf(tuple(each for each in Depicted.values if each != Depicted.CHILDREN)),
    },
    {
        "licence_note": Line(300),
        "consent_by": OneOf(tuple(GivenBy.values)),
        "consent_for": Line(200),
        UNTIL: Name(r"\d{4}-\d\d-\d\d"),
    },
)


def carried(stored: WithRights) -> dict[str, Any]:
    """What a pack says of a stored file's rights: whatever is filled in."""
    said = {name: getattr(stored, name) for name in _TRAVELS if getattr(stored, name)}
    return said | ({UNTIL: str(stored.consent_until)} if stored.consent_until else {})


def refused(stored: WithRights) -> Iterator[Problem]:
    """Why a stored file may not be packed today."""
    if stored.depicted == Depicted.CHILDREN:
        yield Problem(Code.CHILDREN_SEEN, str(stored))
    if missing := rights.problems_of(stored, timezone.localdate()):
        yield Problem(Code.RIGHTS_MISSING, str(stored), " ".join(missing))


def fields(said: Mapping[str, Any], signer: str) -> dict[str, Any]:
    """The fields of a row for what a pack says.  Raises ValueError for a day that is none.

    The paper of a consent is with the signer, who answers for it.
    """
    made = {name: said.get(name, "") for name in _TRAVELS}
    if said["depicted"] in RECOGNISABLE:
        made["consent_paper"] = _("kept by {signer}").format(signer=signer)[:LONGEST_PAPER]
    return made | {UNTIL: date.fromisoformat(said[UNTIL]) if UNTIL in said else None}


def problems(name: str, facts: Mapping[str, Any]) -> Iterator[Problem]:
    """Why a file of a pack may not be shown here today."""
    try:
        row = SimpleNamespace(**_NOTHING | fields(facts["rights"], "-"))
    except ValueError:
        yield Problem(Code.BAD_MANIFEST, name, UNTIL)
        return
    if missing := rights.problems_of(row, timezone.localdate()):
        yield Problem(Code.RIGHTS_MISSING, str(facts["title"]), " ".join(missing))
