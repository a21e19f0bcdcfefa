from operator import itemgetter

import pytest
import yaml

from curriculum.actions import CONTENT
from curriculum.formats import lesson as lesson_format
from curriculum.formats import snippets
from curriculum.formats.streams import block_id
from curriculum.formats.texts import merged
from curriculum.models import LessonPage
from tests.curriculum.conftest import SLUGS, file_of


@pytest.mark.parametrize("slug", SLUGS)
def test_lesson_file_comes_back_whole_from_its_three_pages(slug):
    pages = LessonPage.objects.filter(slug=slug).select_related("locale")

    data = merged({each.language: lesson_format.data_of(each) for each in pages})

    assert len(pages) == 3
    assert data == file_of(slug)


@pytest.mark.parametrize("name", snippets.FILES)
def test_a_snippet_file_is_made_again_of_its_entries(name):
    model = snippets.FILES[name]
    data = yaml.safe_load((CONTENT / "snippets" / f"{name}.yaml").read_text("utf-8"))

    rows = list(snippets.entries(model, data))
    again = snippets.file_of(model, rows)

    assert list(snippets.entries(model, again)) == rows


@pytest.mark.parametrize("name", snippets.FILES)
def test_snippet_file_comes_back_whole(name):
    model = snippets.FILES[name]
    file = yaml.safe_load((CONTENT / "snippets" / f"{name}.yaml").read_text("utf-8"))
    expected = list(snippets.entries(model, file))

    stored = [
        merged({each.locale.language_code: snippets.data_of(each) for each in versions})
        for source in model.objects.filter(locale__language_code="ky")
        for versions in [source.get_translations(inclusive=True).select_related("locale")]
    ]

    by_key = itemgetter("key")
    assert sorted(stored, key=by_key) == sorted(expected, key=by_key)


@pytest.mark.parametrize("slug", SLUGS)
def test_block_ids_are_the_same_in_all_languages(slug):
    ids = [
        [[child.id for child in stream] for stream in (page.slides, page.questions, page.story)]
        for page in LessonPage.objects.filter(slug=slug)
    ]

    assert ids[0] == ids[1] == ids[2]


def test_question_id_is_made_of_slug_and_question(lesson):
    first = lesson().questions[0]

    assert first.id == block_id("not-just-a-joke", "c1")
    assert first.id == "3d7bdac3-cece-5406-8be1-274d483878e3"
