"""Texts of lessons that seem to ask for a pupil's own experience, and who may decide about them
(PRIVACY.md, rule 8): somebody who may publish the lesson and did not write the text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Any

from django.db.models import F
from wagtail.blocks import StreamValue
from wagtail.models import Revision
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringTranslation

from cms.models import User
from curriculum import translations, wording
from curriculum.models.wording import WordingDecision, fingerprint_of
from curriculum.states import SlideKind

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

# What a class is asked: the quiz and the prompts to talk about.
ASKING_FIELDS = ("questions", "slides")


@dataclass(frozen=True)
class Wording:
    """A question with its options, or one prompt to talk about, whose words look like a question
    about the reader's own life.

    `field` and `index` name the block that it stands in; `prompt`: its place among the prompts of
    a discussion, None for a question.  `parts`: its texts; `words`: those that stand out.
    """

    field: str
    index: int
    prompt: int | None
    language: str
    parts: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def number(self) -> int:
        """As people count: the question's number in the quiz or the slide's in the lesson."""
        return self.index + 1

    @cached_property
    def text(self) -> str:
        return "\n".join(self.parts)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint_of(self.language, self.text)


def found_in(streams: Mapping[str, StreamValue], language: str) -> list[Wording]:
    """All such texts of a lesson in one language.  `streams`: `questions` and `slides`."""
    return [
        Wording(field, index, prompt, language, parts, words)
        for field in ASKING_FIELDS
        for index, prompt, parts in _asked(streams.get(field) or ())
        if (words := tuple(_words(language, parts)))
    ]


def _asked(stream: Iterable[Any]) -> Iterator[tuple[int, int | None, tuple[str, ...]]]:
    for index, child in enumerate(stream):
        if child.block_type == "question":
            texts = [child.value["prompt"], *(each["text"] for each in child.value["options"])]
            yield index, None, tuple(text or "" for text in texts)
        elif child.block_type == SlideKind.DISCUSSION:
            for place, text in enumerate(child.value["prompts"]):
                yield index, place, (text or "",)


def _words(language: str, parts: Iterable[str]) -> dict[str, None]:
    found = [word for part in parts for word in wording.own_experience(language, part)]
    return dict.fromkeys(found)


def in_page(page: "LessonPage") -> list[Wording]:
    """The same of a page as it is in memory."""
    return found_in({field: getattr(page, field) for field in ASKING_FIELDS}, page.language)


def undecided(found: Iterable[Wording]) -> list[Wording]:
    """Those that nobody has allowed yet."""
    listed = list(found)
    allowed = WordingDecision.objects.allowed(each.fingerprint for each in listed)
    return [each for each in listed if each.fingerprint not in allowed]


@dataclass(frozen=True)
class Place:
    """A text and the page it stands on: live, or in its newest draft."""

    page: "LessonPage"
    wording: Wording


def places_for(user: User) -> list[Place]:
    """Every such text on the pages that the user may edit or publish, drafts included."""
    from curriculum.models.lesson import LessonPage  # the page's own checks use this module

    policy = PagePermissionPolicy()
    seen = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    pages = LessonPage.objects.filter(pk__in=seen.values("pk")).select_related("locale")
    return [place for page in pages.order_by("path") for place in _places_on(page)]


def _places_on(page: "LessonPage") -> Iterator[Place]:
    versions = [as_written(page), *([page] if page.live else [])]
    found = {each.fingerprint: each for version in versions for each in in_page(version)}
    return (Place(page, each) for each in found.values())


def as_written(page: "LessonPage") -> "LessonPage":
    """The page with everything typed so far: its newest draft, and in a linked translation also
    what waits there for publishing."""
    translation = translations.link_of(page)
    if translation is None:
        return page.get_latest_revision_as_object()
    source = translation.source
    return source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def writers(places: Iterable[Place]) -> set[int]:
    """The ids of those who wrote a text, wherever it stands: whoever saved it first in its latest
    unbroken row of revisions, and whoever typed it as a translation."""
    return {
        user
        for place in places
        for user in [_first_to_save(place), *_translators(place.wording)]
        if user
    }


def _first_to_save(place: Place) -> int | None:
    newest_first = place.page.revisions.order_by(F("created_at").desc(), "-pk").iterator()
    without = dropwhile(lambda one: not _says(one, place.wording), newest_first)
    row = takewhile(lambda one: _says(one, place.wording), without)
    return next(reversed([one.user_id for one in row]), None)


def _says(revision: Revision, found: Wording) -> bool:
    return any(each.fingerprint == found.fingerprint for each in in_page(revision.as_object()))


def _translators(found: Wording) -> list[int]:
    typed = StringTranslation.objects.filter(
        locale__language_code=found.language, data__in=found.parts
    )
    return list(typed.values_list("last_translated_by", flat=True).distinct())


def can_decide(user: User, places: Iterable[Place]) -> bool:
    """Whether the user is the second person: may publish one of the pages, and did not write it."""
    listed = list(places)
    policy = PagePermissionPolicy()
    may_publish = any(
        policy.user_has_permission_for_instance(user, "publish", each.page) for each in listed
    )
    return may_publish and user.pk not in writers(listed)
