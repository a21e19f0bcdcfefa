"""The lessons a teacher may start, as the start page lists them."""

from dataclasses import dataclass
from uuid import UUID

from classrooms.models import Classroom
from curriculum.lessons import VerifyItem
from curriculum.models import LessonPage


@dataclass(frozen=True)
class LessonChoice:
    """One lesson in the teacher's language, or in the source's where that is missing.

    `minutes`: the full lesson.  `to_check`: texts that somebody must still check.
    """

    key: UUID
    title: str
    language: str
    age_band: str
    minutes: int
    preparation: tuple[str, ...]
    to_check: tuple[VerifyItem, ...]
    fits: bool


def choices(
    lessons: list[LessonPage], classroom: Classroom, language: str
) -> tuple[list[LessonChoice], list[LessonChoice]]:
    """(those of the class's age, the others), each in the order of `lessons`."""
    keys = [lesson.translation_key for lesson in lessons]
    translated = LessonPage.objects.live().filter(
        translation_key__in=keys, locale__language_code=language
    )
    shown = {page.translation_key: page for page in translated.select_related("locale")}
    offered = [_choice(shown.get(lesson.translation_key, lesson), classroom) for lesson in lessons]
    return [one for one in offered if one.fits], [one for one in offered if not one.fits]


def _choice(page: LessonPage, classroom: Classroom) -> LessonChoice:
    return LessonChoice(
        key=page.translation_key,
        title=page.title,
        language=page.language,
        age_band=page.get_age_band_display(),
        minutes=page.duration_long,
        preparation=tuple(str(point.value) for point in page.preparation),
        to_check=tuple(page.verify_items()),
        fits=page.age_band == classroom.age_band,
    )
