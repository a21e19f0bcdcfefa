"""Every block that a trainer can pick or fill says what it is and shows what it will look like."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail import blocks
from wagtail.fields import StreamField

from curriculum.models import CampaignDay, LessonPage

ROOTS = [
    field.stream_block
    for model in (LessonPage, CampaignDay)
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]
PREVIEW = reverse("wagtailadmin_block_preview")


def within(block):
    """The block and all blocks inside it."""
    yield block
    inner = getattr(block, "child_blocks", {}).values()
    child = getattr(block, "child_block", None)
    for each in [*inner, *([child] if child else [])]:
        yield from within(each)


def is_ours(block):
    return type(block).__module__.split(".")[0] in {"curriculum", "quizzes", "cms"}


ALL = [block for root in ROOTS for block in within(root)]
OURS = [block for block in ALL if is_ours(block)]
# One of each class: what a class draws does not depend on where it stands.
ONE_OF_EACH = list({type(block): block for block in OURS}.values())


def drawn(trainer, block):
    return trainer.get(PREVIEW, {"id": block.definition_prefix})


def words_of(value):
    """The texts in a preview's value that a reader should meet."""
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from words_of(child.value)
    elif isinstance(value, blocks.StructValue):
        for name in ("text", "prompt", "title", "board", "do"):
            yield from words_of(value.get(name) or "")
    elif value:
        yield str(value)


def test_walk_meets_the_blocks_of_a_lesson():
    names = {type(block).__name__ for block in ONE_OF_EACH}

    assert names >= {
        "SlidesBlock", "TitleSlideBlock", "QuizSlideBlock", "CategoryBlock", "CardBlock",
        "StoryBlock", "NodeBlock", "StoryChoiceBlock", "QuestionBlock", "OptionBlock",
        "ObjectiveBlock", "SentenceBlock", "GuidanceBlock", "NameBlock", "VerifyBlock",
        "StepBlock",
    }  # fmt: skip


def test_every_field_is_labelled():
    roots = {id(root) for root in ROOTS if not is_ours(root)}
    unlabelled = [
        block.definition_prefix + block.name
        for block in ALL
        if id(block) not in roots and not block.meta.label
    ]

    assert unlabelled == []


@pytest.mark.parametrize("block", OURS, ids=lambda block: f"{type(block).__name__}-{block.name}")
def test_block_says_what_it_is(block):
    assert block.meta.icon not in ("", "placeholder")
    assert str(block.label)
    assert str(block.get_description() or block.meta.help_text)
    assert block.is_previewable


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_preview_shows_the_example(trainer, block):
    response = drawn(trainer, block)

    assert response.status_code == 200
    shown = response.content.decode()
    if type(block).__name__ != "VerifyBlock":  # its value is a code, shown in words
        expected = list(words_of(response.context["bound_block"].value))
        assert expected
        for words in expected:
            assert words in shown
    assert "<form" not in shown
    assert 'src="http' not in shown


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_example_is_in_the_trainers_language(block, language):
    with override("en"):
        english = set(words_of(block.get_preview_value()))
    with override(language):
        said = set(words_of(block.get_preview_value()))

    codes = {"first-example", "4.1 (12-15)", "legal"}
    assert said & english <= codes


def test_preview_may_stand_in_a_frame_of_our_own_pages_alone(trainer):
    response = drawn(trainer, ONE_OF_EACH[0])

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_no_pupil_or_teacher_sees_a_preview(client):
    assert drawn(client, ONE_OF_EACH[0]).status_code == 302
