"""What a trainer gets wrong in the CMS: refused with a sentence at the place, through the form."""

import copy
import json

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from curriculum.lessons import deck_of_page
from curriculum.models import LessonPage
from curriculum.playing import play_of
from tests.curriculum.forms import lesson_form

LONG_TITLE = "Кат " * 22 + "эч"  # 90 letters
LONG_WORD = "ө" * 60


@pytest.fixture
def post(trainer, lesson):
    """Sends the edit form of a lesson with some of its blocks changed."""

    def send(alter, action="action-publish"):
        page = lesson()
        alter(page)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return trainer.post(url, lesson_form(page) | {action: "1"})

    return send


def sentences(response):
    """Everything that the form's errors say, with the places they are at."""
    errors = _plain(response.context["form"].errors.as_data())
    return json.dumps(errors, ensure_ascii=False)


def _plain(error):
    if isinstance(error, dict):
        return {str(key): _plain(value) for key, value in error.items()}
    if isinstance(error, list):
        return [_plain(each) for each in error]
    if isinstance(error, str):
        return error
    blocks = getattr(error, "block_errors", None)
    if blocks:
        return _plain(blocks) | _listed(error)
    return _listed(error) if hasattr(error, "non_block_errors") else list(error)


def _listed(error):
    return {"": _plain(list(error.non_block_errors or []))}


def slide(page, kind):
    return next(child.value for child in page.slides if child.block_type == kind)


def nodes(page):
    return page.story[0].value["nodes"]


def more(listed, count):
    """Lets a list have `count` entries, each with a name of its own."""
    while len(listed) < count:
        extra = copy.deepcopy(listed[0])
        extra["name" if "name" in extra else "text"] = f"x{len(listed)}"
        listed.append(extra)


def goto(page, name):
    nodes(page)[1]["choices"][0]["goto"] = name


def dead_end(page):
    next(one for one in nodes(page) if one["ending"])["ending"] = ""


def unreached(page):
    extra = copy.deepcopy(next(one for one in nodes(page) if one["ending"]))
    extra["name"] = "island"
    nodes(page).append(extra)


# Name, what is wrong, the field, the place in it, the sentence (in the trainer's language).
FAULTS = [
    ("loop", lambda page: goto(page, "n1"), "story", '"0"',
     "A path can go round in a circle without an end."),
    ("dead end", dead_end, "story", "e_help:", "A scene needs either choices or an ending."),
    ("unreached", unreached, "story", "island:", "No path leads to this scene."),
    ("lost choice", lambda page: goto(page, "lost"), "story", "n2a:",
     "A choice leads to a scene that does not exist."),
    ("start", lambda page: page.story[0].value.update(start="lost"), "story", '"0"',
     "The story starts at a scene that does not exist."),
    ("ten choices", lambda page: more(nodes(page)[0]["choices"], 10),
     "story", '"choices"', "items is 9"),
    ("ten groups", lambda page: more(slide(page, "sort")["categories"], 10),
     "slides", '"categories"', "items is 9"),
    ("no group", lambda page: slide(page, "sort")["items"][2]["categories"].clear(),
     "slides", '"items": {"2": {"categories"', "items is 1"),
    ("lost group",
     lambda page: slide(page, "sort")["items"][2]["categories"].__setitem__(0, "lost"),
     "slides", '"items": {"2": {"categories"', "A card names a group that does not exist."),
    ("card twice", lambda page: slide(page, "sort")["items"][1].update(name="friends-tease"),
     "slides", '"items": {"1": {"name"', "This name is taken."),
    ("slide twice", lambda page: page.slides[5].value.update(name="title"),
     "slides", '{"5": {"name"', "This name is taken."),
    ("reason", lambda page: slide(page, "sort")["items"][0].update(reason="ө" * 301),
     "slides", '"items": {"0": {"reason"', "300"),
    ("picture", lambda page: slide(page, "title").update(picture="lost"),
     "slides", '{"0": {"picture"', "lost"),
    ("setup", lambda page: slide(page, "activity").update(setup="lost"),
     "slides", '{"7": {"setup"', "lost"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("alter", "field", "place", "said"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS]
)
def test_fault_is_refused_with_a_sentence_at_its_place(post, lesson, alter, field, place, said):
    before = lesson().get_latest_revision_as_object().slides.get_prep_value()

    response = post(alter)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    found = sentences(response)
    assert place in found
    assert gettext(said) in found
    assert lesson().get_latest_revision_as_object().slides.get_prep_value() == before


@pytest.mark.parametrize("alter", [f[1] for f in FAULTS[:5]], ids=[f[0] for f in FAULTS[:5]])
def test_unfinished_story_may_be_kept_as_a_draft(post, lesson, alter):
    response = post(alter, action="action-save")

    assert response.status_code == 302
    draft = lesson().get_latest_revision_as_object()
    story = next(one for one in deck_of_page(draft).slides if one.kind == "story")
    play = play_of(story, {})
    assert play is None or play.scene


def test_question_without_its_kind_may_be_kept_as_a_draft(post, lesson):
    response = post(lambda page: page.questions[0].value.update(kind=""), action="action-save")

    assert response.status_code == 302
    assert post(lambda page: page.questions[0].value.update(kind="")).status_code == 200


def test_lesson_without_questions_can_be_published(post, lesson):
    response = post(lambda page: page.questions.clear())

    assert response.status_code == 302
    assert lesson().freeze_questions() == ()
    assert lesson().freeze_lesson()["questions"] == []


def test_long_titles_and_words_are_kept(post, lesson):
    def alter(page):
        page.title = LONG_TITLE
        slide(page, "content").update(title=LONG_TITLE, body=LONG_WORD)

    assert len(LONG_TITLE) == 90
    assert post(alter).status_code == 302
    found = LessonPage.objects.get(pk=lesson().pk)
    assert (found.title, slide(found, "content")["body"]) == (LONG_TITLE, LONG_WORD)


def test_reason_of_300_letters_and_nine_choices_are_kept(post, lesson):
    def alter(page):
        slide(page, "sort")["items"][0]["reason"] = "ө" * 300
        more(nodes(page)[0]["choices"], 9)

    assert post(alter).status_code == 302
    assert len(nodes(lesson())[0]["choices"]) == 9
