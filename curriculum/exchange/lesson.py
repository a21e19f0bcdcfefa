"""The quiz of a lesson as drafts, and drafts into the quiz of its newest draft."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from django.core import signing
from django.db import transaction
from wagtail.blocks import StructValue

from cms.models import User
from curriculum import translations
from curriculum.exchange.drafts import DraftOption, DraftQuestion, Loss, Lost, Place, Unit
from curriculum.exchange.taking import cleaned_of
from curriculum.models import LessonPage
from quizzes.states import Kind

MOST_SEALED = 1_000_000  # characters of a form's field
_SALT = "curriculum.exchange"
_LETTERS = "abcdef"


@dataclass(frozen=True)
class Incoming:
    """A question on its way into a lesson, with the id that it will have there: whoever confirms
    twice adds it once."""

    id: str
    question: DraftQuestion


def can_take(user: User, page: LessonPage) -> bool:
    """Whether somebody may bring questions into a lesson: who may edit it now, and not into a
    translation, whose questions are its source's."""
    return can_give(user, page) and not (
        page.alias_of_id or translations.link_of(page) or _is_locked(user, page)
    )


def can_give(user: User, page: LessonPage) -> bool:
    """Whether somebody may take a lesson's questions out: who may edit it."""
    return bool(page.permissions_for_user(user).can_edit())


def _is_locked(user: User, page: LessonPage) -> bool:
    return bool(page.permissions_for_user(user).page_locked())


def drafts_of(page: LessonPage) -> tuple[list[DraftQuestion], list[Loss]]:
    """The questions of a page's quiz, and what of them no other format can hold."""
    questions: list[DraftQuestion] = []
    losses: list[Loss] = []
    for number, child in enumerate(page.questions, 1):
        question, lost = _draft(child.value)
        questions.append(question)
        losses.extend(Loss(Place(Unit.QUESTION, number), what) for what in lost)
    return questions, losses


def arriving(questions: Sequence[DraftQuestion]) -> list[Incoming]:
    """The questions with new ids."""
    return [Incoming(str(uuid4()), question) for question in questions]


def seal(page: LessonPage, user: User, incoming: Sequence[Incoming]) -> str:
    """The questions as a form carries them until they are confirmed, for this page and person."""
    data = [asdict(each) for each in incoming]
    return signing.dumps([page.pk, user.pk, data], salt=_SALT, compress=True)


def unseal(page: LessonPage, user: User, sealed: str) -> list[Incoming]:
    """The reverse of `seal`.  Raises signing.BadSignature for anything else."""
    page_id, user_id, data = signing.loads(sealed, salt=_SALT)
    if (page_id, user_id) != (page.pk, user.pk):
        raise signing.BadSignature("sealed for another page or person")
    return [Incoming(each["id"], _from_data(each["question"])) for each in data]


@transaction.atomic
def add_to_draft(*, page: LessonPage, incoming: Sequence[Incoming], user: User) -> int:
    """Append the questions to the quiz in a new draft of the page, and say how many were new.

    Nothing is published; what is missing (an explanation, say) is refused at publishing.
    """
    draft = page.get_latest_revision_as_object()
    there = {child.id for child in draft.questions}
    new = [each for each in incoming if each.id not in there]
    names = {child.value["name"] for child in draft.questions}
    for each in new:
        name = _free_name(names)
        names.add(name)
        draft.questions.append(("question", _value(draft, name, each.question), each.id))
    if new:
        draft.save_revision(user=user, clean=False, log_action=True)
    return len(new)


def _draft(value: Mapping[str, Any]) -> tuple[DraftQuestion, set[Lost]]:
    options = tuple(
        DraftOption(each["text"] or "", each["in_key"], each["explanation"] or "")
        for each in value["options"]
    )
    kind = value["kind"] if value["kind"] in Kind.values else Kind.KNOWLEDGE
    question, lost = cleaned_of(
        DraftQuestion(
            prompt=value["prompt"] or "",
            options=options,
            kind=Kind(kind),
            explanation=value["explanation"] or "",
            counted=value["counted"],
            before=value["ask_before"],
            aim=value["objective"] or "",
        )
    )
    if value["norm"] or value["verify"]:
        lost.add(Lost.NORM)
    if value["sound"] or any(each["picture"] or each["sound"] for each in value["options"]):
        lost.add(Lost.MEDIA)
    return question, lost


def _from_data(data: Mapping[str, Any]) -> DraftQuestion:
    options = tuple(DraftOption(**each) for each in data["options"])
    return DraftQuestion(**{**data, "options": options, "kind": Kind(data["kind"])})


def _free_name(names: set[str]) -> str:
    number = len(names) + 1
    while f"q{number}" in names:
        number += 1
    return f"q{number}"


def _value(page: LessonPage, name: str, question: DraftQuestion) -> StructValue:
    """The question as its block has it."""
    options = [
        {
            "type": "item",
            "id": str(uuid4()),
            "value": {
                "name": letter,
                "text": option.text,
                "in_key": option.counts,
                "explanation": option.explanation,
            },
        }
        for letter, option in zip(_LETTERS, question.options, strict=False)
    ]
    raw = {
        "name": name,
        "kind": question.kind,
        "prompt": question.prompt,
        "options": options,
        "explanation": question.explanation,
        "counted": question.counted,
        "ask_before": question.before,
        "objective": question.aim,
    }
    return page.questions.stream_block.child_blocks["question"].to_python(raw)
