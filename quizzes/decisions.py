"""What a class has decided with its tablets: the way on in a story, once for each scene.

No counts are kept, only the option that was chosen, by `votes` (PRIVACY.md, rules 4 and 7; ADR 20).
"""

from typing import Any, NoReturn
from uuid import UUID

from django.db import models
from django.db.models import Value

# Stands where a release has its kind: a decision uses one of the group's year, too.
SPENT_KIND = "decision"


class Immutable(Exception):
    """Somebody tried to change what was released or decided."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions in the engine's words."""

    def for_group(self, group: UUID) -> "DecisionQuerySet":
        """All that one group has decided."""
        return self.filter(group=group)

    def spent(self, group: UUID) -> models.QuerySet[Any, Any]:
        """Lineage, wave and kind of each, as rows beside those of releases."""
        text: models.CharField[str, str] = models.CharField()
        wave, kind = Value("", output_field=text), Value(SPENT_KIND, output_field=text)
        named = self.for_group(group).annotate(no_wave=wave, spent_kind=kind)
        return named.values_list("lineage", "no_wave", "spent_kind")

    def update(self, **fields: Any) -> NoReturn:
        """A decision never changes."""
        raise Immutable


class Decision(models.Model):
    """What a group chose together, as a class: made once, when its vote closed, for ever."""

    group = models.UUIDField()
    # Of the scene: the same for its copies.
    lineage = models.UUIDField()
    chosen = models.CharField(max_length=64)
    decided_on = models.DateField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "lineage"], name="decided_once"),
        ]

    def __str__(self) -> str:
        return self.chosen

    def save(self, **options: Any) -> None:
        """Insert.  Raises Immutable for a row that exists."""
        if not self._state.adding:
            raise Immutable
        super().save(**options)
