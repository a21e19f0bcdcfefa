"""Is the room ready?  What the machine knows about it before the lesson begins."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from classrooms.models import Classroom
from cms import addresses
from curriculum import help as sources_of_help
from quizzes import waiting
from quizzes.questions import Words


@dataclass(frozen=True)
class Readiness:
    """What the check page shows; all of it may stand on the wall.

    `urls`: where tablets join, perhaps none; `qr`: the first of them as a picture, or empty.
    `trusted_adults`: the words that the class's pupils read, never none.  `unchecked`: names of
    the help services that pupils do not see, because nobody has checked them.
    """

    urls: tuple[str, ...]
    qr: SafeString | str
    trusted_adults: tuple[Words, ...]
    unchecked: tuple[Words, ...]


def of(classroom: Classroom, language: str) -> Readiness:
    """How ready things are for the class, in the language of its teacher."""
    urls = tuple(addresses.tablet_urls())
    unchecked = sources_of_help.unchecked_services(language)
    return Readiness(
        urls=urls,
        qr=addresses.qr_svg(urls[0]) if urls else "",
        trusted_adults=sources_of_help.trusted_adults_for(classroom.age_band, language),
        unchecked=tuple(Words(service.name, service.language) for service in unchecked),
    )


def tablets() -> int:
    """About how many tablets are on the join page now."""
    return waiting.tablets_now()
