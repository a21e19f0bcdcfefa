import gzip
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from quizzes.animals import ANIMALS, COLOURS


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def component(name, **arguments):
    return render_to_string(f"components/{name}.html", arguments)


def visible_text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("band", "words"),
    [("few", "Few in the class"), ("some", "Some of the class"), ("most", "Most of the class")],
)
def test_band_says_a_word_and_no_number(band, words):
    assert visible_text(component("band", band=band)) == words


def test_band_shows_nothing_without_a_band():
    assert component("band", band="").strip() == ""


def test_caravan_is_ten_units_for_each_traveller():
    html = component("caravan", done=18, total=24)
    assert 'viewBox="0 0 240 12"' in html
    assert '<rect width="180" height="12" fill="url(#camel)"/>' in html
    assert 'transform="translate(180 0)"' in html
    assert visible_text(html) == "Sent: 18 of 24"


def test_caravan_has_no_head_before_the_first_has_sent():
    html = component("caravan", done=0, total=24)
    assert "url(#camel)" not in html
    assert "caravan__flag" not in html
    assert 'fill="url(#way-ahead)"' in html


@pytest.mark.parametrize("total", [1, 24, 50])
def test_caravan_is_at_the_pass_when_all_have_sent(total):
    assert "caravan--there" in component("caravan", done=total, total=total)
    assert "caravan--there" not in component("caravan", done=total - 1, total=total)


def test_caravan_is_cheap_and_needs_no_style():
    html = component("caravan", done=49, total=50)
    assert "style=" not in html
    assert len(gzip.compress(html.encode())) <= 1024


@pytest.mark.parametrize(
    ("is_there", "words"),
    [(True, "Consent you have been here"), (False, "Consent still ahead")],
)
def test_badge_says_in_words_whether_it_is_there(is_there, words):
    html = component("badge", picture="img/topic-consent.svg", label="Consent", is_there=is_there)
    assert visible_text(html) == words
    assert ("badge--there" in html) == is_there


def test_join_code_is_grouped_in_threes():
    assert visible_text(component("join_code", code="407193")) == "Class code 407 193"


def test_animal_is_named_with_its_colour():
    html = component("animal", animal=ANIMALS[0], colour=COLOURS[1])
    assert visible_text(html) == "snow leopard blue felt"
    assert "animal__plate--indigo" in html


def test_option_looks_the_same_for_every_choice():
    first, last = (
        component("option", option={"token": token, "text": "x", "language": "ky"})
        for token in ("aaaa", "zzzz")
    )
    assert first.replace("aaaa", "zzzz") == last
    assert "checked" not in first


def test_language_switch_marks_the_present_language_once():
    html = component("language", action="/language/", next="/teach/")
    assert re.findall(r'value="(\w+)" lang="\w+" aria-current="true"', html) == ["en"]
    assert "csrfmiddlewaretoken" not in html


def test_button_is_a_link_only_when_it_leads_somewhere():
    assert component("button", label="Go", href="/x/").strip().startswith("<a ")
    assert component("button", label="Go").strip().startswith("<button ")


def test_quick_exit_fetches_ahead_all_that_its_page_needs():
    needed = re.findall(r'<link rel="stylesheet" href="([^"]+)"', render_to_string("cms/exit.html"))
    ahead = re.findall(r'<link rel="prefetch" href="([^"]+)"', component("quick_exit"))
    assert ahead == ["/exit/", *needed]
