"""Words that blame the person harmed, and words that are not for an age: what is found, and what
is left alone."""

import pytest

from curriculum.ready.blame import BLAME
from curriculum.ready.bounds import BY_A_PERSON, BY_WORDS, patterns_for, questions_for
from curriculum.ready.patterns import matches
from curriculum.states import AgeBand
from tests.curriculum.blaming import BLAMES, HARMLESS
from tests.privacy.wordings import DOES_NOT

LANGUAGES = ["ky", "ru", "en"]
NOT_FOR = {
    ("7-10", "en"): [
        "What is sexual harassment?", "Bride kidnapping is a crime.",
        "Never talk to strangers.", "Draw your family at home.",
    ],
    ("7-10", "ru"): [
        "Что такое сексуальное домогательство?", "Похищение невесты — преступление.",
        "Не разговаривай с незнакомцами.", "Нарисуй свою семью.",
    ],
    ("7-10", "ky"): [
        "Сексуалдык асылуу деген эмне?", "Кыз ала качуу — кылмыш.",
        "Бейтааныш киши менен сүйлөшпө.", "Үй-бүлөңдүн сүрөтүн тарт.",
    ],
    ("11-12", "en"): [
        "A story about rape.", "Her boyfriend wrote to her.", "How to hack an account.",
        "Who is the most popular pupil?",
    ],
    ("11-12", "ru"): [
        "История об изнасиловании.", "Её парень написал ей.", "Как взломать страницу.",
        "Кто самый популярный в классе?",
    ],
    ("11-12", "ky"): [
        "Зордуктоо жөнүндө окуя.", "Анын сүйлөшкөн жигити жазды.", "Паролду табуу жолу.",
        "Эң популярдуу окуучу ким?",
    ],
    ("13-15", "en"): [
        "Pornography is shown.", "Give an example from our class.", "Peer mediation helps both.",
    ],
    ("13-15", "ru"): [
        "Там показывают порно.", "Приведите пример из нашего класса.", "Помирите их при всех.",
    ],
    ("13-15", "ky"): [
        "Порно көрсөтүлөт.", "Биздин класстан мисал келтиргиле.", "Экөөнү жараштыргыла.",
    ],
    ("16-17", "en"): ["A video of a real attack.", "Just leave him."],
    ("16-17", "ru"): ["Видео нападения.", "Просто уйди от него."],
    ("16-17", "ky"): ["Кол салуунун видеосу.", "Жөн эле таштап кет."],
}  # fmt: skip


def blaming(language, said):
    return list(matches(BLAME, language, said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_blaming_sentences_are_found(language):
    assert len(BLAMES[language]) >= 15
    assert [one for one in BLAMES[language] if not blaming(language, one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmless_sentences_are_left_alone(language):
    listed = HARMLESS[language] + DOES_NOT[language]
    assert len(listed) >= 30
    assert [one for one in listed if blaming(language, one)] == []


def test_every_pattern_says_why_and_finds_something_in_each_language():
    for pattern in BLAME:
        assert str(pattern.why)
        for language in LANGUAGES:
            assert any(pattern.found_in(language, one) for one in BLAMES[language]), pattern.why


@pytest.mark.parametrize(("band", "language"), list(NOT_FOR))
def test_what_is_not_for_an_age_is_found(band, language):
    said = NOT_FOR[band, language]
    found = [list(matches(patterns_for(band), language, one)) for one in said]

    assert [one for one, matched in zip(said, found, strict=True) if not matched] == []
    assert {pattern for matched in found for pattern, _words in matched} == set(BY_WORDS[band])


def test_older_pupils_may_read_what_younger_may_not():
    law = "Ала качуу — кылмыш."

    assert list(matches(patterns_for("7-10"), "ky", law)) != []
    assert list(matches(patterns_for("16-17"), "ky", law)) == []


def test_every_age_has_questions_for_a_person_and_none_without_an_age():
    assert set(BY_A_PERSON) == set(AgeBand) == set(BY_WORDS)
    assert all(len(questions_for(band)) >= 3 for band in AgeBand.values)
    assert questions_for("") == patterns_for("") == ()
