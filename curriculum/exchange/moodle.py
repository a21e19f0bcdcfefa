"""Moodle XML (documentation of Moodle 4.5): `multichoice` both ways, `truefalse` in."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext_lazy as _

from curriculum.exchange import texts, trees
from curriculum.exchange.drafts import (
    BadFile,
    DraftOption,
    DraftQuestion,
    Imported,
    Loss,
    Lost,
    Place,
    Unit,
    Written,
)
from curriculum.exchange.taking import (
    Notes,
    title_lost,
    true_or_false,
    unknown_kind,
    weighed,
    writable,
)

TITLE_LENGTH = 60
_COMMENTS = (
    "generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint",
)  # fmt: skip


def read(data: bytes, language: str) -> Imported:
    """Raises BadFile when it is not a quiz of Moodle's."""
    root = trees.parse(data)
    if root.tag != "quiz":
        raise BadFile(_("This XML is no Moodle quiz."))
    notes = Notes()
    asked = (each for each in root.iter("question") if each.get("type") != "category")
    for number, element in enumerate(asked, 1):
        _take(notes, Place(Unit.QUESTION, number), element, language)
    return notes.imported()


def write(questions: Sequence[DraftQuestion], language: str) -> Written:
    losses: list[Loss] = []
    quiz = Element("quiz")
    for number, question in writable(questions, losses):
        quiz.append(_element(number, question))
    indent(quiz)
    return Written(tostring(quiz, encoding="utf-8", xml_declaration=True), tuple(losses))


def _take(notes: Notes, place: Place, element: Element, language: str) -> None:
    kind = element.get("type", "")
    if kind not in ("multichoice", "truefalse"):
        notes.refuse(place, unknown_kind(kind))
        return
    lost = _lost(element)
    prompt = _plain(element.find("questiontext"), lost)
    lost |= title_lost(_raw(element.find("name")), prompt)
    if kind == "multichoice":
        question = DraftQuestion(prompt, _options(element, lost))
    else:
        question = _statement(element, prompt, language, lost)
    notes.take(place, question, lost)


def _lost(element: Element) -> set[Lost]:
    """What besides its texts the question holds and Birge does not."""
    lost = set()
    if any(_raw(each).strip() for name in _COMMENTS for each in element.findall(name)):
        lost.add(Lost.GENERAL)
    if next(element.iter("file"), None) is not None or (element.findtext("image") or "").strip():
        lost.add(Lost.MEDIA)
    return lost


def _options(element: Element, lost: set[Lost]) -> tuple[DraftOption, ...]:
    answers = element.findall("answer")
    together = (element.findtext("single") or "true").strip().lower() in ("false", "0")
    counts, found = weighed([_fraction(each) for each in answers], together=together)
    lost |= found
    return tuple(
        DraftOption(_plain(each, lost), fits, _plain(each.find("feedback"), lost))
        for each, fits in zip(answers, counts, strict=True)
    )


def _statement(element: Element, prompt: str, language: str, lost: set[Lost]) -> DraftQuestion:
    by_word = {_raw(each).strip().lower(): each for each in element.findall("answer")}
    true, false = by_word.get("true"), by_word.get("false")
    whys = tuple(_plain(None if e is None else e.find("feedback"), lost) for e in (true, false))
    is_true = true is not None and _fraction(true) > 0
    return true_or_false(prompt, is_true, language, (whys[0], whys[1]))


def _fraction(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def _raw(holder: Element | None) -> str:
    """What stands in the `text` of an element; in old files in the element itself."""
    if holder is None:
        return ""
    text = holder.findtext("text")
    return (holder.text if text is None else text) or ""


def _plain(holder: Element | None, lost: set[Lost]) -> str:
    raw = _raw(holder)
    kind = "" if holder is None else holder.get("format", "")
    if "@@PLUGINFILE@@" in raw:
        lost.add(Lost.MEDIA)
    if kind == "html" or (kind != "plain_text" and texts.is_markup(raw)):
        raw, found = texts.from_html(raw)
        lost |= found
    return raw


def _element(number: int, question: DraftQuestion) -> Element:
    element = Element("question", type="multichoice")
    _add(element, "name", question.prompt.split("\n")[0][:TITLE_LENGTH] or str(number))
    _add(element, "questiontext", question.prompt, format="plain_text")
    fixed = {
        "defaultgrade": "1", "penalty": "0.3333333", "hidden": "0", "single": "true",
        "shuffleanswers": "true", "answernumbering": "none",
    }  # fmt: skip
    for name, value in fixed.items():
        SubElement(element, name).text = value
    for option in question.options:
        answer = _add(element, "answer", option.text, format="plain_text")
        answer.set("fraction", "100" if option.counts else "0")
        _add(answer, "feedback", option.explanation, format="plain_text")
    return element


def _add(parent: Element, name: str, text: str, **attributes: str) -> Element:
    child = SubElement(parent, name, attributes)
    SubElement(child, "text").text = text
    return child
