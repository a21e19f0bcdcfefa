"""The search of the public pages: Kyrgyz letters, prefixes, and only what is public."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from cms import prepare
from curriculum import actions, search
from curriculum.models import LessonPage, TopicPage

NAMES = ["Бөлчөк", "ҮЙ-БҮЛӨ ЖАНА ТАҢ", "Ыраазычылык", "Өзгөрүү", "Оор суроо", "Ёлка жана үй"]


def titles(client, typed, language="ky"):
    text = client.get(f"/{language}/search/", {"q": typed}).content.decode()
    return [unescape(one) for one in re.findall(r'lesson-card__title"><a [^>]+>([^<]+)<', text)]


@pytest.fixture
def add(lesson, django_capture_on_commit_callbacks):
    """Adds lessons to a topic, as publishing in the CMS does; the index is filled on commit."""

    def make(*names, language="ky", **texts):
        old = lesson(language=language)
        topic = TopicPage.objects.get(topic="consent", locale=old.locale)
        with django_capture_on_commit_callbacks(execute=True):
            for title in names:
                values = {name: getattr(old, name) for name in FIELDS} | texts
                slug = slugify(title, allow_unicode=True)
                page = LessonPage(title=title, slug=slug, locale=old.locale, **values)
                topic.add_child(instance=page)
                page.save_revision().publish()

    return make


FIELDS = (
    "age_band", "objectives", "key_message", "content_note", "translation_status", "slides",
    "preparation", "sensitive_points", "differentiation", "home_link", "family_aim",
    "family_sentences", "family_question", "questions", "story",
)  # fmt: skip


@pytest.fixture
def six(add):
    add(*NAMES)


# The six are made once for all that is typed: each is written and published as in the CMS.
FOUND = {
    "бөлчөк": "Бөлчөк",
    "БӨЛЧӨК": "Бөлчөк",
    "Бөл": "Бөлчөк",
    "үй-бүлө": "ҮЙ-БҮЛӨ ЖАНА ТАҢ",
    "үй бүл": "ҮЙ-БҮЛӨ ЖАНА ТАҢ",
    "таң": "ҮЙ-БҮЛӨ ЖАНА ТАҢ",
    "ЫРААЗЫЧЫЛЫК": "Ыраазычылык",
    "ыраазы": "Ыраазычылык",
    "өзгөрү": "Өзгөрүү",
    "ёлка": "Ёлка жана үй",
    "елка": "Ёлка жана үй",
    "ЕЛКА": "Ёлка жана үй",
}


def test_search_finds_in_any_case_and_by_a_beginning(client, six):
    found = {typed: titles(client, typed) for typed in FOUND}
    # The starter's lessons may hold the word too, but in no title.
    ours = {typed: [name for name in names if name in NAMES] for typed, names in found.items()}
    assert ours == {typed: [title] for typed, title in FOUND.items()}
    assert {typed: names[0] for typed, names in found.items()} == FOUND


def test_search_does_not_find_what_is_not_there(client, six):
    absent = ["болчок", "лчөк", "бөлчөк эмес-мындай-сөз"]
    assert {typed: titles(client, typed) for typed in absent} == dict.fromkeys(absent, [])


@pytest.mark.usefixtures("six")
def test_nothing_typed_lists_all_in_kyrgyz_order(client):
    found = [name for name in titles(client, "") if name in NAMES]
    assert found == [
        "Бөлчөк", "Ёлка жана үй", "Оор суроо", "Өзгөрүү", "ҮЙ-БҮЛӨ ЖАНА ТАҢ", "Ыраазычылык",
    ]  # fmt: skip
    assert len(titles(client, " ")) == len(NAMES) + 4


def test_titles_come_before_texts(client, add):
    add("Ааа", key_message="Бул жерде бөлчөк бар.")
    add("Яяя бөлчөк")
    assert titles(client, "бөлчөк") == ["Яяя бөлчөк", "Ааа"]


@pytest.mark.parametrize(
    ("language", "typed", "other"),
    [("ky", "күбө", "свидетель"), ("ru", "СВИДЕТЕЛЬ", "күбө"), ("en", "witness", "свидетель")],
)
def test_search_knows_the_readers_language_only(client, lesson, language, typed, other):
    assert titles(client, typed, language) == [
        lesson(language=language).title.replace("'", "&#x27;")
    ]
    assert titles(client, other, language) == []


@pytest.mark.parametrize(
    "typed",
    ['"', "*", '"*', "AND", "OR NOT", "NEAR(", "a\x00b", "\x00", "🙂", "%", "'; --", "{title} :",
     "^", "ы" * 500, "ы " * 250, "_", "\\", "(" * 50, "-", "ky:x", "\ud7ff\u0301"],
)  # fmt: skip
def test_search_never_breaks(client, typed):
    response = client.get("/ky/search/", {"q": typed})
    assert response.status_code == 200
    assert titles(client, typed) == []


def test_signs_among_the_words_do_not_matter(client, six):
    assert titles(client, '«Бөлчөк»! 🙂 "*') == ["Бөлчөк"]


def test_no_result_offers_the_topics_and_says_what_was_typed(client):
    text = client.get("/ru/search/", {"q": "<b>кит</b>"}).content.decode()
    assert "«&lt;b&gt;кит&lt;/b&gt;»" in text
    assert text.count('class="card topic-card"') == 4


def test_draft_and_unpublished_never_appear(client, lesson):
    page = lesson()
    page.key_message = "Кымбаттуу бугу"
    page.save_revision()
    assert titles(client, "бугу") == []
    assert titles(client, "тамаша") == [page.title]
    lesson().unpublish()
    assert titles(client, "тамаша") == []
    assert page.title not in titles(client, "")


def test_lesson_of_an_unpublished_topic_does_not_appear(client, lesson):
    lesson().get_parent().unpublish()
    assert titles(client, "тамаша") == []


def test_private_lesson_does_not_appear(client, lesson):
    lesson().view_restrictions.create(restriction_type="login")
    assert titles(client, "тамаша") == []
    assert lesson().title not in client.get("/ky/").content.decode()


# -- what the index holds


def index_of(page):
    (entry,) = page.index_entries.all()
    return entry


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_index_holds_title_and_public_words_only(lesson, language):
    page = lesson(language=language)
    entry = index_of(page)
    assert entry.title == page.title
    assert entry.body == ""
    assert entry.autocomplete == f"{page.title} {page.public_words}"


def test_public_words_are_those_of_the_public_page(client, lesson):
    page = lesson("my-body-my-space", "en")
    words = page.public_words
    for child in page.questions:
        assert child.value["prompt"] not in words
    assert page.family_question in words
    assert page.objectives[0].value["text"] in words


def test_publishing_in_the_cms_renews_the_index(client, lesson, django_capture_on_commit_callbacks):
    page = lesson()
    page.key_message = "Кымбаттуу бугу"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert titles(client, "БУГУ") == [page.title]


def test_loading_files_fills_the_index(client, lesson, django_capture_on_commit_callbacks):
    lesson().index_entries.all().delete()
    assert titles(client, "тамаша") == []
    with django_capture_on_commit_callbacks(execute=True):
        actions.load(overwrite=True)
    assert titles(client, "тамаша") == [lesson().title]


def test_a_start_fills_an_index_made_by_an_older_version(client, lesson):
    lesson().index_entries.update(autocomplete=lesson().title)
    assert titles(client, "коргойт") == []
    prepare.index_for_search()
    assert index_of(lesson()).autocomplete.endswith(lesson().public_words)


# -- cost


@pytest.mark.parametrize(("count", "typed"), [(0, "жокко"), (1, "бөлчөк"), (3, "жалпысөз")])
def test_search_costs_the_same_for_any_number(client, add, count, typed):
    add(*["Бөлчөк", "Аркан", "Эгин"], family_question="жалпысөз")
    client.get("/ky/search/", {"q": typed})
    with CaptureQueriesContext(connection) as queries:
        assert len(titles(client, typed)) == count
    assert len(queries) == 6


def test_longest_query_is_cut(six, lesson):
    typed = "бөлчөк" + " " * search.LONGEST_QUERY + "ушул-сөз-жок"
    here = LessonPage.objects.readable().filter(locale=lesson().locale)
    assert [page.title for page in search.find(here, typed)] == ["Бөлчөк"]
