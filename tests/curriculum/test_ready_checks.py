"""“Ready to publish?”: a planted fault for each check, and nothing hard in the starter lessons."""

import pytest
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.blocks import StructBlock

from curriculum import publishing, ready
from curriculum.models import HelpService
from curriculum.ready import places, texts
from curriculum.ready.places import Place
from curriculum.ready.reading import Level, level_of
from tests.curriculum.conftest import SLUGS
from tests.curriculum.test_bad_input import goto
from tests.privacy.lessons import more_counted

BLAMING = "Кыска юбка кийген кызга тийишишет."


def found(page, hard=None):
    return [each for each in ready.of(page) if hard in (None, each.is_hard)]


def at(page, field, *path):
    """The findings at exactly this place."""
    return [each for each in ready.of(page) if each.place == Place(field, path)]


def the(page, field, *path):
    (only,) = at(page, field, *path)
    return only


def slide(page, kind):
    return next(i for i, child in enumerate(page.slides) if child.block_type == kind)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_starter_lessons_have_nothing_hard_and_read_well(lesson, slug, language):
    page = lesson(slug, language)

    assert found(page, hard=True) == []
    sentences = {each.sentence for each in found(page)}
    law = gettext("A lawyer must still check this. Teachers see it marked as not checked.")
    assert {one for one in sentences if one != law} == {the_help_slide(page).sentence}


def the_help_slide(page):
    return the(page, "slides", slide(page, "help"))


def test_empty_field_is_hard(lesson):
    page = lesson()
    page.key_message = ""

    finding = the(page, "key_message")

    assert (finding.is_hard, finding.anchor) == (True, "")
    assert finding.where == capfirst(page._meta.get_field("key_message").verbose_name)
    assert finding.sentence == gettext("This is empty.")


def test_missing_explanation_is_hard_and_leads_to_the_option(lesson):
    page = lesson()
    option = page.questions[0].value["options"].bound_blocks[1]
    option.value["explanation"] = ""

    finding = the(page, "questions", 0, "options", 1, "explanation")

    assert (finding.is_hard, finding.anchor) == (True, f"block-{option.id}-section")
    assert finding.sentence == gettext("Every option needs an explanation.")


def test_no_key_set_is_hard(lesson):
    page = lesson()
    for option in page.questions[0].value["options"]:
        option["in_key"] = False

    finding = the(page, "questions", 0, "options")

    assert finding.is_hard
    assert finding.anchor == f"block-{page.questions[0].id}-section"


def test_sixth_counted_question_is_hard_and_too_few_are_not(lesson):
    page = lesson()
    more_counted(page)
    assert the(page, "questions", 8, "counted").is_hard

    page = lesson()
    for child in page.questions[1:]:
        child.value["counted"] = False
    assert not the(page, "questions").is_hard


def test_story_without_a_good_end_is_hard(lesson):
    page = lesson()
    goto(page, "n1")

    assert the(page, "story", 0).is_hard


def test_wording_is_hard_until_it_is_changed(lesson):
    page = lesson()
    page.slides[3].value["body"] = BLAMING

    finding = the(page, "slides", 3, "body")

    assert finding.is_hard
    assert "Кыска юбка" in finding.sentence


def test_blame_on_a_card_or_in_an_opinion_is_what_lessons_talk_about(lesson):
    page = lesson()
    page.slides[slide(page, "sort")].value["items"][0]["text"] = BLAMING
    attitude = next(q for q in page.questions if q.value["kind"] == "attitude")
    attitude.value["prompt"] = BLAMING
    wrong = page.questions[0].value["options"]
    next(each for each in wrong if not each["in_key"])["text"] = BLAMING

    assert found(page, hard=True) == []


def test_blame_in_the_key_or_in_a_teachers_note_is_hard(lesson):
    page = lesson()
    options = list(page.questions[0].value["options"])
    key = next(i for i, each in enumerate(options) if each["in_key"])
    options[key]["text"] = BLAMING
    page.slides[2].value["cue"] = BLAMING

    hard = {each.place for each in found(page, hard=True)}

    assert hard == {
        Place("questions", (0, "options", key, "text")),
        Place("slides", (2, "cue")),
    }


def test_word_that_is_not_for_the_age_is_hard(lesson):
    page = lesson("my-body-my-space")
    page.slides[3].value["title"] = "Сексуалдык асылуу"

    assert the(page, "slides", 3, "title").is_hard
    page.age_band = "13-15"
    assert at(page, "slides", 3, "title") == []


def test_helpline_number_for_pupils_is_hard_and_for_the_teacher_it_is_not(lesson):
    page = lesson()
    page.slides[3].value["body"] = "111 номерине чал."
    page.slides[3].value["cue"] = "111 номери текшерилсин."

    assert the(page, "slides", 3, "body").is_hard
    assert at(page, "slides", 3, "cue") == []


def test_placeholder_is_hard_wherever_it_stands(lesson):
    page = lesson()
    page.home_link = "[[Үй-бүлөгө]]"
    page.family_sentences[1].value = "Сүйлөм ]]"

    assert [each.place for each in found(page, hard=True)] == [
        Place("home_link"),
        Place("family_sentences", (1,)),
    ]


def test_law_that_nobody_has_checked_is_told(lesson):
    page = lesson()
    page.slides[3].value["verify"] = "legal"

    assert not the(page, "slides", 3, "verify").is_hard


def test_checked_help_service_ends_the_word_about_it(lesson):
    page = lesson()
    index = slide(page, "help")
    assert not the(page, "slides", index).is_hard

    service = HelpService.objects.filter(locale__language_code="ky").first()
    service.checked_on, service.checked_by = "2026-11-01", "Айгүл"
    service.save()

    assert at(page, "slides", index) == []


def test_lesson_without_help_or_quiz_slide_is_told(lesson):
    page = lesson()
    raw = [each for each in page.slides.get_prep_value() if each["type"] not in ("help", "quiz")]
    page.slides = page.slides.stream_block.to_python(raw)

    sentences = [each.sentence for each in at(page, "slides")]

    assert (
        gettext("There is no help slide. Every lesson says where help is to be found.") in sentences
    )
    assert gettext("No slide starts the quiz after the lesson.") in sentences
    assert "35" in the(page, "duration_long").sentence


def test_slide_and_sentence_that_are_too_long_are_told(lesson):
    page = lesson("my-body-my-space")
    page.slides[3].value["body"] = "Биз сурайбыз. " * 30
    page.slides[4].value["body"] = "Биз " + "жана биз " * 12 + "сурайбыз."

    many, long = the(page, "slides", 3, "body"), the(page, "slides", 4, "body")

    assert "60" in many.sentence
    assert "45" in many.sentence
    assert "26" in long.sentence
    assert [many.is_hard, long.is_hard] == [False, False]


def test_lesson_that_is_too_hard_for_its_age_is_told_as_a_whole(lesson):
    page = lesson("my-body-my-space")
    for child in page.slides:
        child.value["body"] = (
            "Келишимдердин шарттуулугун аныктагандардын жоопкерчиликтүүлүгүн талкуулагандардын "
            "пикирлеринин айырмачылыктарын түшүндүрөбүз."
        )

    assert len(at(page, "slides")) == 1
    page.age_band = "16-17"
    assert at(page, "slides") == []


def test_measure_counts_words_and_syllables():
    assert level_of("ky", ["Сура. Ук."]) == Level(1, 1, 0)
    assert level_of("ky", ["Жоопкерчилик бизде: сура."]) == Level(1.5, 2, 100 / 3)
    assert level_of("en", ["“Responsibility!” he said"]).long_words == 100 / 3
    assert level_of("ru", ["", " … "]) == Level(0, 0, 0)


def test_word_to_avoid_is_told(lesson):
    page = lesson()
    page.slides[3].value["title"] = "Ким жеңүүчү?"

    assert not the(page, "slides", 3, "title").is_hard


def test_empty_draft_is_told_without_an_error(lesson):
    page = type(lesson())(locale=lesson().locale)

    assert {each.place.field for each in found(page, hard=True)} >= {"title", "slides", "story"}


def half_empty(stream_block):
    """One block of each kind, with nothing in it."""
    kinds = stream_block.child_blocks.items()
    return [
        {"type": name, "value": {} if isinstance(kind, StructBlock) else ""} for name, kind in kinds
    ]


def test_half_empty_blocks_are_told_without_an_error(lesson):
    page = lesson()
    for name in places.stream_fields(page):
        block = getattr(page, name).stream_block
        setattr(page, name, block.to_python(half_empty(block)))

    assert len(found(page, hard=True)) > 50


def test_every_text_of_a_lesson_is_read(lesson):
    page = lesson("care-or-control")
    said = {each.text for each in texts.of(page)}

    assert {page.title, page.home_link, page.slides[0].value["cue"]} <= said
    for node in page.story[0].value["nodes"]:
        assert {node["text"], *(each["text"] for each in node["choices"])} <= said
    assert "" not in said


def test_gate_shows_hard_findings_at_their_places(lesson):
    page = lesson()
    page.slides[3].value["body"] = "[[Бир ой]]"
    page.questions[0].value["options"][1]["explanation"] = ""
    page.key_message = ""

    errors = publishing.refusals(page)

    assert set(errors) == {"slides", "questions", "key_message"}
    assert list(errors["slides"].block_errors) == [3]
    option = errors["questions"].block_errors[0].block_errors["options"].block_errors[1]
    assert list(option.block_errors) == ["explanation"]
    assert errors["key_message"].messages == [gettext("This is empty.")]
