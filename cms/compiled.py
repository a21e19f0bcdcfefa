"""Queries that every screen of a school asks each second, compiled once.

To build the SQL of a short query costs Django ten times what the database does for it.  Here it is
built when it is first asked; after that only the values change.
"""

from collections.abc import Callable
from copy import copy
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)
Value = int | str | UUID | datetime
_UUID: Any = models.UUIDField()


class Compiled(Generic[M]):
    """The query of the queryset that `build` makes of some values: the same rows, for new values.

    `build` is called once, with the `stand_ins`: a value of each one's type, which must come into
    the query as it is and be told from all else that is in it.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M]], *stand_ins: Value) -> None:
        self._build, self._stand_ins = build, stand_ins

    def __call__(self, *values: Value) -> list[M]:
        """The rows."""
        template = self._template
        query = copy(template.query)
        query.get_compiler = lambda *_, **__: self._with(values)  # type: ignore[method-assign]
        return list(type(template)(template.model, query, DEFAULT_DB_ALIAS))

    def first(self, *values: Value) -> M | None:
        """The first row; None where there is none."""
        return next(iter(self(*values)), None)

    def _with(self, values: tuple[Value, ...]) -> SQLCompiler:
        sql, params = self._sql
        kept = dict(zip(self._kept_stand_ins, map(_kept, values), strict=True))
        said = tuple(kept.get(param, param) for param in params)
        compiler = copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        compiler.as_sql = lambda *_, **__: (sql, said)  # type: ignore[method-assign]
        return compiler

    @cached_property
    def _kept_stand_ins(self) -> tuple[Any, ...]:
        return tuple(map(_kept, self._stand_ins))

    @cached_property
    def _template(self) -> models.QuerySet[M]:
        return self._build(*self._stand_ins)

    @cached_property
    def _compiler(self) -> SQLCompiler:
        """It knows which columns make which model once its SQL is built."""
        compiler = self._template.query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.as_sql()
        return compiler

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        """Raises LookupError where a stand-in is not in the query."""
        sql, params = copy(self._compiler).as_sql()
        if missing := {*self._kept_stand_ins} - {*params}:
            raise LookupError(f"not in the query: {missing}")
        return sql, tuple(params)


def _kept(value: Value) -> Any:
    """The value as the database has it."""
    connection = connections[DEFAULT_DB_ALIAS]
    if isinstance(value, UUID):
        return _UUID.get_db_prep_value(value, connection)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
