import json

import pytest

from curriculum.lessons import deck_of, questions_of
from curriculum.models import LessonPage
from curriculum.states import SlideKind
from quizzes.questions import Question
from quizzes.states import Kind, Wave
from tests.curriculum.conftest import SLUGS, file_of


@pytest.mark.parametrize("slug", SLUGS)
def test_frozen_questions_are_those_of_the_file(slug, lesson):
    expected = file_of(slug)["quiz"]["questions"]

    frozen = lesson(slug).freeze_questions()

    assert [question.name for question in frozen] == [each["id"] for each in expected]
    for question, each in zip(frozen, expected, strict=True):
        assert question.kind == each["kind"]
        assert question.prompt.by_language == each["prompt"]
        assert question.key == set(each["key"])
        assert question.counted == each["counted"]
        assert [str(wave) for wave in question.waves] == each["waves"]
        assert question.explanation.by_language == each.get("explanation", {})
        assert [o.text.by_language for o in question.options] == [
            o["text"] for o in each["options"]
        ]
        assert [o.explanation.by_language for o in question.options] == [
            o.get("explanation", {}) for o in each["options"]
        ]


def test_frozen_questions_are_the_same_from_any_language(lesson):
    frozen = [lesson(language=code).freeze_questions() for code in ("ky", "ru", "en")]

    assert frozen[0] == frozen[1] == frozen[2]


def test_frozen_questions_survive_as_data(lesson):
    for question in lesson().freeze_questions():
        assert Question.from_data(question.to_data()) == question


def test_unpublished_translation_leaves_its_texts_out(lesson):
    lesson(language="ru").unpublish()

    first = lesson().freeze_questions()[0]

    assert set(first.prompt.by_language) == {"ky", "en"}
    assert first.prompt.words("ru").language == "ky"


def test_source_taken_back_during_a_lesson_can_still_be_asked(lesson):
    lesson().unpublish()

    assert set(lesson().freeze_questions()[0].prompt.by_language) == {"ky", "ru", "en"}


def test_key_and_kind_come_from_the_source_page_alone(lesson):
    russian = lesson(language="ru")
    russian.questions[0].value["kind"] = Kind.SCENARIO
    russian.questions[0].value["options"][1]["in_key"] = True
    russian.save_revision().publish()

    first = russian.freeze_questions()[0]

    assert (first.kind, first.key) == (Kind.KNOWLEDGE, {"a"})
    assert first.waves == (Wave.PRE, Wave.POST)


def test_slide_deck_speaks_the_language_asked_for(lesson):
    deck = deck_of(lesson().freeze_lesson(), "ru").slides

    assert [slide.id for slide in deck] == [
        each["id"] for each in file_of("not-just-a-joke")["slides"]
    ]
    assert deck[0].title == "Это не просто шутка"
    assert {slide.language for slide in deck} == {"ru"}


def test_slide_deck_falls_back_to_the_source(lesson):
    lesson(language="ru").unpublish()

    assert {slide.language for slide in deck_of(lesson().freeze_lesson(), "ru").slides} == {"ky"}


def test_slide_deck_holds_what_each_kind_needs(lesson):
    deck = {slide.id: slide for slide in deck_of(lesson().freeze_lesson(), "en").slides}

    assert deck["quiz-before"].wave == Wave.PRE
    assert [group.name for group in deck["sort-examples"].categories][:2] == ["joke", "conflict"]
    assert deck["sort-examples"].items[5].categories == ("sexual_harassment", "bullying")
    assert len(deck["discussion"].prompts) == 4
    assert deck["story"].story.title == "The rating list"
    assert len(deck["story"].story.scene("n1").choices) == 4
    assert deck["write-the-facts"].skip_if_short
    assert len(deck["five-ways"].lines.points) == 5


@pytest.mark.parametrize("slug", SLUGS)
def test_frozen_lesson_survives_as_json(slug, lesson):
    page = lesson(slug)
    frozen = page.freeze_lesson()

    again = json.loads(json.dumps(frozen))

    for language in ("ky", "ru", "en"):
        assert deck_of(again, language) == deck_of(frozen, language)
        assert deck_of(again, language).language == language
    assert questions_of(again) == page.freeze_questions()


def test_verify_items_name_slides_and_questions(lesson):
    items = lesson("care-or-control", "en").verify_items()

    assert [(item.part, item.id) for item in items] == [
        ("slide", "right-to-choose"),
        ("slide", "helping-a-friend"),
        ("question", "d2"),
        ("question", "d3"),
    ]


def test_published_lessons_are_in_the_source_language_by_topic_and_age():
    found = [page.slug for page in LessonPage.objects.published_lessons()]

    assert found == [
        "care-or-control",
        "my-body-my-space",
        "ask-before-you-post",
        "not-just-a-joke",
    ]


def test_published_lessons_leave_out_drafts(lesson):
    lesson("care-or-control").unpublish()

    assert lesson("care-or-control") not in LessonPage.objects.published_lessons()


def test_every_kind_of_slide_has_its_template(lesson):
    decks = [deck_of(lesson(slug).freeze_lesson(), "ky") for slug in SLUGS]
    deck = [slide for each in decks for slide in each.slides]

    assert {slide.kind for slide in deck} == set(SlideKind)
    assert deck[0].template == "curriculum/slides/title.html"
