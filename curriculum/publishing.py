"""What keeps a lesson from being published, whichever door it is to go through.

It is whatever is hard of `curriculum.ready`.  The edit form checks its fields itself and adds the
rest.  Every other way to a live page (several pages at once, a set time, a workflow, a synced
translation, a copy) saves the live page, and `LessonPage.save` calls `check`.
"""

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision

from curriculum import ready, same_text, translations
from curriculum.ready import places
from curriculum.ready.findings import Finding
from curriculum.translations import Texts

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

logger = logging.getLogger(__name__)
INCOMPLETE = _("The translation is not complete. Translate all of it.")
NOT_TRANSLATED = _(
    "Texts that are not translated yet: %(number)s, the first of them “%(text)s”. Where a text is "
    "the same in both languages, type it as the translation."
)
REFUSED = "curriculum.publish.refused"
Refusals = dict[str, ValidationError]
# Which page and text was checked a moment ago.
_CHECKED: ContextVar[tuple[object, ...]] = ContextVar("checked", default=())


class NotPublishable(ValidationError):
    """Why a lesson may not be live, by field."""

    def __init__(self, lesson: str, found: Refusals) -> None:
        super().__init__(found)
        self.lesson = lesson


def check(page: "LessonPage") -> None:
    """Raises NotPublishable with every reason why the page may not be live."""
    if _CHECKED.get() and _CHECKED.get() == _text_of(page):
        return
    _raise(page, refusals(page))


def _raise(page: "LessonPage", found: Refusals) -> None:
    if found:
        raise NotPublishable(page.title, found)


@contextmanager
def checked(page: "LessonPage", texts: Texts | None = None) -> Iterator[None]:
    """Check the page; meanwhile this very text of it is not checked again at each saving.
    `texts`: those of `translations.texts_of`, where they are at hand.

    Only where nobody else writes meanwhile: inside a transaction.  Raises NotPublishable.
    """
    _raise(page, refusals(page, texts=texts))
    token = _CHECKED.set(_text_of(page))
    try:
        yield
    finally:
        _CHECKED.reset(token)


def _text_of(page: "LessonPage") -> tuple[object, ...]:
    return str(page.translation_key), page.locale_id, same_text.digest_of_page(page)


def refusals(
    page: "LessonPage", allowed: Collection[str] = (), texts: Texts | None = None
) -> Refusals:
    """The reasons, by field, at the places where an author can mend them; empty if there are
    none.  `allowed`: fingerprints of wording that somebody has allowed elsewhere."""
    return by_field(page, ready.keeping_back(page, allowed)) | _language_refusals(page, texts)


def _language_refusals(page: "LessonPage", texts: Texts | None) -> Refusals:
    """A translation in which words of the other language are left, or would be."""
    if left := translations.left_in_source(page, texts):
        wrong = ValidationError(NOT_TRANSLATED, params={"text": left[0], "number": len(left)})
        return {NON_FIELD_ERRORS: wrong}
    if not translations.is_complete(page):
        return {NON_FIELD_ERRORS: ValidationError(INCOMPLETE)}
    return {}


def by_field(page: "LessonPage", found: Iterable[Finding]) -> Refusals:
    """Findings as errors of the page's fields."""
    listed: dict[str, list[tuple[places.Path, str]]] = {}
    for each in found:
        listed.setdefault(each.place.field, []).append((each.place.path, each.sentence))
    return {name: places.as_error(page, name, said) for name, said in listed.items()}


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
