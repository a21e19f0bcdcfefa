"""Whose pictures and recordings a lesson shows, where their licence asks for a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms import rights
from cms.rights import Licence

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

# The licence's name, the same in every language.
NAMED = {
    Licence.BY: "CC BY",
    Licence.BY_SA: "CC BY-SA",
    Licence.BY_NC: "CC BY-NC",
    Licence.BY_NC_SA: "CC BY-NC-SA",
}


@dataclass(frozen=True, order=True)
class Credit:
    """`author` and `source` as whoever brought the file wrote them for everybody to read."""

    author: str
    licence: str
    source: str


def of_page(page: "LessonPage") -> list[Credit]:
    """Each once, in order; nothing of a file that no page may show today."""
    today = timezone.localdate()
    shown = [each for each in _files(page) if rights.may_be_shown(each, today)]
    named = [each for each in shown if each.licence in NAMED and each.author]
    return sorted({Credit(each.author, NAMED[each.licence], each.source) for each in named})


def _files(page: "LessonPage") -> Iterator[Any]:
    for question in page.questions:
        held = [question.value, *question.value["options"]]
        for value in held:
            yield from filter(None, (value.get("picture"), value.get("sound")))
