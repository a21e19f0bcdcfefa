"""What a job does with packs: bring one in, or make one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from curriculum.models import LessonPage
from curriculum.packs import building, importing, incoming, opening
from curriculum.packs.comparing import ASKED, Item, is_welcome
from curriculum.packs.manifest import Manifest
from curriculum.packs.progress import Progress
from curriculum.packs.refusals import Code, refuse


class Work(Protocol):
    def do(self, progress: Progress) -> None:
        """To its end.  Raises Refused, and OSError for a file that cannot be read or written."""

    def leave(self) -> None:
        """Nothing of it is on the disk any more."""


@dataclass
class BringIn:
    """`names`: lessons that are replaced although they were changed here."""

    path: Path
    names: Collection[str]
    items: list[Item] = field(default_factory=list)

    def do(self, progress: Progress) -> None:
        with opening.opened(self.path) as (pack, signer):
            self.items = importing.bring_in(
                pack, signer=str(signer), takes=self.takes, progress=progress
            )

    def takes(self, item: Item) -> bool:
        return is_welcome(item) or (item.change in ASKED and item.name in self.names)

    def leave(self) -> None:
        incoming.discard(self.path)


@dataclass(frozen=True)
class Order:
    """Which pack is wanted.  `lessons`: the numbers of the pages that they were written in;
    `maker` as in Parts."""

    title: str
    lessons: frozenset[int]
    with_help: bool
    maker: str


@dataclass
class Make:
    """`listed` is there once the pack is."""

    order: Order
    path: Path = field(default_factory=incoming.path_to_make)
    is_writing: bool = False
    listed: Manifest | None = None

    def do(self, progress: Progress) -> None:
        parts = building.of_sources(
            self._sources(),
            title=self.order.title,
            with_snippets=self.order.with_help,
            maker=self.order.maker,
            progress=progress,
        )
        progress(0, 0)
        self.is_writing = True
        self.listed = building.build(self.path, parts, progress)

    def _sources(self) -> list[LessonPage]:
        """Raises Refused when one was taken back since it was chosen."""
        wanted = self.order.lessons
        live = LessonPage.objects.sources().live().filter(pk__in=wanted)
        found = list(live.select_related("locale").order_by("slug", "pk"))
        if len(found) < len(wanted):
            raise refuse(Code.NOT_LIVE)
        return found

    def leave(self) -> None:
        incoming.discard(self.path)
