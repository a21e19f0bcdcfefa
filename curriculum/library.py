"""The shared library: every live lesson may be copied into an organisation's own part.

What is copied is what is live; nobody's draft comes along.  The copy is a draft and a lesson of its
own.  Its questions keep their ids and so their lineage: asked again in a class, they are practice
(PRIVACY.md, rules 4 and 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction

from cms.models import Organisation, User
from cms.organisations import Role
from curriculum import organising, templates_by_age, translations
from curriculum.models import LessonPage, OrganisationPage, TopicPage
from curriculum.models.authorship import named


@dataclass(frozen=True)
class Copied:
    """The new lesson, and the languages that came with it besides its own."""

    lesson: LessonPage
    languages: tuple[str, ...]


def copiers(user: User) -> list[Organisation]:
    """The organisations into whose part this user may copy a lesson."""
    return list(Organisation.objects.of(user, Role.AUTHOR))


@transaction.atomic
def copy_to(*, organisation: Organisation, lesson: LessonPage, user: User) -> Copied:
    """A draft of the live lesson in the organisation's own part, in every language in which the
    lesson is live and completely translated; those are linked, so that translating goes on there.

    `lesson`: the page in the source language.  Raises ValueError when it is not live.
    """
    if not lesson.live:
        message = "Only a live lesson can be copied."
        raise ValueError(message)
    copy = _copy_source(organisation, lesson, user)
    targets = {
        page.locale: page
        for page in lesson.get_translations().live().select_related("locale")
        if translations.is_complete(page)
    }
    translations.translate(copy, targets, publish=False)
    return Copied(copy, tuple(locale.language_code for locale in targets))


def _copy_source(organisation: Organisation, lesson: LessonPage, user: User) -> LessonPage:
    part = organising.part_of(organisation, lesson.locale)
    topic = lesson.topic_page.specific.topic
    shelf = TopicPage.objects.child_of(part).get(topic=topic)
    own = {
        # No pack could hold two lessons of one address, and no school take both in.
        "slug": templates_by_age.address(lesson.title),
        "pen_name": "",
        "source_digest": "",
        "origins": [origin_of(lesson), *lesson.origins],
        "locked": False,
    }
    made: LessonPage = CopyPageAction(
        page=lesson, to=shelf, update_attrs=own, user=user, copy_revisions=False, keep_live=False
    ).execute(skip_permission_checks=True)
    return made


def origin_of(lesson: LessonPage) -> dict[str, str]:
    """What a copy says of the lesson that it was made from."""
    return {"key": str(lesson.translation_key), "title": lesson.title, "by": lesson.by}


@dataclass(frozen=True)
class Entry:
    """A live lesson as the library lists it; `shown`: it in the reader's language, if it is live
    there too."""

    lesson: LessonPage
    shown: LessonPage
    topic: str
    by: str


def entries(language: str) -> list[Entry]:
    """All live lessons of the source language, by topic and age, for a reader of `language`."""
    parts = OrganisationPage.objects.select_related("organisation")
    names = {part.path: part.organisation.public_name for part in parts}
    topics = {topic.path: topic for topic in TopicPage.objects.all()}
    live = LessonPage.objects.live().filter(locale__language_code=language)
    shown = {page.translation_key: page for page in live.select_related("locale")}
    return [
        _entry(lesson, shown.get(lesson.translation_key, lesson), topics, names)
        for lesson in LessonPage.objects.published_lessons().select_related("locale")
    ]


def _entry(
    lesson: LessonPage,
    shown: LessonPage,
    topics: Mapping[str, TopicPage],
    names: Mapping[str, str],
) -> Entry:
    part = lesson.path[: -2 * lesson.steplen]
    topic = topics[shown.path[: -shown.steplen]]
    return Entry(lesson, shown, topic.title, named([lesson.pen_name, names.get(part, "")]))
