import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.help import help_for_pupils
from curriculum.models import HelpService
from tests.curriculum.conftest import file_of


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ky/", "Дени сак мамиле"),
        ("/ru/", "Здоровые отношения"),
        ("/en/", "Healthy relationships"),
        ("/ky/harassment/", "Бул жөн эле тамаша эмес"),
        ("/ru/harassment/", "Это не просто шутка"),
        ("/en/harassment/not-just-a-joke/", "Tell apart a shared joke"),
        ("/ru/harassment/not-just-a-joke/", "Различить взаимную шутку"),
    ],
)
def test_public_page_speaks_its_language(client, path, words):
    response = client.get(path)

    text = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<html lang="(\w+)"', text)[1] == path[1:3]
    assert words in text


LANGUAGES = ["ky", "ru", "en"]
TOPICS = {
    "ask-before-you-post": "image-rights",
    "care-or-control": "healthy-relationships",
    "my-body-my-space": "consent",
    "not-just-a-joke": "harassment",
}
PUBLIC_PARTS = {"title", "objectives", "key_message", "family_sheet"}
# A single word such as "Жок" may stand in a public sentence too.
SHORT = 12
# The title of the help slide is also what the link to the help page says.
HELP_LINK = "Жардам кайда"


def texts_in(data, language):
    """Every text of that language below a part of a lesson file."""
    if isinstance(data, list):
        return [text for each in data for text in texts_in(each, language)]
    if not isinstance(data, dict):
        return []
    own = [data[language]] if isinstance(data.get(language), str) else []
    return own + [text for each in data.values() for text in texts_in(each, language)]


def hidden_texts(slug, language):
    """All that families do not read: quiz, story, cues, notes, and what the slides say beyond the
    lesson's title and key message."""
    data = file_of(slug)
    public = texts_in([data[part] for part in PUBLIC_PARTS], language)
    hidden = texts_in([data[part] for part in data.keys() - PUBLIC_PARTS], language)
    return [
        text for text in hidden if not any(text in each for each in public if len(text) > SHORT)
    ]


def public_pages(language):
    yield from (f"/{language}/", f"/{language}/search/")
    for slug, topic in TOPICS.items():
        yield f"/{language}/{topic}/"
        yield f"/{language}/{topic}/{slug}/"
        yield f"/{language}/{topic}/{slug}/family/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_holds_quiz_story_slides_or_notes(client, language):
    hidden = [text for slug in TOPICS for text in hidden_texts(slug, language)]
    for path in public_pages(language):
        response = client.get(path)
        source = unescape(response.content.decode())
        assert response.status_code == 200
        assert [text for text in hidden if len(text) > SHORT and text in source] == [], path
        assert {text for text in hidden if f">{text}<" in source} <= {HELP_LINK}, path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", TOPICS)
def test_hidden_texts_are_the_ones_meant(lesson, slug, language):
    """What the test above looks for holds every prompt, option, explanation and cue."""
    page, hidden = lesson(slug, language), hidden_texts(slug, language)
    for child in page.questions:
        options = child.value["options"]
        wanted = [child.value["prompt"], *(o["text"] for o in options)]
        assert set(wanted) | {o["explanation"] for o in options} - {""} <= set(hidden)
    assert {child.value["cue"] for child in page.slides} <= set(hidden)
    assert {node["text"] for node in page.story[0].value["nodes"]} <= set(hidden)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", TOPICS)
def test_search_does_not_know_the_quiz(client, lesson, slug, language):
    for child in lesson(slug, language).questions:
        found = client.get(f"/{language}/search/", {"q": child.value["prompt"]})
        assert found.context["cards"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", TOPICS)
def test_family_sheet_says_what_families_need(client, lesson, slug, language):
    page = lesson(slug, language)

    text = unescape(client.get(f"/{language}/{TOPICS[slug]}/{slug}/family/").content.decode())

    for words in (page.title, page.family_aim, page.family_question):
        assert words in text
    assert [sentence.value in text for sentence in page.family_sentences] == [True] * 3
    assert help_for_pupils(page.age_band, language).trusted_adults[0].text in text
    assert not re.search(r"\b(111|102|103|112)\b", text)


def test_family_sheet_names_checked_services(client):
    HelpService.objects.filter(key="child_helpline").update(
        checked_on=date(2026, 10, 1), checked_by="Айбек"
    )

    text = client.get("/ky/consent/my-body-my-space/family/").content.decode()

    assert re.findall(r"<strong>(\d+)</strong>", text) == ["111"]


def test_family_sheet_of_a_draft_does_not_exist(client, lesson):
    lesson(language="en").unpublish()

    assert client.get("/en/harassment/not-just-a-joke/family/").status_code == 404
    assert client.get("/ky/harassment/not-just-a-joke/other/").status_code == 404


def test_draft_lesson_is_not_public(client, lesson):
    lesson(language="en").unpublish()

    assert client.get("/en/harassment/not-just-a-joke/").status_code == 404
    assert "not-just-a-joke" not in client.get("/en/harassment/").content.decode()


def test_topic_without_lessons_says_so(client, lesson):
    lesson().unpublish()

    assert "Бул теманын сабактары" in client.get("/ky/harassment/").content.decode()


def test_home_says_what_is_not_kept_and_shows_the_ways_on(client):
    text = client.get("/ru/").content.decode()

    assert "Ответ ребёнка не сохраняется" in text
    for address in ("/help/", "/exit/", "/login/", "/ru/search/", "/ru/consent/"):
        assert f'"{address}"' in text


def test_lessons_stand_by_age_on_the_first_page(client):
    text = client.get("/en/").content.decode()

    bands = re.findall(r'class="bands__age" id="[^"]+">([^<]+)<', text)
    assert bands == ["7–10 years", "11–12 years", "13–15 years", "16–17 years"]


def more_lessons(lesson, count):
    topic = lesson().get_parent()
    for number in range(count):
        lesson().copy(to=topic, update_attrs={"slug": f"more-{number}"}, copy_revisions=False)


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/ky/", 9),
        ("/ky/harassment/", 11),
        ("/ky/harassment/not-just-a-joke/", 15),
        ("/ky/harassment/not-just-a-joke/family/", 15),
    ],
)
@pytest.mark.parametrize("more", [0, 2])
def test_cost_does_not_grow_with_the_lessons(client, lesson, path, queries, more):
    more_lessons(lesson, more)

    assert queries_of(client, path) == queries


@pytest.mark.parametrize(
    "path", ["/play/", "/help/", "/ru/consent/", "/ky/harassment/not-just-a-joke/", "/ky/search/"]
)
def test_quick_exit_is_a_plain_link_that_is_fetched_ahead_and_quick_with_scripts(client, path):
    text = client.get(path).content.decode()

    assert re.search(r'<a class="quick-exit" href="/exit/" data-exit>', text)
    assert '<link rel="prefetch" href="/exit/">' in text
    assert re.search(r'<script src="/static/js/exit(\.\w+)?\.js" defer>', text)
