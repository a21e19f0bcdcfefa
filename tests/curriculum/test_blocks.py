import copy

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from curriculum.models import LessonPage
from tests.curriculum.conftest import SLUGS


def question_block():
    return LessonPage._meta.get_field("questions").stream_block.child_blocks["question"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_starter_block_passes_its_own_rules(slug, lesson):
    page = lesson(slug)
    for name in ("objectives", "slides", "story", "questions", "family_sentences", "itgse"):
        stream = getattr(page, name)
        stream.stream_block.clean(stream)


def faulty(lesson, index, alter):
    value = copy.deepcopy(lesson().questions[index].value)
    alter(value)
    with pytest.raises(StructBlockValidationError) as wrong:
        question_block().clean(value)
    return wrong.value


def test_question_without_a_key_is_refused_at_its_options(lesson):
    def alter(value):
        value["options"][0]["in_key"] = False

    assert set(faulty(lesson, 0, alter).block_errors) == {"options"}


def test_question_whose_options_all_count_is_refused(lesson):
    def alter(value):
        for option in value["options"]:
            option["in_key"] = True

    assert set(faulty(lesson, 0, alter).block_errors) == {"options"}


def test_option_without_explanation_is_refused_at_that_option(lesson):
    def alter(value):
        value["options"][1]["explanation"] = ""

    in_list = faulty(lesson, 0, alter).block_errors["options"]

    assert set(in_list.block_errors) == {1}


def test_two_options_of_one_name_are_refused(lesson):
    def alter(value):
        value["options"][1]["name"] = "a"

    assert set(faulty(lesson, 0, alter).block_errors) == {"options"}


def test_attitude_needs_its_own_explanation(lesson):
    def alter(value):
        value["explanation"] = ""

    assert set(faulty(lesson, 5, alter).block_errors) == {"explanation"}


def test_attitude_is_counted_only_as_norm_question(lesson):
    def alter(value):
        value["counted"] = True

    assert set(faulty(lesson, 5, alter).block_errors) == {"counted"}


def test_norm_attitude_may_be_counted(lesson):
    value = copy.deepcopy(lesson().questions[5].value)
    value["counted"] = value["norm"] = True

    assert question_block().clean(value)["norm"] is True


def test_knowledge_is_no_norm_question(lesson):
    def alter(value):
        value["norm"] = True

    assert set(faulty(lesson, 0, alter).block_errors) == {"norm"}


def test_name_with_cyrillic_letters_is_refused(lesson):
    def alter(value):
        value["name"] = "с1"

    assert set(faulty(lesson, 0, alter).block_errors) == {"name"}


def test_story_with_a_lost_choice_is_refused(lesson):
    story = lesson().story[0]
    story.value["nodes"][0]["choices"][0]["goto"] = "lost"

    with pytest.raises(StructBlockValidationError):
        story.block.clean(story.value)


def test_card_of_an_unknown_group_is_refused(lesson):
    slide = next(child for child in lesson().slides if child.block_type == "sort")
    slide.value["items"][0]["categories"][0] = "lost"

    with pytest.raises(StructBlockValidationError) as wrong:
        slide.block.clean(slide.value)

    assert set(wrong.value.block_errors) == {"items"}
