"""The ids of blocks in the data of a stream, however deep they stand."""

from collections.abc import Iterator, Mapping
from typing import Any


def id_pairs(made: Any, own: Any) -> Iterator[tuple[str, str]]:
    """(made id, own id) of each block that has another id in the second of two equal streams."""
    if isinstance(made, dict) and isinstance(own, dict):
        if "value" in made and made.get("id") != own.get("id"):
            yield made["id"], str(own["id"])
        for name in made.keys() & own.keys():
            yield from id_pairs(made[name], own[name])
    elif isinstance(made, list) and isinstance(own, list):
        for one, other in zip(made, own, strict=False):
            yield from id_pairs(one, other)


def held(blocks: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, value) of every block that is a map, however deep."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from held(each)
    elif isinstance(blocks, dict):
        if "id" in blocks and isinstance(blocks.get("value"), dict):
            yield blocks["id"], blocks["value"]
        for value in blocks.values():
            yield from held(value)


def rename(blocks: Any, ids: Mapping[str, str]) -> None:
    """Give the blocks their own ids in the place of the made ones."""
    if isinstance(blocks, list):
        for each in blocks:
            rename(each, ids)
    elif isinstance(blocks, dict):
        if "id" in blocks and "value" in blocks:
            blocks["id"] = ids.get(blocks["id"], blocks["id"])
        for value in blocks.values():
            rename(value, ids)
