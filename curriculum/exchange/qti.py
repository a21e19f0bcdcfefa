"""QTI 3.0 (1EdTech, final of May 2022): items with one choice interaction, the way in.

A package is a zip with imsmanifest.xml; a single item is an XML file.  `qti_writer` is the way out.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _

from curriculum.exchange import archives, texts, trees
from curriculum.exchange.drafts import (
    BadFile,
    DraftOption,
    DraftQuestion,
    Imported,
    Lost,
    Place,
    Unit,
)
from curriculum.exchange.taking import Notes, title_lost, unknown_kind, weighed
from curriculum.exchange.trees import local

MANIFEST = "imsmanifest.xml"
ITEM, CHOICE = "qti-assessment-item", "qti-choice-interaction"
_ITEM_TYPE = re.compile(r"imsqti_item_xmlv3p\d+\Z")
_INTERACTION = re.compile(r"qti-[a-z-]+-interaction\Z")
_ASIDES = ("qti-feedback-block", "qti-rubric-block", "qti-template-block", "qti-modal-feedback")
_INLINE = "qti-feedback-inline"


def read(data: bytes, language: str) -> Imported:
    """Raises BadFile when it is neither a package nor an item of QTI 3.0."""
    notes = Notes()
    for number, item in enumerate(_items(data), 1):
        place = Place(Unit.QUESTION, number)
        try:
            _take(notes, place, trees.parse(item))
        except BadFile as error:
            notes.refuse(place, error.args[0])
    return notes.imported()


def _items(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"PK"):
        root = local(trees.parse(data))
        if root != ITEM:
            raise BadFile(_("This XML is no QTI 3.0 item."))
        yield data
        return
    with archives.open_zip(data) as package:
        for name in _item_names(package):
            yield archives.entry_of(package, name)


def _item_names(package: ZipFile) -> Sequence[str]:
    """The items in the manifest's order.  Raises BadFile when it names none."""
    manifest = trees.parse(archives.entry_of(package, MANIFEST))
    names = [
        resource.get("href", "")
        for resource in manifest.iter()
        if local(resource) == "resource" and _ITEM_TYPE.match(resource.get("type", ""))
    ]
    if not names:
        raise BadFile(_("The package names no QTI 3.0 item."))
    return names


def _take(notes: Notes, place: Place, item: Element) -> None:
    body = _first(item, "qti-item-body")
    if local(item) != ITEM or body is None:
        notes.refuse(place, _("This XML is no QTI 3.0 item."))
        return
    found = [each for each in body.iter() if _INTERACTION.match(local(each))]
    if [local(each) for each in found] != [CHOICE]:
        names = ", ".join(local(each).removeprefix("qti-") for each in found)
        notes.refuse(place, unknown_kind(names or "qti-item-body"))
        return
    lost = {Lost.GENERAL} if any(local(each) in _ASIDES for each in body.iter()) else set()
    prompt = _prompt(body, found[0], lost)
    lost |= title_lost(item.get("title", ""), prompt)
    options = tuple(_options(item, found[0], lost))
    notes.take(place, DraftQuestion(prompt, options), lost)


def _prompt(body: Element, interaction: Element, lost: set[Lost]) -> str:
    """What stands before the answers: the item's text, then the interaction's own prompt."""
    own = _first(interaction, "qti-prompt")
    around = _plain(body, lost, without=(CHOICE, *_ASIDES))
    asked = "" if own is None else _plain(own, lost)
    return "\n".join(part for part in (around, asked) if part)


def _options(item: Element, interaction: Element, lost: set[Lost]) -> Iterator[DraftOption]:
    choices = [each for each in interaction if local(each) == "qti-simple-choice"]
    names = [each.get("identifier", "") for each in choices]
    weights, together = _weights(item, interaction.get("response-identifier", ""))
    counts, found = weighed([weights.get(name, 0.0) for name in names], together=together)
    lost |= found
    modal = _modal(item, names, lost)
    for choice, name, fits in zip(choices, names, counts, strict=True):
        inline = next((each for each in choice.iter() if local(each) == _INLINE), None)
        why = _plain(inline, lost) if inline is not None else modal.get(name, "")
        yield DraftOption(_plain(choice, lost, without=(_INLINE,)), fits, why)


def _weights(item: Element, response: str) -> tuple[dict[str, float], bool]:
    """What each answer is worth, and whether all right ones have to be chosen."""
    for each in item:
        if local(each) == "qti-response-declaration" and each.get("identifier") == response:
            mapped = {
                entry.get("map-key", ""): _number(entry.get("mapped-value", ""))
                for entry in each.iter()
                if local(entry) == "qti-map-entry"
            }
            best = max(mapped.values(), default=1.0)
            correct = _first(each, "qti-correct-response")
            right = [(value.text or "").strip() for value in ([] if correct is None else correct)]
            return mapped | dict.fromkeys(right, best), each.get("cardinality") == "multiple"
    return {}, False


def _modal(item: Element, names: Sequence[str], lost: set[Lost]) -> dict[str, str]:
    """Feedback shown for one answer, by the answer's name; any other is lost."""
    shown = {}
    for each in item:
        if local(each) == "qti-modal-feedback":
            if (name := each.get("identifier", "")) in names:
                shown[name] = _plain(each, lost)
            else:
                lost.add(Lost.GENERAL)
    return shown


def _plain(element: Element, lost: set[Lost], without: tuple[str, ...] = ()) -> str:
    text, found = texts.from_html(trees.markup(element, without))
    lost |= found
    return text


def _first(parent: Element, name: str) -> Element | None:
    return next((each for each in parent if local(each) == name), None)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
