"""A new lesson from the template of its age band: slides laid out as the starter lesson of that
band has them, a short story, two questions, and words in brackets where the author's own belong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import override
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page, PageSubscription

from cms.models import User
from curriculum import template_words
from curriculum.formats import lesson as lesson_format
from curriculum.models import LessonPage
from curriculum.states import AgeBand, SlideKind
from quizzes.states import Kind, Wave

Data = dict[str, Any]
# kind, minutes; what a short lesson leaves out is marked with True.
Row = tuple[str, int] | tuple[str, int, bool]
BEGINNING: tuple[Row, ...] = (("title", 1), ("agreement", 2), ("quiz", 3))
END: tuple[Row, ...] = (("help", 2), ("key_message", 1), ("quiz", 5))
MIDDLES: dict[str, tuple[Row, ...]] = {
    AgeBand.SEVEN_TO_TEN: (
        ("content", 4), ("content", 5), ("sort", 5, True), ("activity", 5), ("story", 7),
        ("discussion", 5),
    ),
    AgeBand.ELEVEN_TO_TWELVE: (
        ("content", 4), ("content", 4), ("sort", 6), ("content", 4), ("story", 8),
        ("discussion", 5, True),
    ),
    AgeBand.THIRTEEN_TO_FIFTEEN: (
        ("content", 4), ("sort", 7), ("content", 4), ("activity", 5, True), ("story", 7),
        ("discussion", 4),
    ),
    AgeBand.SIXTEEN_TO_SEVENTEEN: (
        ("sort", 7), ("content", 4), ("activity", 5, True), ("content", 4), ("story", 7),
        ("discussion", 4),
    ),
}  # fmt: skip
LONGEST_ADDRESS = 60
MINUTES = {"short": 40, "long": 45}


@transaction.atomic
def begin(*, topic_page: Page, title: str, age_band: str, user: User) -> LessonPage:
    """A draft below the topic, in its language, as Wagtail's own form would have made it: owned by
    the user, who is told of comments.  Whether they may is asked before."""
    lesson = draft(topic_page.locale.language_code, age_band, title)
    lesson.locale, lesson.owner, lesson.live = topic_page.locale, user, False
    topic_page.add_child(instance=lesson)
    lesson.save_revision(user=user, log_action=True, clean=False)
    PageSubscription.objects.create(page=lesson, user=user, comment_notifications=True)
    return lesson


def draft(language: str, age_band: str, title: str) -> LessonPage:
    """The lesson, not yet saved.  No block has an id that any other lesson has."""
    with override(language):
        data = _data(age_band, title)
        fields = lesson_format.fields(data)
    return LessonPage(**fields | {"slug": address(title)})


def address(title: str) -> str:
    """The lesson's name in addresses and packs, where only Latin letters may stand; nobody else's,
    here or in another installation, is the same."""
    spelled = slugify(string_to_ascii(title))[:LONGEST_ADDRESS].strip("-_")
    return "-".join(filter(None, [spelled, uuid4().hex[:6]]))


def _data(age_band: str, title: str) -> Data:
    """As in a lesson file, in one language; its name makes the blocks' ids its own."""
    slides = list(_slides(age_band))
    return {
        "slug": str(uuid4()),
        "title": title,
        "schema_version": 2,
        "age_band": age_band,
        "itgse": [],
        "duration_minutes": MINUTES,
        "slides": slides,
        "story": _story(),
        "quiz": {"questions": [_question(Kind.KNOWLEDGE), _question(Kind.SCENARIO)]},
        "objectives": [{"id": "O1", "itgse": "", "text": template_words.small()["aim"]}],
        **_around([slide["id"] for slide in slides if slide["skip"]]),
    }


def _around(skipped: list[str]) -> Data:
    page = template_words.page()
    sentences = template_words.family_sentences()
    notes = template_words.notes() | {"home_link": page["home_link"], "skip_if_short": skipped}
    return page | {
        "teacher_notes": notes,
        "family_sheet": {
            "aim": page["family_aim"],
            "key_sentences": sentences,
            "ask_at_home": page["family_question"],
        },
    }


def _slides(age_band: str) -> Iterator[Data]:
    """The slides in order, each with a name of its own."""
    rows: Iterable[Row] = (*BEGINNING, *MIDDLES[age_band], *END)
    count: Counter[str] = Counter()
    for kind, minutes, *skip in rows:
        count[kind] += 1
        own = {"id": f"{kind}-{count[kind]}".replace("_", "-"), "kind": kind, "minutes": minutes}
        yield own | {"skip": bool(skip)} | _words(kind, age_band, count[kind])


def _words(kind: str, age_band: str, number: int) -> Data:
    match kind:
        case SlideKind.AGREEMENT:
            return template_words.agreement()
        case SlideKind.HELP:
            return template_words.help_slide(age_band)
        case SlideKind.QUIZ:
            return template_words.quiz(Wave.PRE if number == 1 else Wave.POST)
        case SlideKind.SORT:
            return template_words.slide(kind) | _sorting()
        case SlideKind.DISCUSSION:
            return template_words.slide(kind) | {"prompts": [template_words.small()["prompt"]] * 2}
    return template_words.slide(kind)


def _sorting() -> Data:
    said = template_words.small()
    groups = [f"group-{number}" for number in (1, 2)]
    return {
        "categories": [{"id": name, "text": said["group"]} for name in groups],
        "items": [
            {
                "id": f"card-{number}",
                "text": said["card"],
                "categories": [group],
                "reason": said["reason"],
            }
            for number, group in enumerate(groups, 1)
        ],
    }


def _story() -> Data:
    said = template_words.small()
    ways = ("helpful", "repair")
    choices = [{"text": said["choice"], "goto": name} for name in ways]
    start = {"id": "start", "text": said["scene"], "choices": choices}
    ends = [
        {"id": name, "text": said[name], "choices": [], "ending": name, "explanation": said["why"]}
        for name in ways
    ]
    return {"id": "story", "title": said["story"], "start": "start", "nodes": [start, *ends]}


def _question(kind: Kind) -> Data:
    said = template_words.small()
    names = ("a", "b", "c")
    return {
        "id": f"{kind.value}-1",
        "kind": kind.value,
        "objective": "O1",
        "counted": True,
        "norm": False,
        "waves": [Wave.PRE, Wave.POST],
        "prompt": said[kind.value],
        "options": [
            {"id": name, "text": said["answer"], "explanation": said["explanation"]}
            for name in names
        ],
        "key": ["a"],
    }
