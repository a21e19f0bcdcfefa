from curriculum.lessons import deck_of
from curriculum.paragraphs import Lines, lines_of


def test_sentences_stand_alone():
    assert lines_of("Мы слушаем. Можно пропустить.") == Lines(("Мы слушаем.", "Можно пропустить."))


def test_quotation_is_not_split():
    text = "Скажи: «Я видел. Ты не виноват». И останься."
    assert lines_of(text) == Lines(("Скажи: «Я видел. Ты не виноват».", "И останься."))


def test_enumeration_becomes_points():
    text = "Үч кадам: 1. Сура. 2. Ук. 3. Токто."
    assert lines_of(text) == Lines(("Үч кадам:",), ("Сура.", "Ук.", "Токто."))


def test_date_is_no_enumeration():
    text = "Law of 14 April 2008. It has 19 articles."
    assert lines_of(text).points == ()


def test_nothing_is_lost(lesson):
    for slide in deck_of(lesson().freeze_lesson(), "ky").slides:
        lines = lines_of(slide.body)
        kept = "".join([*lines.lead, *lines.points])
        numbered = "".join(f"{i}." for i, _point in enumerate(lines.points, 1))
        letters = sorted(slide.body.replace(" ", ""))
        assert sorted(kept.replace(" ", "") + numbered) == letters
