"""Texts of lessons that a second person must look at, and who may: somebody who may publish the
lesson, or reads it for the protection of children in its review just now, and did not write the
text.

A text seems to ask for a pupil's own experience (PRIVACY.md, rule 8), to blame the person harmed,
or to say what is not for the lesson's age.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringTranslation

from cms.models import User
from curriculum import approvals, translations, wording
from curriculum.models.wording import WordingDecision, fingerprint_of
from curriculum.ready import blame, bounds, places, texts
from curriculum.ready.patterns import Pattern, matches
from curriculum.ready.places import Place as Spot
from curriculum.ready.texts import Said, Voice
from curriculum.states import Concern, ReviewStep, SlideKind

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A text whose words stand out: a question with its options, one prompt to talk about, or any
    other text.

    `spot`: where it stands, for a question its prompt.  `parts`: its texts; `words`: those that
    stand out; `why` they do, for an author; `age_band`: the one they are not for, else empty.
    """

    spot: Spot
    language: str
    parts: Parts
    words: Parts
    concern: Concern
    why: str | Promise
    age_band: str = ""

    @property
    def number(self) -> int:
        """As people count: the question's number in the quiz or the slide's in the lesson."""
        return int(self.spot.path[0]) + 1

    @cached_property
    def text(self) -> str:
        return "\n".join(self.parts)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint_of(self.language, self.text, self.concern, self.age_band)

    @property
    def sentence(self) -> str | Promise:
        """What an author reads of it."""
        said = _(
            "“{words}”: {why} Change it, or keep a draft and let somebody else decide under "
            "“Wording to look at”."
        )
        return format_lazy(said, words="”, “".join(self.words), why=self.why)


def in_page(page: "LessonPage") -> list[Wording]:
    """All such texts of a page as it is in memory."""
    return [*asking(page), *_not_to_say(page)]


ASKS = _("This seems to ask for a pupil's own experience.")


def asking(page: "LessonPage") -> Iterator[Wording]:
    """Those alone that seem to ask for own experience."""
    for spot, parts in _asked(page):
        found = [word for part in parts for word in wording.own_experience(page.language, part)]
        if found:
            words = tuple(dict.fromkeys(found))
            yield Wording(spot, page.language, parts, words, Concern.EXPERIENCE, ASKS)


def _asked(page: "LessonPage") -> Iterator[tuple[Spot, Parts]]:
    """What a class is asked: the quiz and the prompts to talk about."""
    for index, child in enumerate(page.questions):
        said = [child.value["prompt"], *(each["text"] for each in child.value["options"])]
        yield Spot("questions", (index, "prompt")), tuple(text or "" for text in said)
    for index, child in enumerate(page.slides):
        if child.block_type == SlideKind.DISCUSSION:
            for place, text in enumerate(child.value["prompts"]):
                yield Spot("slides", (index, "prompts", place)), (text or "",)


def _not_to_say(page: "LessonPage") -> Iterator[Wording]:
    """What blames, of all that the lesson itself says; what is not for its age, of all that pupils
    read."""
    for said in texts.of(page):
        if said.voice != Voice.SHOWS:
            yield from _standing_out(page, said, Concern.BLAME, blame.BLAME)
        if said.is_for_pupils:
            patterns = bounds.patterns_for(page.age_band)
            yield from _standing_out(page, said, Concern.AGE, patterns, page.age_band)


def _standing_out(
    page: "LessonPage", said: Said, concern: Concern, patterns: Iterable[Pattern], band: str = ""
) -> Iterator[Wording]:
    """One wording, with the reason of the first pattern that finds something, or none."""
    found = list(matches(patterns, page.language, said.text))
    if found:
        words = tuple(dict.fromkeys(word for _pattern, listed in found for word in listed))
        why = found[0][0].why
        yield Wording(said.place, page.language, (said.text,), words, concern, why, band)


def undecided(found: Iterable[Wording]) -> list[Wording]:
    """Those that nobody has allowed yet."""
    listed = list(found)
    allowed = WordingDecision.objects.allowed(each.fingerprint for each in listed)
    return [each for each in listed if each.fingerprint not in allowed]


@dataclass(frozen=True)
class Place:
    """A text and the page it stands on: live, or in its newest draft.  `where` on the page, in an
    author's words; `is_in_my_review`: the page waits for the reader, for child protection."""

    page: "LessonPage"
    wording: Wording
    where: str
    is_in_my_review: bool


def places_for(user: User) -> list[Place]:
    """Every such text on the pages that the user may edit or publish, or reads for the protection
    of children just now, drafts included."""
    from curriculum.models.lesson import LessonPage  # the page's own checks use this module

    policy = PagePermissionPolicy()
    own = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    waiting = approvals.waiting_for(user, ReviewStep.PROTECTION)
    is_seen = Q(pk__in=own.values("pk")) | Q(pk__in=waiting)
    pages = LessonPage.objects.filter(is_seen).select_related("locale").order_by("path")
    return [place for page in pages for place in _places_on(page, page.pk in waiting)]


def _places_on(page: "LessonPage", is_in_my_review: bool) -> Iterator[Place]:
    versions = [as_written(page), *([page] if page.live else [])]
    found = {
        each.fingerprint: Place(page, each, places.label(version, each.spot), is_in_my_review)
        for version in versions
        for each in in_page(version)
    }
    return iter(found.values())


def as_written(page: "LessonPage") -> "LessonPage":
    """The page with everything typed so far: its newest draft, and in a linked translation also
    what waits there for publishing."""
    translation = translations.link_of(page)
    if translation is None:
        return page.get_latest_revision_as_object()
    source = translation.source
    return source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def writers(found: Iterable[Place]) -> set[int]:
    """The ids of those who wrote a text, wherever it stands: whoever saved it first in its latest
    unbroken row of revisions, and whoever typed it as a translation."""
    return {
        user
        for place in found
        for user in [_first_to_save(place), *_translators(place.wording)]
        if user
    }


def _first_to_save(place: Place) -> int | None:
    newest_first = place.page.revisions.order_by(F("created_at").desc(), "-pk").iterator()
    without = dropwhile(lambda one: not _says(one, place.wording), newest_first)
    row = takewhile(lambda one: _says(one, place.wording), without)
    return next(reversed([one.user_id for one in row]), None)


def _says(revision: Revision, found: Wording) -> bool:
    page = revision.as_object()
    if found.concern == Concern.EXPERIENCE:
        return any(parts == found.parts for _spot, parts in _asked(page))
    return any((said.text,) == found.parts for said in texts.of(page))


def _translators(found: Wording) -> list[int]:
    typed = StringTranslation.objects.filter(
        locale__language_code=found.language, data__in=found.parts
    )
    return list(typed.values_list("last_translated_by", flat=True).distinct())


def can_decide(user: User, found: Iterable[Place]) -> bool:
    """Whether the user is the second person: may publish one of the pages, or reads it for the
    protection of children just now, and did not write the text.  `found`: of `places_for` them."""
    listed = list(found)
    policy = PagePermissionPolicy()
    is_theirs = any(
        each.is_in_my_review or policy.user_has_permission_for_instance(user, "publish", each.page)
        for each in listed
    )
    return is_theirs and user.pk not in writers(listed)


def may_ever_decide(user: User) -> bool:
    """Whether there may be something for the user to decide, now or later."""
    is_reviewer = approvals.tasks_held_by(user, ReviewStep.PROTECTION).exists()
    return is_reviewer or PagePermissionPolicy().user_has_permission(user, "publish")
