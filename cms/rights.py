"""What may be shown of a picture or a recording, and what is missing before it may be published.

Pure: the questions are about a row's rights on a day.  An unfinished row may be kept, because a
draft is unfinished too; what hides a file from every page is less than what keeps it from being
published.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# So many days before a consent ends, whoever looks after the file is told.
NOTICE_DAYS = 30


class Licence(TextChoices):
    """Why it may be used."""

    OWN = "own", gettext_lazy("our own work")
    PUBLIC = "public", gettext_lazy("free for everybody (public domain, CC0)")
    BY = "cc-by", gettext_lazy("CC BY: name the author")
    BY_SA = "cc-by-sa", gettext_lazy("CC BY-SA: name the author, share alike")
    BY_NC = "cc-by-nc", gettext_lazy("CC BY-NC: name the author, earn nothing with it")
    BY_NC_SA = "cc-by-nc-sa", gettext_lazy("CC BY-NC-SA: both of these")
    PERMISSION = "permission", gettext_lazy("the author allowed it in writing")


class Depicted(TextChoices):
    """Who can be seen or heard."""

    NOBODY = "nobody", gettext_lazy("nobody")
    DRAWN = "drawn", gettext_lazy("drawn people")
    ADULTS_HIDDEN = "adults-hidden", gettext_lazy("adults whom nobody can recognise")
    ADULTS = "adults", gettext_lazy("adults who can be recognised")
    CHILDREN_HIDDEN = "children-hidden", gettext_lazy("children whom nobody can recognise")
    CHILDREN = "children", gettext_lazy("children who can be recognised")


class GivenBy(TextChoices):
    """Who gave the consent."""

    SELF = "self", gettext_lazy("the person, who is an adult")
    GUARDIAN = "guardian", gettext_lazy("a parent or guardian, and the child agreed")


RECOGNISABLE = (Depicted.ADULTS, Depicted.CHILDREN)


class Rights(Protocol):
    """The rights of one picture or recording; an empty text says that it is not yet known."""

    author: str
    source: str
    licence: str
    depicted: str
    consent_paper: str
    consent_by: str
    consent_for: str
    consent_until: date | None
    withdrawn_on: date | None


def is_withdrawn(rights: Rights, on: date) -> bool:
    """Whether the consent was taken back, on this day or before."""
    return rights.withdrawn_on is not None and rights.withdrawn_on <= on


def is_expired(rights: Rights, on: date) -> bool:
    """Whether the last day of consent or licence is over."""
    return rights.consent_until is not None and rights.consent_until < on


def is_expiring(rights: Rights, on: date) -> bool:
    """Whether its last day is near."""
    until = rights.consent_until
    return until is not None and on <= until <= on + timedelta(days=NOTICE_DAYS)


def lacks_guardian(rights: Rights) -> bool:
    """Whether children can be recognised without a guardian's consent that ends on some day."""
    if rights.depicted != Depicted.CHILDREN:
        return False
    return rights.consent_by != GivenBy.GUARDIAN or rights.consent_until is None


def may_be_shown(rights: Rights, on: date) -> bool:
    """Whether any page may show it on this day, a draft's preview too."""
    return not (is_withdrawn(rights, on) or is_expired(rights, on) or lacks_guardian(rights))


def may_be_published(rights: Rights, on: date) -> bool:
    """Whether a page that shows it may go live on this day."""
    return not problems_of(rights, on)


def problems_of(rights: Rights, on: date) -> list[str]:
    """Why a page that shows it may not go live on this day, as sentences; empty if nothing is
    missing."""
    return [*_ended(rights, on), *_unsaid(rights), *_consent_missing(rights)]


def _ended(rights: Rights, on: date) -> Iterator[str]:
    if is_withdrawn(rights, on):
        yield _("The consent was withdrawn.")
    if is_expired(rights, on):
        yield _("The consent has ended.")


def _unsaid(rights: Rights) -> Iterator[str]:
    if not rights.author:
        yield _("Say who made it.")
    if not rights.source:
        yield _("Say where it comes from.")
    if not rights.licence:
        yield _("Say why it may be used.")
    if not rights.depicted:
        yield _("Say who can be seen or heard.")


def _consent_missing(rights: Rights) -> Iterator[str]:
    if rights.depicted not in RECOGNISABLE:
        return
    if not rights.consent_paper:
        yield _("Give the number of the paper with the consent.")
    if not rights.consent_by:
        yield _("Say who gave the consent.")
    if not rights.consent_for:
        yield _("Say what the consent is for.")
    if lacks_guardian(rights):
        yield _("Children who can be recognised: a parent or guardian consents, until a set day.")
