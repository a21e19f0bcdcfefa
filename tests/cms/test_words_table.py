"""The table in which a native reviewer reads all words of the screens."""

import re
from collections import Counter

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from cms import words_table
from cms.words_table import Row


@pytest.fixture(scope="module")
def rows():
    return list(words_table.rows())


@pytest.fixture
def sheet(tmp_path, capsys):
    path = tmp_path / "words.xlsx"
    call_command("words_table", "--out", str(path))
    return load_workbook(path).active, capsys.readouterr().out


def test_nothing_computes_in_it(tmp_path, monkeypatch):
    hostile = Row("locale · django", "=1+1", '=HYPERLINK("http://x.example")', "@SUM(1)")
    monkeypatch.setattr(words_table, "rows", lambda: iter([hostile]))

    written = words_table.write(tmp_path / "words.xlsx")

    cells = load_workbook(tmp_path / "words.xlsx").active[2]
    assert written == 1
    assert [cell.value for cell in cells][:4] == list(hostile)
    assert {cell.data_type for cell in cells[:4]} == {"s"}


def test_the_reviewer_finds_at_least_300_words_of_the_cms_in_three_languages(rows):
    of_cms = [row for row in rows if row.where.startswith("locale-admin")]

    assert len(of_cms) >= 300
    assert [row for row in of_cms if not (row.english and row.kyrgyz and row.russian)] == []


def test_all_our_own_words_are_there_too(rows):
    count = Counter(row.where for row in rows)

    assert list(count) == ["locale-admin · django", "locale-admin · djangojs", "locale · django"]
    own = [row for row in rows if row.where == "locale · django"]
    assert Row("locale · django", "Quick exit", "Тез чыгуу", "Быстрый выход") in own
    assert len(own) == len({row.english for row in own}) > 300


def test_the_file_holds_every_row_and_room_for_comments(sheet, rows):
    table, said = sheet

    read = list(table.iter_rows(values_only=True))
    assert read[0] == words_table.HEAD
    assert [Row(*row[:4]) for row in read[1:]] == rows
    assert said.startswith(f"{len(rows)} messages in ")


def test_the_page_for_reviewers_tells_how_many_there_are(rows, settings):
    page = (settings.BASE_DIR / "docs" / "review-kyrgyz.md").read_text("utf-8")
    own = sum(row.where == "locale · django" for row in rows)

    for what, count in (("phrases", own), ("messages", len(rows) - own)):
        told = int(re.findall(rf"more than ([\d,]+) {what}", page)[0].replace(",", ""))
        assert told < count < told + 500, what
