"""The snippet files ↔ snippets, for one language at a time.  A missing text is null in a file
and empty in the database."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curriculum.formats import campaign
from curriculum.formats.texts import Said
from curriculum.models import CampaignDay, HelpService, LegalFact, TrustedAdult

Data = dict[str, Any]
Snippet = HelpService | LegalFact | TrustedAdult | CampaignDay
# Name of a file → what is in it.
FILES: dict[str, type[Snippet]] = {
    "help_services": HelpService,
    "legal_facts": LegalFact,
    "trusted_adult": TrustedAdult,
    "campaign": CampaignDay,
}
SERVICE_TEXTS = ("name", "note", "route", "cost", "hours", "region")


def entries(model: type[Snippet], data: Mapping[str, Any]) -> Iterator[Data]:
    """Each entry of a snippet file, every one with its `key` and place; none of an empty one."""
    if not data:
        return
    if model is CampaignDay:
        yield from campaign.entries(data)
        return
    if model is TrustedAdult:
        for band, text in data["trusted_adult"].items():
            yield {"key": f"trusted-adult-{band}", "age_band": band, "text": text}
        return
    rows = data["services"] if model is HelpService else data["facts"]
    optional = {"route": None} if model is HelpService else {}
    for position, entry in enumerate(rows):
        yield {**optional, **entry, "position": position}


def file_of(model: type[Snippet], rows: Iterable[Data]) -> Data:
    """The reverse of `entries`: the file that they are from."""
    if model is CampaignDay:
        return campaign.file_of(rows)
    if model is TrustedAdult:
        return {"trusted_adult": {row["age_band"]: row["text"] for row in rows}}
    ordered = sorted(rows, key=lambda row: int(row["position"]))
    listed = [{name: row[name] for name in row if name != "position"} for row in ordered]
    return {"services": listed} if model is HelpService else {"facts": listed}


def fields(model: type[Snippet], entry: Data) -> Data:
    """The values of a snippet's fields for an entry in one language."""
    if model is TrustedAdult:
        return entry
    if model is CampaignDay:
        return campaign.fields(entry)
    common = {"key": entry["key"], "position": entry["position"], **_check_fields(entry)}
    if model is LegalFact:
        return common | {"text": entry["text"], "unverified": entry["unverified"] or ""}
    texts = {name: entry.get(name) or "" for name in SERVICE_TEXTS}
    codes = {name: entry[name] or "" for name in ("number", "recorded", "status")}
    return common | texts | codes | {"languages": ", ".join(entry["languages"] or ())}


def _check_fields(entry: Data) -> Data:
    return {
        "sources": ", ".join(entry["source"]),
        "checked_on": entry["checked_on"],
        "checked_by": entry["checked_by"] or "",
    }


def data_of(snippet: Snippet) -> Data:
    """An entry in the snippet's language; its texts are `Said`, what is missing is None."""
    if isinstance(snippet, CampaignDay):
        return campaign.data_of(snippet)
    if isinstance(snippet, TrustedAdult):
        return {"key": snippet.key, "age_band": snippet.age_band, "text": Said(snippet.text)}
    common = {"key": snippet.key, "position": snippet.position, **_check_data(snippet)}
    if isinstance(snippet, LegalFact):
        return common | {"text": Said(snippet.text), "unverified": snippet.unverified or None}
    texts = {
        name: Said(value) if (value := getattr(snippet, name)) else None for name in SERVICE_TEXTS
    }
    codes = {name: getattr(snippet, name) or None for name in ("number", "recorded", "status")}
    return common | texts | codes | {"languages": _listed(snippet.languages) or None}


def _check_data(snippet: HelpService | LegalFact) -> Data:
    return {
        "source": _listed(snippet.sources),
        "checked_on": snippet.checked_on,
        "checked_by": snippet.checked_by or None,
    }


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
