import string

import pytest

from cms import console


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", console.SENTENCES)
def test_each_sentence_has_the_same_placeholders_in_each_language(name):
    kyrgyz, russian, english = console.SENTENCES[name]
    assert placeholders(kyrgyz) == placeholders(russian) == placeholders(english)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ky_KG.UTF-8"}, "ky"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ky_KG.UTF-8", "LC_ALL": "ru_KG.UTF-8"}, "ru"),
        ({"LANG": "ky_KG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_language_of_the_environment(monkeypatch, environment, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert console.language() == language
