"""Cards to cut out and the poster: what is on them, and what must not be."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.utils import translation
from PIL import Image as Drawing
from wagtail.images import get_image_model

from curriculum import paper
from curriculum.paper import cards_of, poster_of, size_of
from curriculum.states import CardKind
from tests.curriculum.test_previews import broken, raw


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = BytesIO()
    Drawing.new("RGB", (80, 60), "teal").save(content, "PNG")
    file = ImageFile(BytesIO(content.getvalue()), name="teal.png")
    return get_image_model().objects.create(title="teal", file=file)


@pytest.fixture
def sets(lesson):
    """The card sets of a lesson, by kind."""

    def find(slug="my-body-my-space", language="ky"):
        return {one.kind: one for one in cards_of(lesson(slug, language)).sets}

    return find


def test_sort_slide_becomes_groups_and_numbered_cards(sets):
    found = sets(language="en")[CardKind.SORT]

    assert [card.text for card in found.cards if not card.number] == ["A clear yes", "Not a yes"]
    assert [card.number for card in found.cards] == [0, 0, 1, 2, 3, 4, 5, 6]
    assert len(found.rows) == 4
    assert [card.fits for card in found.solution][:2] == [("A clear yes",), ("Not a yes",)]


def test_story_cards_lead_to_each_other_by_number(sets, lesson):
    nodes = lesson().story[0].value["nodes"]
    found = sets("not-just-a-joke")[CardKind.STORY]

    assert [card.number for card in found.cards] == list(range(1, len(nodes) + 1))
    numbers = {card.text: card.number for card in found.cards}
    texts = {node["name"]: node["text"] for node in nodes}
    ways = {(way.text, way.number) for card in found.cards for way in card.ways}
    assert ways == {
        (choice["text"], numbers[texts[choice["goto"]]])
        for node in nodes
        for choice in node["choices"]
    }
    assert [bool(card.ways) for card in found.cards] == [not card.ending for card in found.cards]


def test_lines_of_an_activity_become_cards(sets):
    found = sets(language="en")[CardKind.LINES]

    assert "May I borrow your pencil?" in [card.text for card in found.cards]
    assert found.solution == []


def with_pictures(page, picture, kind):
    question = page.questions[0].value
    question["kind"] = kind
    for option in question["options"]:
        option["picture"], option["alt"] = picture, "Боз үй"
    return page


@pytest.mark.parametrize(
    ("kind", "count"), [("knowledge", 1), ("scenario", 0), ("attitude", 0), ("", 0)]
)
def test_answers_with_pictures_become_cards_where_only_knowledge_is_asked(
    lesson, picture, kind, count
):
    page = with_pictures(lesson(), picture, kind)

    found = [one for one in cards_of(page).sets if one.kind == CardKind.ANSWERS]

    assert len(found) == count
    for one in found:
        assert all(card.picture and card.alt == "Боз үй" for card in one.cards)
        assert len(one.solution) == len(
            [o for o in page.questions[0].value["options"] if o["in_key"]]
        )


def test_answers_of_which_one_has_no_picture_become_no_cards(lesson, picture):
    page = with_pictures(lesson(), picture, "knowledge")
    page.questions[0].value["options"][1]["picture"] = None

    assert CardKind.ANSWERS not in {one.kind for one in cards_of(page).sets}


def test_poster_says_what_everybody_takes_home(lesson):
    page = lesson()
    poster = poster_of(page)

    assert (poster.title, poster.key_message) == (page.title, page.key_message)
    assert poster.sentences == tuple(each.value for each in page.family_sentences)
    assert poster.drawing.name == next(
        c.value["picture"] for c in page.slides if c.value["picture"]
    )


DRAFTS = {
    "empty": {"slides": [], "story": [], "questions": [], "family_sentences": []},
    "bare": {
        "slides": [raw("sort"), raw("activity"), raw("story", name="s")],
        "story": [raw("story")],
    },
    "lost": {"slides": [raw("sort", items=[{"text": "I", "categories": ["lost"]}, {}])]},
}


@pytest.mark.parametrize("name", DRAFTS)
def test_half_finished_draft_has_what_is_there(lesson, name):
    page = broken(lesson(), DRAFTS[name])

    found = cards_of(page).sets

    assert [card.text for one in found for card in one.cards] == (["I"] if name == "lost" else [])
    assert poster_of(page).drawing is None


@pytest.mark.parametrize(
    ("text", "size"),
    [("", "large"), ("ө" * 15, "large"), ("ө" * 16, "middle"), ("ө " * 40, "middle"),
     ("ө" * 30, "small"), ("ө" * 31, paper.LEAST), ("ө " * 200, paper.LEAST)],
)  # fmt: skip
def test_letters_are_as_large_as_there_is_room(text, size):
    assert size_of(paper.CARD_SIZES, text) == size


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_kinds_of_cards_are_translated(language):
    with translation.override(language):
        said = {str(kind.label) for kind in CardKind}
    assert len(said) == 4
    assert not [words for words in said if words.isascii()]
