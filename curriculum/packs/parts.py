"""What goes into a pack, before it is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.images import get_image_model

from cms.models import Recording
from curriculum.packs import authorship, licences, manifest, media
from curriculum.packs.manifest import CONTENTS
from curriculum.packs.portable import SOUND, Portable
from curriculum.packs.refusals import Code, refuse

Content = Callable[[], bytes]


@dataclass
class Parts:
    """What goes into a pack: the contents of its entries by name, fetched one by one.

    `maker`: packs of different makers are different packs, whatever their titles; in no pack it can
    be read.
    """

    title: str
    maker: str = ""
    lessons: list[Portable] = field(default_factory=list)
    entries: dict[str, Content] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, data: Any) -> None:
        written = manifest.as_json(data)
        self.entries[name] = lambda: written

    def add_lesson(self, lesson: Portable) -> None:
        """Raises Refused when another lesson of the pack has its address."""
        name = f"lessons/{lesson.slug}.json"
        if name in self.entries:
            raise refuse(Code.ADDRESS_TAKEN, lesson.slug)
        self.lessons.append(lesson)
        self.add(name, lesson.to_data())

    def name_of(self, kind: str, pk: int) -> str:
        """The name of a stored picture or recording, which becomes part of the pack."""
        model = Recording if kind == SOUND else get_image_model()
        stored = model.objects.get(pk=pk)
        name, _content = media.content_of(stored)
        self.media[name] = media.facts_of(stored)
        self.entries[name] = lambda: media.content_of(stored)[1]
        return name

    def finish(self) -> None:
        """Write the list of what is inside, and under which licences it may be used."""
        used = {authorship.licence_of(each.authorship) for each in self.lessons}
        used |= {facts["rights"].get("licence") for facts in self.media.values()}
        self.entries |= dict(licences.files(used))
        self.add(
            CONTENTS,
            {
                "title": self.title,
                "lessons": [_listed(each) for each in sorted(self.lessons, key=lambda x: x.slug)],
                "media": [{"name": name, **facts} for name, facts in sorted(self.media.items())],
            },
        )


def _listed(lesson: Portable) -> dict[str, Any]:
    return {
        "name": f"lessons/{lesson.slug}.json",
        "key": lesson.key,
        "digest": lesson.digest(),
        "titles": lesson.titles,
        "languages": list(lesson.languages),
        "licence": authorship.licence_of(lesson.authorship),
        "origin": [each["lesson"] for each in lesson.authorship.get("origins", ())],
        "checked_on": [f"{code} {step} {day}" for code, step, day in lesson.checks],
    }
