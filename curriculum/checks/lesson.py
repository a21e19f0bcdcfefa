"""The rules that a lesson file keeps beyond its shape."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from curriculum import stories, wording
from curriculum.checks.lesson_shape import LESSON
from curriculum.checks.problems import Problem, joined, texts_in
from curriculum.states import MAY_BE_SKIPPED, SlideKind
from quizzes import rules
from quizzes.disclosure import QUESTIONS_FOR_LESSON_BAND
from quizzes.questions import Option, Question, Text
from quizzes.states import Kind

Data = dict[str, Any]
FEWEST_COUNTED = QUESTIONS_FOR_LESSON_BAND
SECOND_POINT = re.compile(r"\b2\.")
NEEDED = (
    SlideKind.HELP,
    SlideKind.DISCUSSION,
    SlideKind.KEY_MESSAGE,
    SlideKind.STORY,
    SlideKind.QUIZ,
)


def problems(data: Any, name: str) -> list[Problem]:
    """Everything wrong with a lesson file; `name` is the file's name without its ending.

    Rules are looked at only when the shape is right: they may then read without care.
    """
    if found := shape_problems(data):
        return found
    return [
        *_head_problems(data, name),
        *_wording_problems(data),
        *_slide_problems(data["slides"]),
        *_minute_problems(data),
        *_story_problems(data["story"]),
        *_quiz_problems(data),
    ]


def shape_problems(data: Any) -> list[Problem]:
    """What keeps a lesson from being read at all, as against the rules that the starter's lessons
    keep to beyond it."""
    return list(LESSON.problems(data, ""))


def _head_problems(data: Data, name: str) -> Iterator[Problem]:
    if data["slug"] != name:
        yield Problem("slug", _("differs from the name of the file"))
    if len(data["family_sheet"]["key_sentences"]) != 3:
        yield Problem("family_sheet.key_sentences", _("must be three sentences"))
    if "NATIVE REVIEW" not in data["translation_status"]["ky"].upper():
        yield Problem("translation_status.ky", _("must keep the mark for the native review"))


def _wording_problems(data: Data) -> Iterator[Problem]:
    for path, text in texts_in(data):
        # The state of a text names languages and people in any alphabet.
        if path == "translation_status":
            continue
        for language, what in [*wording.avoided(text), *wording.helpline_numbers(text)]:
            yield Problem(joined(path, language), what)


def _slide_problems(slides: list[Data]) -> Iterator[Problem]:
    kinds = [slide["kind"] for slide in slides]
    if kinds[:2] != [SlideKind.TITLE, SlideKind.AGREEMENT]:
        yield Problem("slides", _("must start with title and agreement"))
    if kinds[-1] != SlideKind.QUIZ or slides[-1]["wave"] != "post":
        yield Problem("slides", _("must end with the quiz after the lesson"))
    for kind in NEEDED:
        if kind not in kinds:
            yield Problem(f"slides.{kind}", _("missing"))
    for index, slide in enumerate(slides):
        if slide["kind"] == SlideKind.SORT:
            yield from _sort_problems(slide, f"slides[{index}]")


def _sort_problems(slide: Data, path: str) -> Iterator[Problem]:
    known = {group["id"] for group in slide["categories"]}
    used: set[str] = set()
    for index, card in enumerate(slide["items"]):
        used |= set(card["categories"])
        if not set(card["categories"]) <= known:
            yield Problem(f"{path}.items[{index}].categories", _("names an unknown group"))
    if known - used:
        yield Problem(f"{path}.categories", _("a group has no card"))
    if SECOND_POINT.search(slide["body"]["en"]):
        yield Problem(f"{path}.body", _("cards belong into items, not into the text"))


def _minute_problems(data: Data) -> Iterator[Problem]:
    minutes = {slide["id"]: slide["minutes"] for slide in data["slides"]}
    kinds = {slide["id"]: slide["kind"] for slide in data["slides"]}
    skipped = data["teacher_notes"]["skip_if_short"]
    for index, name in enumerate(skipped):
        if kinds.get(name) not in MAY_BE_SKIPPED:
            path = f"teacher_notes.skip_if_short[{index}]"
            yield Problem(path, _("is no slide that may be left out"))
    total = sum(minutes.values())
    if total != data["duration_minutes"]["long"]:
        yield Problem("duration_minutes.long", _("differs from the sum of the slides"))
    if total - sum(minutes.get(name, 0) for name in skipped) > data["duration_minutes"]["short"]:
        yield Problem("duration_minutes.short", _("is too short for the slides that remain"))


def _story_problems(story: Data) -> Iterator[Problem]:
    places = {node["id"]: f"story.nodes[{i}]" for i, node in enumerate(story["nodes"])}
    nodes = [
        stories.Node(
            node["id"],
            tuple(choice["goto"] for choice in node["choices"]),
            is_ending="ending" in node,
        )
        for node in story["nodes"]
    ]
    for flaw in stories.flaws(story["start"], nodes):
        yield Problem(places.get(flaw.node, "story"), flaw.what)


def _quiz_problems(data: Data) -> Iterator[Problem]:
    aims = {aim["id"] for aim in data["objectives"]}
    questions = data["quiz"]["questions"]
    if not questions:
        yield Problem("quiz.questions", _("has too few entries"))
    for index, question in enumerate(questions):
        path = f"quiz.questions[{index}]"
        if question["objective"] not in aims:
            yield Problem(f"{path}.objective", _("is no aim of this lesson"))
        if question["norm"]:
            yield Problem(f"{path}.norm", _("must be false"))
        if question["counted"] is (question["kind"] == Kind.ATTITUDE):
            yield Problem(f"{path}.counted", _("must be true, and false for an attitude"))
        yield from _rule_problems(question, path)
        if question["kind"] == Kind.SCENARIO:
            yield from _scenario_problems(question, path)
    if sum(question["counted"] for question in questions) < FEWEST_COUNTED:
        yield Problem("quiz.questions", _("needs 4 or 5 counted questions"))
    for index, flaw in rules.too_many([_as_question(question) for question in questions]):
        yield Problem(f"quiz.questions[{index}].{flaw.field}", flaw.what)


def _rule_problems(question: Data, path: str) -> Iterator[Problem]:
    for flaw in rules.flaws(_as_question(question)):
        place = path if flaw.option is None else f"{path}.options[{flaw.option}]"
        yield Problem(f"{place}.{flaw.field}", flaw.what)


def _as_question(data: Data) -> Question:
    options = tuple(
        Option(each["id"], Text(each["text"]), Text(each.get("explanation", {})))
        for each in data["options"]
    )
    return Question(
        id="",
        kind=Kind(data["kind"]),
        prompt=Text(data["prompt"]),
        options=options,
        key=frozenset(data["key"]),
        counted=data["counted"],
        norm=data["norm"],
        explanation=Text(data.get("explanation", {})),
    )


def _scenario_problems(question: Data, path: str) -> Iterator[Problem]:
    texts = [(f"{path}.prompt", question["prompt"])]
    texts += [(f"{path}.options[{i}].text", o["text"]) for i, o in enumerate(question["options"])]
    for place, text in texts:
        for language, what in wording.speaks_to_you(text):
            yield Problem(joined(place, language), what)
