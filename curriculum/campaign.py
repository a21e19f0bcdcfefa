"""The 16 Days as values: what each day is called, and what a class does on it.

Whether a day is ready is read from the source language alone; texts come from the reader's
language, else from the source.
"""

from dataclasses import dataclass

from curriculum.models import CampaignDay
from curriculum.states import AgeBand
from quizzes.questions import SOURCE_LANGUAGE, Words

YOUNGEST = AgeBand.SEVEN_TO_TEN.value


@dataclass(frozen=True)
class Heading:
    """One of the 16 days, in a few words.  `minutes`: 0 where nothing is written yet."""

    key: str
    day: int
    title: Words
    aim: str
    family: str
    minutes: int
    is_ready: bool


@dataclass(frozen=True)
class Step:
    """`do`: what the teacher does; `board`: what everybody reads meanwhile, `young`: what the
    youngest read instead, if anything."""

    do: str
    board: str
    young: str

    def board_for(self, age_band: str) -> str:
        """The words on the board for pupils of that age."""
        return self.young if self.young and age_band == YOUNGEST else self.board


@dataclass(frozen=True)
class Activity:
    """What a class does, in one language."""

    heading: Heading
    steps: tuple[Step, ...]
    lighter: str
    if_told: str


def headings(language: str) -> tuple[Heading, ...]:
    """The days in their order, those still to be written too."""
    rows = CampaignDay.objects.filter(locale__language_code__in={language, SOURCE_LANGUAGE})
    rows = rows.defer("steps", "lighter", "if_told").select_related("locale")
    by_language: dict[str, dict[object, CampaignDay]] = {}
    for row in rows:
        by_language.setdefault(row.locale.language_code, {})[row.translation_key] = row
    sources = by_language.get(SOURCE_LANGUAGE, {})
    shown = by_language.get(language, {})
    return tuple(_heading(source, shown.get(key, source)) for key, source in sources.items())


def activity(key: str, language: str) -> Activity | None:
    """The activity of that key, if it is written and ready for classes."""
    rows = CampaignDay.objects.filter(
        key=key, locale__language_code__in={language, SOURCE_LANGUAGE}
    ).select_related("locale")
    found = {row.locale.language_code: row for row in rows}
    source = found.get(SOURCE_LANGUAGE)
    if source is None or not source.is_ready:
        return None
    shown = found.get(language, source)
    return Activity(_heading(source, shown), _steps(shown), shown.lighter, shown.if_told)


def _heading(source: CampaignDay, shown: CampaignDay) -> Heading:
    return Heading(
        key=source.key,
        day=source.day,
        title=Words(shown.title, shown.locale.language_code),
        aim=shown.aim,
        family=shown.family,
        minutes=source.minutes or 0,
        is_ready=source.is_ready,
    )


def _steps(shown: CampaignDay) -> tuple[Step, ...]:
    values = (step.value for step in shown.steps)
    return tuple(Step(value["do"], value["board"], value["young"] or "") for value in values)
