"""How a lesson stands: all that its screens hang on beside the counts, asked with one query."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from classrooms.models import Taught
from cms import addresses
from quizzes import live
from quizzes.states import Phase

# Two of them are compared, and nothing else is done with them.
State = tuple[Any, ...]

_LESSON = ("step", "sitting_at", "slide_at")
_RUN = ("id", "step", "phase", "seats_given", "present", "addresses", "moved_to", "returned")


def of(taught_id: UUID) -> State | None:
    """Of one lesson; None where not all of it is at hand: the counts of an open run are in memory
    once it was woken, and are not whole while papers are counted again."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), [_key(taught_id)])
        rows = cursor.fetchall()
    if not all(_is_at_hand(*row[len(_LESSON) :][:3]) for row in rows):
        return None
    return (rows, addresses.tablet_urls())


def _is_at_hand(run_id: str | None, step: int, phase: str) -> bool:
    """`run_id` as the database has it; None where the lesson has no quiz."""
    if run_id is None or phase == Phase.CLOSED:
        return True
    key, store = UUID(str(run_id)), live.store()
    return store.step(key) == step and not store.is_recounting(key)


@lru_cache(maxsize=1)
def _question() -> str:
    """The query for one lesson, compiled once: to compile it costs ten times what it costs."""
    names = (*_LESSON, *(f"quizzes__run__{name}" for name in _RUN))
    of_one = Taught.objects.filter(pk=UUID(int=0)).order_by("quizzes__pk")
    sql, _values = of_one.values_list(*names).query.sql_with_params()
    return str(sql)


def _key(taught_id: UUID) -> Any:
    """The id as the database has it."""
    return Taught._meta.pk.get_db_prep_value(taught_id, connection)
