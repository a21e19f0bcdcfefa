"""What the 16 Days hold for the classes of one teacher today, and for one class on any day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from classrooms import felt
from classrooms.campaign import season_at, seasons_of
from classrooms.models import Classroom, FeltPiece
from classrooms.season import Season, of_school_year
from curriculum import campaign
from curriculum.campaign import Heading


@dataclass(frozen=True)
class ClassDay:
    """A class and its calendar."""

    classroom: Classroom
    calendar: felt.Calendar


@dataclass(frozen=True)
class Today:
    """The day of a season and the classes that are in it.  `piece`: as it is for none of them."""

    piece: felt.Piece
    classes: tuple[ClassDay, ...]


def today_of(classrooms: Sequence[Classroom], today: date, language: str) -> list[Today]:
    """The day of each season that some of the classes are in now, usually one; nothing outside
    of all seasons.  The classes come with their school's wider places loaded."""
    seasons = seasons_of({one.school for one in classrooms}, today) if classrooms else {}
    if not seasons:
        return []
    days = _in_season(classrooms, seasons, today, campaign.headings(language))
    found = []
    for season in sorted(set(seasons.values())):
        classes = tuple(each for each in days if each.calendar.season == season)
        if piece := classes[0].calendar.today:
            found.append(Today(piece, classes))
    return found


def _in_season(
    classrooms: Iterable[Classroom],
    seasons: dict[UUID, Season],
    today: date,
    headings: tuple[Heading, ...],
) -> list[ClassDay]:
    inside = [one for one in classrooms if one.school_id in seasons]
    done = _done(inside)
    return [
        ClassDay(
            one,
            felt.calendar(
                season=seasons[one.school_id],
                today=today,
                is_on=True,
                done=done.get((one.pk, seasons[one.school_id].year), {}),
                headings=headings,
            ),
        )
        for one in inside
    ]


def _done(classrooms: Iterable[Classroom]) -> dict[tuple[UUID, int], dict[int, date]]:
    """(class, year) → day → when it was pressed."""
    found: dict[tuple[UUID, int], dict[int, date]] = {}
    for piece in FeltPiece.objects.filter(classroom__in=classrooms):
        found.setdefault((piece.classroom_id, piece.year), {})[piece.day] = piece.done_on
    return found


def calendar_of(classroom: Classroom, today: date, language: str) -> felt.Calendar:
    """The calendar of a class, in a season or out of it; its school's wider places are loaded."""
    now = season_at(classroom.school, today)
    season = now or of_school_year(today)
    return felt.calendar(
        season=season,
        today=today,
        is_on=now is not None,
        done=_done([classroom]).get((classroom.pk, season.year), {}),
        headings=campaign.headings(language),
    )
