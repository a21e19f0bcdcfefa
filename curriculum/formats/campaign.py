"""The days of the campaign's file ↔ snippets, for one language at a time.  A text that is still to
be written is null in the file and empty in the database."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curriculum.formats import streams
from curriculum.formats.texts import Said
from curriculum.models import CampaignDay

Data = dict[str, Any]
TEXTS = ("title", "aim", "lighter", "if_told", "family")
STEP = ("do", "board", "young")


def entries(data: Mapping[str, Any]) -> Iterator[Data]:
    """Each day of the file, every step with all its texts."""
    for day in data["days"]:
        yield day | {"steps": [{name: step.get(name) for name in STEP} for step in day["steps"]]}


def file_of(rows: Iterable[Data]) -> Data:
    """The reverse of `entries`."""
    days = []
    for row in sorted(rows, key=lambda row: int(row["day"])):
        steps = [{k: said for k, said in step.items() if said is not None} for step in row["steps"]]
        days.append(row | {"steps": steps})
    return {"days": days}


def fields(entry: Data) -> Data:
    """The values of a day's fields in one language."""
    steps = (
        streams.block("step", _filled(step), "campaign", entry["key"], str(index))
        for index, step in enumerate(entry["steps"])
    )
    same = {name: entry[name] for name in ("key", "day", "minutes")}
    texts = {name: entry[name] or "" for name in TEXTS}
    return same | texts | {"is_ready": entry["ready"], "steps": streams.stream(steps)}


def _filled(step: Data) -> Data:
    return {name: step[name] or "" for name in STEP}


def data_of(day: CampaignDay) -> Data:
    """A day of the file in the snippet's language; its texts are `Said`, what is missing None."""
    same = {"key": day.key, "day": day.day, "ready": day.is_ready, "minutes": day.minutes}
    texts = {name: _said(getattr(day, name)) for name in TEXTS}
    steps = [{name: _said(step.value[name]) for name in STEP} for step in day.steps]
    return same | texts | {"steps": steps}


def _said(text: str) -> Said | None:
    return Said(text) if text else None
