"""A lesson that is being written, in each preview of the CMS: finished, half finished, broken."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from curriculum.lessons import deck_of, deck_of_page, freeze
from curriculum.models import LessonPage, TopicPage
from curriculum.playing import play_of
from curriculum.previews import plan_of
from tests.curriculum.forms import lesson_form

MODES = ["projector", "tablet", "desk", "print", "public"]


@pytest.fixture
def preview(trainer):
    """The page's newest draft in a preview mode."""

    def show(page, mode):
        url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        response = trainer.get(url, {"mode": mode})
        assert response.status_code == 200
        return response

    return show


def text(response):
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("mode", MODES)
def test_every_mode_is_drawn_in_the_lessons_language(preview, lesson, mode, language):
    page = lesson("care-or-control", language)

    shown = text(preview(page, mode))

    assert f'<html lang="{language}"' in shown
    assert (page.slides[3].value["title"] if mode == "projector" else page.title) in shown


@pytest.mark.parametrize("mode", ["projector", "tablet", "desk", "print"])
def test_nothing_in_a_preview_can_be_sent(preview, lesson, mode):
    shown = text(preview(lesson(), mode))

    assert "<form" not in shown
    assert "hx-" not in shown
    assert "<input" not in shown


def test_projector_shows_every_reason_scene_and_line(preview, lesson):
    page = lesson("my-body-my-space", "en")

    shown = text(preview(page, "projector"))

    assert "A quiet “okay” is not a clear yes. We ask again." in shown
    assert "May I borrow your pencil?" in shown
    for node in page.story[0].value["nodes"]:
        assert node["text"] in shown
    assert all(child.value["cue"] not in shown for child in page.slides)


def test_tablet_shows_questions_as_pupils_meet_them(preview, lesson):
    page = lesson(language="en")

    shown = text(preview(page, "tablet"))

    for child in page.questions:
        assert child.value["prompt"] in shown
        for option in child.value["options"]:
            assert shown.count(option["text"]) >= 2
            assert option["explanation"] in shown
    assert shown.count("I am not sure") == shown.count("I skip this question") == 8
    # An attitude has no answer that fits.
    keyed = [child for child in page.questions if child.value["kind"] != "attitude"]
    fitting = sum(option["in_key"] for child in keyed for option in child.value["options"])
    assert shown.count("This fits") == fitting
    assert "Preview" in shown


def test_desk_shows_what_the_teacher_reads(preview, lesson):
    page = lesson(language="en")

    shown = text(preview(page, "desk"))

    for child in page.slides:
        assert child.value["cue"] in shown
    assert "Full lesson: 45 minutes of slides, 45 minutes of lesson" in shown
    assert "Next: How we talk today" in shown
    assert shown.count("left out in the short lesson") == 1
    assert "Both laugh, and either of them can stop it." in shown


def test_print_shows_plan_and_family_sheet(preview, lesson):
    page = lesson(language="en")

    shown = text(preview(page, "print"))

    assert page.family_question in shown
    assert shown.count("<tr>") == len(page.slides) + 1


def test_plan_counts_the_minutes(lesson):
    plan = plan_of(deck_of_page(lesson()))

    assert (plan.full, plan.short) == (45, 40)
    assert [row.begins for row in plan.slides[:4]] == [0, 1, 3, 6]
    assert plan.slides[-1].ends == 45
    assert plan.slides[-1].next is None


@pytest.mark.parametrize(
    ("mode", "queries"),
    [("projector", 22), ("tablet", 18), ("desk", 18), ("print", 26), ("public", 27)],
)
def test_previews_ask_the_database_a_fixed_number_of_times(
    preview, lesson, django_assert_num_queries, mode, queries
):
    page = lesson()
    preview(page, mode)  # what is cached for good is cached now

    with django_assert_num_queries(queries):
        preview(page, mode)


def raw(kind, **value):
    return {"type": kind, "value": value, "id": f"0000-{kind}"}


CIRCLE = [
    {"name": "a", "text": "A", "choices": [{"text": "to b", "goto": "b"}], "ending": "helpful"},
    {"name": "b", "text": "B", "choices": [{"text": "to a", "goto": "a"}]},
    {"name": "c", "choices": [{"text": "lost", "goto": "lost"}]},
    {},
]
DRAFTS = {
    "empty": {"slides": [], "story": [], "questions": []},
    "bare": {
        "slides": [raw(kind) for kind in ("title", "sort", "activity", "discussion", "quiz")],
        "story": [raw("story")],
        "questions": [raw("question"), raw("question", options=[{}])],
    },
    "circle": {
        "slides": [raw("story", name="s", title="S")],
        "story": [raw("story", start="a", nodes=CIRCLE)],
    },
    "no start": {
        "slides": [raw("story", name="s", title="S")],
        "story": [raw("story", start="lost", nodes=CIRCLE)],
    },
    "lost groups": {
        "slides": [
            raw("sort", name="s", items=[{"name": "i", "text": "I", "categories": ["lost"]}, {}]),
            raw("sort", name="t", categories=[{"name": "g"}], items=[{"categories": ["g"]}]),
        ],
    },
    "words": {"title": "Ж" * 90, "key_message": "ө" * 60, "family_aim": "", "content_note": ""},
}


def broken(page, changes):
    """The page with these fields, as no form would let them through."""
    for name, value in changes.items():
        setattr(page, name, json.dumps(value) if isinstance(value, list) else value)
    page.save_revision(clean=False)
    return page


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", DRAFTS)
def test_half_finished_draft_is_drawn(preview, lesson, name, mode):
    page = broken(lesson(), DRAFTS[name])

    shown = text(preview(page, mode))

    assert page.title in shown or mode == "projector"
    assert "None" not in re.sub(r"<[^>]*>", "", shown)


@pytest.mark.parametrize("name", ["empty", "circle", "no start", "lost groups", "words"])
def test_broken_draft_does_not_break_freezing(lesson, name):
    page = broken(lesson(), DRAFTS[name])
    page.save(clean=False)

    stored = LessonPage.objects.get(pk=page.pk)
    kept = deck_of(json.loads(json.dumps(freeze(stored))), "ky")

    # A preview shows no quiz.
    assert replace(kept, waves=()) == deck_of_page(stored)
    for slide in kept.slides:
        play = play_of(slide, {})
        assert play is None or play_of(slide, play.state()) == play


def test_new_lesson_is_previewed_before_it_is_saved(trainer, lesson):
    topic = TopicPage.objects.get(topic="consent", locale__language_code="ky")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["curriculum", "lessonpage", topic.pk])
    empty = LessonPage(title="Жаңы сабак", slug="new", age_band="7-10", locale=topic.locale)

    saved = trainer.post(url, lesson_form(empty))

    assert saved.json()["is_valid"], saved.json()
    for mode in MODES:
        assert trainer.get(url, {"mode": mode}).status_code == 200


def test_preview_stands_in_the_editors_side_panel(trainer, lesson):
    page = lesson()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    assert trainer.post(url, lesson_form(page)).json()["is_valid"]
    for mode in MODES:
        response = trainer.get(url, {"mode": mode, "in_preview_panel": "true"})
        assert response.status_code == 200
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert "<script>" not in text(response) or mode == "public"
