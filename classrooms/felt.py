"""The felt of the 16 Days: the calendar of a class and the carpet of a school.  Pure.

A piece stands for a day that was done, whatever was said in it; the carpet knows no class.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from classrooms.season import Season
from classrooms.states import PieceState
from curriculum.campaign import Heading
from curriculum.models.campaign import DAYS

# A carpet is wider than high by this much, where its pieces allow.
PROPORTION = 1.5
# Of a piece, in the units of its drawing.
SIDE = 100


@dataclass(frozen=True)
class Piece:
    """One day of a class.  `heading`: None where trainers have deleted the day."""

    number: int
    on: date
    state: PieceState
    is_today: bool
    can_be_undone: bool
    heading: Heading | None

    @property
    def is_done(self) -> bool:
        return self.state == PieceState.DONE

    @property
    def can_be_done(self) -> bool:
        return self.state in (PieceState.TODAY, PieceState.OPEN)

    @property
    def is_written(self) -> bool:
        """Whether the day has an activity of its own."""
        return self.heading is not None and self.heading.is_ready


@dataclass(frozen=True)
class Calendar:
    """The sixteen days of a class.  `is_on`: whether days can be done now."""

    season: Season
    is_on: bool
    pieces: tuple[Piece, ...]

    @property
    def done(self) -> int:
        return sum(piece.is_done for piece in self.pieces)

    @property
    def total(self) -> int:
        return len(self.pieces)

    @property
    def today(self) -> Piece | None:
        return next((piece for piece in self.pieces if piece.is_today), None)


def calendar(
    *,
    season: Season,
    today: date,
    is_on: bool,
    done: Mapping[int, date],
    headings: Iterable[Heading],
) -> Calendar:
    """The calendar of a class.  `done`: day → the date on which it was pressed."""
    named = {heading.day: heading for heading in headings}
    now = season.day_on(today) if is_on else None
    return Calendar(
        season,
        is_on,
        tuple(
            Piece(
                number=number,
                on=season.date_of(number),
                state=_state(number, now, number in done, season.date_of(number) > today),
                is_today=number == now,
                can_be_undone=is_on and number in done and done[number] >= today,
                heading=named.get(number),
            )
            for number in range(1, DAYS + 1)
        ),
    )


def _state(number: int, now: int | None, is_done: bool, is_ahead: bool) -> PieceState:
    if is_done:
        return PieceState.DONE
    if now is None:
        return PieceState.AHEAD if is_ahead else PieceState.PAST
    if number == now:
        return PieceState.TODAY
    return PieceState.OPEN if number < now else PieceState.AHEAD


@dataclass(frozen=True)
class Cell:
    """A place of the carpet; `day`: which of the 16 patterns lies there, 0 for none yet."""

    x: int
    y: int
    day: int

    @property
    def left(self) -> int:
        return self.x * SIDE

    @property
    def top(self) -> int:
        return self.y * SIDE


@dataclass(frozen=True)
class Carpet:
    """All pieces of a school as one felt: `columns` × `rows` places, row after row."""

    columns: int
    rows: int
    cells: tuple[Cell, ...]

    @property
    def width(self) -> int:
        return self.columns * SIDE

    @property
    def height(self) -> int:
        return self.rows * SIDE

    @property
    def laid(self) -> int:
        return sum(1 for cell in self.cells if cell.day)

    @property
    def total(self) -> int:
        return len(self.cells)

    @property
    def is_whole(self) -> bool:
        return self.laid == self.total


def carpet(days: Iterable[int], classes: int) -> Carpet:
    """The carpet of a school with so many classes; `days`: the day of each piece, in any order.

    It grows from its middle, the earlier days inside, so that no place belongs to a class.
    """
    laid = sorted(days)
    total = max(classes, 1, -(-len(laid) // DAYS)) * DAYS
    columns, rows = _size(total)
    order = sorted(
        ((x, y) for y in range(rows) for x in range(columns)),
        key=lambda place: _from_the_middle(place, columns, rows),
    )
    day_at = dict(zip(order, laid, strict=False))
    return Carpet(
        columns,
        rows,
        tuple(Cell(x, y, day_at.get((x, y), 0)) for y in range(rows) for x in range(columns)),
    )


def _size(total: int) -> tuple[int, int]:
    """Columns and rows with just so many places, as near to the proportion as they come."""
    rows = [n for n in range(1, int(sqrt(total)) + 1) if total % n == 0]
    best = min(rows, key=lambda n: abs(total / n / n - PROPORTION))
    return total // best, best


def _from_the_middle(place: tuple[int, int], columns: int, rows: int) -> tuple[float, int, int]:
    x, y = place
    across, down = (2 * x + 1) / columns - 1, (2 * y + 1) / rows - 1
    return round(across**2 + down**2, 6), y, x
