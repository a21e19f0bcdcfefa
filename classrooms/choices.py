"""The lessons a teacher may start, as the start page lists them."""

from dataclasses import dataclass
from uuid import UUID

from classrooms.models import Classroom
from curriculum.models import LessonPage, TopicPage


@dataclass(frozen=True)
class LessonChoice:
    """One lesson in the teacher's language, or in the source's where that is missing.

    `minutes`: the whole lesson.  `is_checked`: nothing of it must still be checked by somebody.
    `emblem`: the static file with its topic's emblem, or empty.  `is_taught`: this class has had
    the lesson, so that what counted then is practice now.
    """

    key: UUID
    title: str
    language: str
    age_band: str
    minutes: int
    minutes_short: int
    is_checked: bool
    emblem: str
    fits: bool
    is_taught: bool


def choices(
    lessons: list[LessonPage], classroom: Classroom, language: str
) -> tuple[list[LessonChoice], list[LessonChoice]]:
    """(those of the class's age, the others), each in the order of `lessons`."""
    keys = [lesson.translation_key for lesson in lessons]
    translated = LessonPage.objects.live().filter(
        translation_key__in=keys, locale__language_code=language
    )
    shown = {page.translation_key: page for page in translated.select_related("locale")}
    emblems = _emblems(lessons)
    taught = set(classroom.lessons.finished().values_list("lesson_key", flat=True))
    offered = [
        _choice(
            shown.get(lesson.translation_key, lesson),
            emblem=emblems.get(lesson.pk, ""),
            fits=lesson.age_band == classroom.age_band,
            is_taught=lesson.translation_key in taught,
        )
        for lesson in lessons
    ]
    return [one for one in offered if one.fits], [one for one in offered if not one.fits]


def _emblems(lessons: list[LessonPage]) -> dict[int, str]:
    """Lesson id → its topic's emblem.  A page's path in the tree begins with its parent's."""
    above = {lesson.pk: lesson.path[: -LessonPage.steplen] for lesson in lessons}
    topics = {topic.path: topic for topic in TopicPage.objects.filter(path__in=above.values())}
    return {pk: topics[path].picture for pk, path in above.items() if path in topics}


def _choice(page: LessonPage, *, emblem: str, fits: bool, is_taught: bool) -> LessonChoice:
    return LessonChoice(
        key=page.translation_key,
        title=page.title,
        language=page.language,
        age_band=page.get_age_band_display(),
        minutes=page.duration_long,
        minutes_short=page.duration_short,
        is_checked=not page.verify_items(),
        emblem=emblem,
        fits=fits,
        is_taught=is_taught,
    )
