"""Every text that a class is asked is marked with the language that it is really in, on every
screen: a screen reader would read Kyrgyz aloud as if it were Russian."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from quizzes.questions import Option, Text
from quizzes.states import Pace
from tests.quizzes.plays import opened, question
from tests.quizzes.test_tablet import Tablet

# Tags without an end.
VOID = {"meta", "link", "input", "img", "br", "source"}


class Languages(HTMLParser):
    """Each text of a page, alternatives of pictures among them, with its language."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def language(self):
        return next((one for _, one in reversed(self.open) if one), "")

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        own = given.get("lang")
        if given.get("alt"):
            self.found.append((given["alt"], own or self.language()))
        if tag not in VOID:
            self.open.append((tag, own))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip():
            self.found.append((data.strip(), self.language()))


def spoken(page, ending):
    """The languages that texts with this ending are marked with, and how many there are."""
    reader = Languages()
    reader.feed(page)
    languages = [language for text, language in reader.found if text.endswith(ending)]
    return set(languages), len(languages)


def words(name, *languages):
    endings = {"ky": "кы", "ru": "ру"}
    return Text({code: f"{name} {endings[code]}" for code in languages})


def asked():
    """A question half of which has not been translated."""
    options = (
        Option("a", words("a", "ky"), words("why a", "ky", "ru"), "/a.svg", words("alt", "ky")),
        Option("b", words("b", "ky", "ru"), words("why b", "ky"), "/b.svg", words("b", "ky", "ru")),
    )
    prompt = Text({"ky": "Биринчи кы. Экинчи кы"})
    explanation = words("because", "ky")
    return replace(question("half"), prompt=prompt, options=options, explanation=explanation)


@pytest.fixture(params=[Pace.LED, Pace.OWN])
def run(commit, request):
    return opened(commit, questions=[asked()], pace=request.param)


@pytest.mark.parametrize("easy", [False, True])
def test_each_text_of_a_question_and_its_picture(run, commit, easy):
    tablet = Tablet(commit)
    tablet.post("language", language="ru")
    tablet.join(run)
    tablet.post("easy", easy="1" if easy else "0")
    run.ask()

    page = tablet.page()

    # Prompt, option and its picture; in easy reading the prompt is two texts.
    assert spoken(page, "кы") == ({"ky"}, 3)
    assert spoken(page, "кы.") == (({"ky"}, 1) if easy else (set(), 0))
    assert spoken(page, "ру") == ({"ru"}, 2)


@pytest.mark.parametrize("easy", [False, True])
def test_each_text_of_an_explanation(run, commit, easy):
    tablet = Tablet(commit)
    tablet.post("language", language="ru")
    tablet.join(run)
    tablet.post("easy", easy="1" if easy else "0")
    run.ask()
    run.close_questions()

    page = tablet.page()

    assert spoken(page, "кы")[0] == {"ky"}
    assert spoken(page, "ру") == ({"ru"}, 2)
