"""Why a pack is not taken: a code for programs, a sentence for people."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Code(models.TextChoices):
    """Each reason and its sentence."""

    NOT_A_PACK = "not_a_pack", _("This file is no lesson pack, or it is damaged.")
    TOO_LARGE = "too_large", _("The file is larger than a lesson pack may be.")
    TOO_MANY = "too_many", _("There are more files in it than a lesson pack may have.")
    CHANGED = "changed", _("It was changed after it was signed, or damaged on the way.")
    UNKNOWN_SIGNER = (
        "unknown_signer",
        _(
            "It is signed by somebody who is not trusted here. Compare the number below with the "
            "sender, over the telephone; then an administrator can add the signer."
        ),
    )
    REVOKED_SIGNER = "revoked_signer", _("The key that signed it was withdrawn.")
    UNKNOWN_SCHEMA = (
        "unknown_schema",
        _("It was made by a newer Birge. Update Birge here, then bring it in again."),
    )
    BAD_MANIFEST = "bad_manifest", _("Its list of contents is not in order.")
    BAD_NAME = "bad_name", _("A file in it has a name that no lesson pack has.")
    NAME_TWICE = "name_twice", _("Two files in it have the same name.")
    NOT_LISTED = "not_listed", _("A file in it is not in its list, or one of the list is missing.")
    NOT_PLAIN = "not_plain", _("A file in it is a link, a folder, locked or packed twice.")
    WRONG_SIZE = "wrong_size", _("A file in it has not the size that its list says.")
    WRONG_DIGEST = "wrong_digest", _("A file in it is not the one that was signed.")
    WRONG_TYPE = "wrong_type", _("A file in it is not what its name says.")
    TELLS_TOO_MUCH = (
        "tells_too_much",
        _("A picture in it still holds data of the camera, the place or the author."),
    )
    CHILDREN_SEEN = (
        "children_seen",
        _(
            "Children can be recognised in it. Such a picture or recording never leaves this "
            "computer in a pack."
        ),
    )
    RIGHTS_MISSING = (
        "rights_missing",
        _("The rights to a picture or recording are not in order."),
    )
    BAD_JSON = "bad_json", _("A text file in it cannot be read.")
    BAD_LETTERS = "bad_letters", _("A text in it holds invisible signs that change its direction.")
    BAD_LESSON = "bad_lesson", _("A lesson in it does not keep to the form of lessons.")
    NOT_PUBLISHABLE = "not_publishable", _("A lesson in it may not be published.")
    NOT_LIVE = "not_live", _("This lesson is not published here.")
    UNKNOWN_LESSON = "unknown_lesson", _("There is no such lesson.")
    NOTHING_CHOSEN = "nothing_chosen", _("There is no lesson to pack.")
    OLDER = "older", _("A newer version of this pack is here already.")
    OTHER_CONTENT = "other_content", _("Another pack of the same version is here already.")
    ADDRESS_TAKEN = "address_taken", _("Another lesson here has the same address.")
    OTHER_SOURCE = (
        "other_source",
        _("This lesson is here already, but it is written in another language."),
    )
    NO_TOPIC = "no_topic", _("The topic of a lesson is missing here.")
    FAILED = "failed", _("Something went wrong here that nobody foresaw.")
    UNREADABLE = "unreadable", _("The file cannot be read.")


@dataclass(frozen=True)
class Problem:
    """One reason; `where` names the file or lesson, `more` what exactly."""

    code: Code
    where: str = ""
    more: str | Promise = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return " ".join(filter(None, [f"{place}{self.code.label}", str(self.more)]))

    def to_data(self) -> dict[str, str]:
        return {"code": self.code.value, "where": self.where, "sentence": str(self)}


class Refused(Exception):
    """The pack is not taken, and nothing was changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse(code: Code, where: str = "", more: str | Promise = "") -> Refused:
    """To be raised for one reason."""
    return Refused([Problem(code, where, more)])
