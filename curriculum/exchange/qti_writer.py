"""QTI 3.0, the way out: a package with one item for each question.  See `qti`."""

import string
from collections.abc import Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from curriculum.exchange.drafts import DraftOption, DraftQuestion, Loss, Written
from curriculum.exchange.qti import CHOICE, ITEM, MANIFEST
from curriculum.exchange.taking import writable

_ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_TITLE_LENGTH = 60
# The earliest that a zip can say: the same questions make the same file.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write(questions: Sequence[DraftQuestion], language: str) -> Written:
    losses: list[Loss] = []
    files = {
        f"items/q{number:03}.xml": _item(number, question, language)
        for number, question in writable(questions, losses)
    }
    files = {MANIFEST: _manifest(list(files)), **files}
    data = BytesIO()
    with ZipFile(data, "w") as package:
        for name, element in files.items():
            text = tostring(element, encoding="utf-8", xml_declaration=True)
            package.writestr(ZipInfo(name, _NO_TIME), text, compress_type=ZIP_DEFLATED)
    return Written(data.getvalue(), tuple(losses))


def _manifest(names: Sequence[str]) -> Element:
    manifest = Element("manifest", {"xmlns": _PACKAGE, "identifier": "birge-questions"})
    about = SubElement(manifest, "metadata")
    SubElement(about, "schema").text = "QTI Package"
    SubElement(about, "schemaversion").text = "3.0.1"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for number, name in enumerate(names, 1):
        of_item = {"identifier": f"r{number}", "type": "imsqti_item_xmlv3p0", "href": name}
        resource = SubElement(resources, "resource", of_item)
        SubElement(resource, "file", href=name)
    return manifest


def _item(number: int, question: DraftQuestion, language: str) -> Element:
    lettered = list(zip(string.ascii_uppercase, question.options, strict=False))
    about = {
        "xmlns": _ITEMS,
        "identifier": f"q{number:03}",
        "title": question.prompt.split("\n")[0][:_TITLE_LENGTH],
        "adaptive": "false",
        "time-dependent": "false",
        "xml:lang": language,
    }
    item = Element(ITEM, about)
    _declare(item, [letter for letter, option in lettered if option.counts])
    body = SubElement(item, "qti-item-body")
    asked = {"response-identifier": "RESPONSE", "shuffle": "true", "max-choices": "1"}
    interaction = SubElement(body, CHOICE, asked)
    _say(SubElement(interaction, "qti-prompt"), question.prompt)
    for letter, option in lettered:
        _say(SubElement(interaction, "qti-simple-choice", identifier=letter), option.text)
    _process(item)
    for letter, option in lettered:
        _explain(item, letter, option)
    return item


def _declare(item: Element, right: Sequence[str]) -> None:
    """What the answers are worth: each right one alone is worth 1."""
    single = {"identifier": "RESPONSE", "cardinality": "single", "base-type": "identifier"}
    response = SubElement(item, "qti-response-declaration", single)
    correct = SubElement(response, "qti-correct-response")
    SubElement(correct, "qti-value").text = right[0]
    mapping = SubElement(response, "qti-mapping", {"default-value": "0"})
    for letter in right:
        SubElement(mapping, "qti-map-entry", {"map-key": letter, "mapped-value": "1"})
    for name, kind in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        outcome = {"identifier": name, "cardinality": "single", "base-type": kind}
        SubElement(item, "qti-outcome-declaration", outcome)


def _process(item: Element) -> None:
    """The score by the mapping, the feedback by the name of the answer chosen."""
    processing = SubElement(item, "qti-response-processing")
    score = SubElement(processing, "qti-set-outcome-value", identifier="SCORE")
    SubElement(score, "qti-map-response", identifier="RESPONSE")
    feedback = SubElement(processing, "qti-set-outcome-value", identifier="FEEDBACK")
    SubElement(feedback, "qti-variable", identifier="RESPONSE")


def _explain(item: Element, letter: str, option: DraftOption) -> None:
    if option.explanation:
        shown = {"outcome-identifier": "FEEDBACK", "identifier": letter, "show-hide": "show"}
        modal = SubElement(item, "qti-modal-feedback", shown)
        _say(SubElement(modal, "qti-content-body"), option.explanation)


def _say(element: Element, text: str) -> None:
    """The text with its lines, as XHTML has them."""
    element.text, *lines = text.split("\n")
    for line in lines:
        SubElement(element, "br").tail = line
