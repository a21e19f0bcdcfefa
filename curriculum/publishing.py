"""What keeps a lesson from being published, whichever door it is to go through.

The edit form checks its fields itself and adds what `wording_refusals` says.  Every other way to a
live page (several pages at once, a set time, a workflow, a synced translation, a copy) saves the
live page, and `LessonPage.save` calls `check`.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Revision

from curriculum import second_look
from curriculum.second_look import Wording

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

logger = logging.getLogger(__name__)
REFUSED = "curriculum.publish.refused"
Refusals = dict[str, ValidationError]


class NotPublishable(ValidationError):
    """Why a lesson may not be live, by field."""

    def __init__(self, lesson: str, found: Refusals) -> None:
        super().__init__(found)
        self.lesson = lesson


def check(page: "LessonPage") -> None:
    """Raises NotPublishable with every reason why the page may not be live."""
    if found := refusals(page):
        raise NotPublishable(page.title, found)


def refusals(page: "LessonPage", allowed: Collection[str] = ()) -> Refusals:
    """The reasons, by field, at the places where an author can mend them; empty if there are
    none.  `allowed`: fingerprints of wording that somebody has allowed elsewhere."""
    streams = {
        field.name: getattr(page, field.name)
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
    }
    return wording_refusals(streams, page.language, allowed) | _block_refusals(streams)


def _block_refusals(streams: Mapping[str, StreamValue]) -> Refusals:
    """What the blocks themselves refuse, as they do in the form."""
    found: Refusals = {}
    for name, stream in streams.items():
        try:
            stream.stream_block.clean(stream)
        except ValidationError as error:
            found[name] = error
    return found


def wording_refusals(
    streams: Mapping[str, StreamValue], language: str, allowed: Collection[str] = ()
) -> Refusals:
    """Wording that a second person has not looked at yet, by field."""
    waiting = second_look.undecided(second_look.found_in(streams, language))
    by_field: dict[str, list[Wording]] = {}
    for each in (one for one in waiting if one.fingerprint not in allowed):
        by_field.setdefault(each.field, []).append(each)
    return {field: _as_stream_error(listed) for field, listed in by_field.items()}


def _as_stream_error(waiting: Iterable[Wording]) -> StreamBlockValidationError:
    questions: dict[int, StructBlockValidationError] = {}
    prompts: dict[int, dict[int, ValidationError]] = {}
    for each in waiting:
        wrong = ValidationError(str(sentence(each)))
        if each.prompt is None:
            questions[each.index] = StructBlockValidationError({"prompt": wrong})
        else:
            prompts.setdefault(each.index, {})[each.prompt] = wrong
    talks = {
        index: StructBlockValidationError({"prompts": ListBlockValidationError(found)})
        for index, found in prompts.items()
    }
    return StreamBlockValidationError(questions | talks)


def sentence(waiting: Wording) -> str | Promise:
    """What an author reads of wording that somebody else must look at."""
    said = _(
        "This seems to ask for a pupil's own experience (“{words}”). Change it, or keep a draft "
        "and let somebody else decide under “Wording to look at”."
    )
    return format_lazy(said, words="”, “".join(waiting.words))


def reasons(error: ValidationError) -> Iterator[str]:
    """Every sentence in the error, however deep in blocks it stands."""
    if hasattr(error, "error_dict"):
        for listed in error.error_dict.values():
            for each in listed:
                yield from reasons(each)
    elif nested := getattr(error, "block_errors", None):
        for each in nested.values():
            yield from reasons(each)
    yield from _own_sentences(error)


def _own_sentences(error: ValidationError) -> Iterator[str]:
    if hasattr(error, "non_block_errors"):
        yield from (str(each) for each in error.non_block_errors or ())
    elif not hasattr(error, "error_dict"):
        yield from error.messages


def note_refusal(page: "LessonPage", revision: Revision, error: ValidationError) -> None:
    """Write into the page's history that it was not published, and why: nobody was there to be
    told.  A set time is over with that: it is not tried again and again."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    said = list(dict.fromkeys(reasons(error)))
    log(instance=page, action=REFUSED, revision=revision, data={"reasons": said})
    logger.warning("Not published: %s: %s", page, " ".join(said))
