"""`docs/privacy*.md` name every rule and the test that shows it; each such test exists."""

import re

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

DOCS = settings.BASE_DIR / "docs"
FILES = {"en": "privacy.md", "ky": "privacy.ky.md", "ru": "privacy.ru.md"}
RULES = range(1, 18)
ROW = re.compile(
    r"^\| (\d+) \| (.{20,}) \| `(tests/(?:privacy|browser)/test_rule_(\d\d)_\*\.py)` \|$", re.M
)
PROMISE = (
    "Your answer is not kept. What your teacher and the school see is a blurred count: "
    "nobody can tell from it what you answered."
)


def text_of(language):
    return (DOCS / FILES[language]).read_text("utf-8")


@pytest.mark.parametrize("language", FILES)
def test_every_rule_is_told_with_its_test(language):
    rows = ROW.findall(text_of(language))

    assert [int(number) for number, *_ in rows] == list(RULES)
    assert [int(rule) for *_, rule in rows] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", FILES)
def test_the_test_that_is_named_exists(language, rule):
    (named,) = (
        path for number, _, path, _ in ROW.findall(text_of(language)) if int(number) == rule
    )

    assert list(settings.BASE_DIR.glob(named))


@pytest.mark.parametrize("language", FILES)
def test_the_promise_stands_there_as_pupils_read_it(language):
    with override(language):
        said = gettext(PROMISE).replace("\xa0", " ")
    assert f"> **{said}**" in text_of(language)


@pytest.mark.parametrize("language", FILES)
def test_the_files_are_linked_to_each_other(language):
    others = {name for other, name in FILES.items() if other != language}

    assert set(re.findall(r"\]\((privacy[a-z.]*\.md)\)", text_of(language))) == others


@pytest.mark.parametrize("language", FILES)
def test_limits_are_admitted_with_their_figures(language):
    text = text_of(language)

    for figures in (r"74\D+81", r"2\D+4", r"85\D+90", "88", r"50\D+69", "Wi-Fi", "WPA3", "HTTPS"):
        assert re.search(figures, text), figures
    assert len(text.split()) < 1500
