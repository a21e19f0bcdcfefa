"""Stored StreamField data with ids that are the same wherever a file is loaded."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

# Fixed for good: a question's id is its lineage (PRIVACY.md), so it must never change.
NAMESPACE = UUID("7d0f4c1e-52a6-5c1b-9a35-0b8f6a9c2e71")


def block_id(*path: str) -> str:
    """The id of the block at a path such as ("not-just-a-joke", "c1")."""
    return str(uuid5(NAMESPACE, "/".join(path)))


def block(kind: str, value: Any, *path: str) -> dict[str, Any]:
    """One block of a stream, as StreamField stores it."""
    return {"type": kind, "value": value, "id": block_id(*path)}


def stream(blocks: Iterable[Mapping[str, Any]]) -> str:
    """A whole stream, as StreamField takes it."""
    return json.dumps(list(blocks), ensure_ascii=False)


def items(values: Iterable[Any], *path: str) -> list[dict[str, Any]]:
    """A list inside a block, its items named by their place (without ids wagtail-localize
    would silently leave them out)."""
    return [block("item", value, *path, str(index)) for index, value in enumerate(values)]


def named_items(values: Iterable[Mapping[str, Any]], *path: str) -> list[dict[str, Any]]:
    """A list inside a block, its items named by their own `name`."""
    return [block("item", value, *path, value["name"]) for value in values]
