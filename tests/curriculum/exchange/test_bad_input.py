"""Files that nobody should send: refused with a sentence, or taken as inert text."""

import csv
import io
import struct
import zipfile

import pytest
from django.template import Context, Template
from openpyxl import Workbook, load_workbook

from curriculum.exchange import archives, csvs, drafts, formats, gift, table, xlsx
from curriculum.exchange.drafts import BadFile, DraftOption, DraftQuestion, Lost, Place, Unit
from tests.curriculum.exchange.files import (
    GOOD_ROW,
    archive,
    moodle_question,
    own_table,
    qti_item,
    qti_package,
    with_entry,
    workbook,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)" hx-get="/x">here</a>',
    "{{ 7|add:7 }} {% load i18n %} {% csrf_token %}",
    '"><svg/onload=alert(1)>',
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")",
]  # fmt: skip


def refusal(data):
    with pytest.raises(BadFile) as refused:
        formats.read(data, "ky")
    return str(refused.value)


def questions(data):
    _format, found = formats.read(data, "ky")
    return found.questions


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"x" * (formats.MOST_BYTES + 1), "2 megabytes"),
        (b"<!DOCTYPE html><html><body>A{=b ~c}</body></html>", "web page"),
        ("\ufeff<HTML>".encode(), "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "cannot be read|not a text"),
        (b"What\0 is{=a ~b}", "not a text"),
        (b"\x98\x81\x8d\xff\xfe", "cannot be read"),
        (b"\xff\xfe\xff", "cannot be read"),
        (b"Caf\xe9 {=a ~b}", "cannot be read"),
        (b"just a text", "does not know"),
        (b"<?xml version='1.0'?><rss/>", "does not know"),
        (b"<quiz><question>", "line 1"),
        (b"PK\x03\x04 broken", "damaged"),
        (archive({"word/document.xml": "x"}), "does not know"),
        (archive({"imsmanifest.xml": "<manifest/>"}), "names no"),
        (with_entry(own_table(GOOD_ROW), "xl/worksheets/sheet1.xml", "<worksheet"), "damaged"),
        (with_entry(own_table(GOOD_ROW), "xl/workbook.xml", "<a/>"), "damaged"),
    ],
)
def test_wrong_file_is_refused_with_a_sentence(data, words):
    said = refusal(data)

    assert any(word in said for word in words.split("|"))


def test_web_page_named_xlsx_is_known_by_its_content():
    assert "web page" in refusal(b"<html><table><tr><td>Question</td></tr></table></html>")


def test_table_without_its_first_row_is_refused():
    assert "first row" in refusal(workbook([["What?", "a", "yes"], ["Who?", "b", "yes"]]))


BOMB = "0" * (archives.MOST_BYTES + 1)


@pytest.mark.parametrize(
    "data",
    [
        with_entry(own_table(GOOD_ROW), "xl/media/big.xml", BOMB),
        with_entry(own_table(GOOD_ROW), "xl/sharedStrings.xml", "0" * 2_000_000),
        archive({"imsmanifest.xml": BOMB}),
        archive({f"{number}.xml": "" for number in range(archives.MOST_ENTRIES + 1)}),
    ],
)
def test_archive_that_grows_is_not_opened(data):
    assert len(data) < formats.MOST_BYTES
    assert "larger inside" in refusal(data)


def test_archive_that_lies_about_its_size_is_damaged():
    honest = archive({"imsmanifest.xml": "<manifest/>" + " " * 5_000})
    lie = honest.replace(struct.pack("<I", 5_011), struct.pack("<I", 11))
    assert lie != honest

    assert "damaged" in refusal(lie)


@pytest.mark.parametrize("name", ["../up.xml", "/etc/x.xml", "a/../../b.xml", "..\\up.xml"])
def test_archive_that_reaches_out_is_not_opened(name):
    assert "outside" in refusal(archive({"imsmanifest.xml": "<manifest/>", name: "x"}))


def test_link_in_an_archive_is_not_followed():
    link = zipfile.ZipInfo("link.xml")
    link.external_attr = 0o120777 << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr(link, "/etc/passwd")

    assert "outside" in refusal(data.getvalue())


ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">{more}]>
<quiz><question type="multichoice"><questiontext><text>&b;</text></questiontext></question>
</quiz>"""


@pytest.mark.parametrize("more", ["", '<!ENTITY c SYSTEM "file:///etc/passwd">'])
def test_xml_with_entities_is_not_opened(more):
    assert "entities" in refusal(ENTITIES.format(more=more).encode())


def test_entities_inside_a_spreadsheet_are_not_opened():
    sheet = ENTITIES.format(more="").replace("quiz", "worksheet")

    assert "damaged" in refusal(with_entry(own_table(GOOD_ROW), "xl/worksheets/sheet1.xml", sheet))


def test_item_with_entities_spoils_only_itself():
    bad = ENTITIES.format(more="").encode()
    good = qti_item(
        '<qti-response-declaration identifier="R"><qti-correct-response><qti-value>a</qti-value>'
        "</qti-correct-response></qti-response-declaration><qti-item-body>"
        '<qti-choice-interaction response-identifier="R"><qti-prompt>Q?</qti-prompt>'
        '<qti-simple-choice identifier="a">A</qti-simple-choice>'
        '<qti-simple-choice identifier="b">B</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body>"
    )

    _format, found = formats.read(qti_package(bad, good), "ky")

    assert [each.prompt for each in found.questions] == ["Q?"]
    assert [problem.place for problem in found.problems] == [Place(Unit.QUESTION, 1)]


@pytest.mark.parametrize("opened", ["<a>" * 100_000, "<quiz>" + "<a/>" * 200_000])
def test_deep_or_endless_xml_is_refused(opened):
    assert "nested" in refusal(b"<quiz>" + opened.encode())


def test_table_of_a_hundred_thousand_rows_is_read_to_its_limit():
    line = ",".join(["knowledge", "Q?", "A", "yes", "", "B"])
    head = ",".join(table.heading(key, "en") for key in table.column_keys())
    data = "\n".join([head, *[line] * 100_000]).encode()
    assert len(data) > formats.MOST_BYTES
    assert "2 megabytes" in refusal(data)

    found = csvs.read(data, "ky")

    assert len(found.taken) == drafts.MOST_QUESTIONS
    assert found.problems[0].place == Place(Unit.ROW, drafts.MOST_QUESTIONS + 2)
    assert len(found.problems) == drafts.MOST_PROBLEMS + 1
    assert str(found.problems[-1].what) == "There is more that is not taken."


def test_table_longer_than_is_read_names_the_row():
    rows = [GOOD_ROW, *[{}] * (table.MOST_ROWS - 2), GOOD_ROW, GOOD_ROW]

    _format, found = formats.read(own_table(*rows), "ky")

    assert [taken.place.number for taken in found.taken] == [2]
    assert [problem.place.number for problem in found.problems] == [table.MOST_ROWS + 1]


@pytest.mark.parametrize(
    "data",
    [b"Q\n" * 400_000 + b"ANSWER: A\n", b"Q?\n" + b"A. x\n" * 300_000 + b"ANSWER: A\n"],
)
def test_endless_aiken_is_read_once(data):
    _format, found = formats.read(data, "ky")

    assert found.taken == ()
    assert len(found.problems) == 1


def test_cell_at_the_end_of_the_sheet_costs_nothing():
    book = Workbook()
    for place, key in enumerate(table.column_keys(), 1):
        book.active.cell(1, place, table.heading(key, "en"))
    book.active.cell(1_048_576, 16_384, "far")
    file = io.BytesIO()
    book.save(file)

    _format, found = formats.read(file.getvalue(), "ky")

    assert found.taken == ()


def test_formula_in_a_spreadsheet_is_read_as_the_text_it_is():
    _format, found = formats.read(own_table(GOOD_ROW | {"prompt": "=1+1"}), "ky")

    assert found.questions[0].prompt == "=1+1"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_file_of_ours_holds_a_formula(text):
    quiz = [DraftQuestion(text, (DraftOption(text, True, text), DraftOption("b")))]

    sheet = load_workbook(io.BytesIO(xlsx.write(quiz, "ky").data)).worksheets[0]
    cells = csvs.write(quiz, "ky").data.decode("utf-8-sig")

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["B2"].value == text
    assert sheet["B2"].quotePrefix == text.startswith(("=", "+", "-", "@"))
    rows = list(csv.reader(io.StringIO(cells)))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["csv", "gift", "moodle", "qti", "xlsx"])
def test_hostile_text_comes_back_as_text_and_shows_as_text(name, text):
    quiz = [DraftQuestion(text, (DraftOption(text, True, text), DraftOption("b")))]

    found = questions(formats.FORMATS[name].write(quiz, "ky").data)

    assert list(found) == quiz
    shown = Template("{{ prompt }}").render(Context({"prompt": found[0].prompt}))
    assert "<" not in shown
    if "{" in text:
        assert "7|add:7" in shown


def test_hostile_html_of_other_programs_leaves_words_alone():
    body = """<questiontext format="html"><text><![CDATA[<p>Is <b onclick="x()">this</b> kind?
        <script>alert(1)</script><img src=x onerror=alert(1)><style>p{}</style>
        <a href="javascript:x()">Look</a> &lt;here&gt;</p><p hx-get="/x">Say why.</p>]]></text>
      </questiontext>
      <answer fraction="100" format="html"><text>Yes&lt;br&gt;or so</text></answer>
      <answer fraction="0"><text>a &lt; b &amp; c</text></answer>"""

    _format, found = formats.read(moodle_question(body), "ky")

    assert found.questions[0].prompt == "Is this kind? Look <here>\n\nSay why."
    assert [each.text for each in found.questions[0].options] == ["Yes\nor so", "a < b & c"]
    assert {loss.what for loss in found.losses} == {Lost.MEDIA, Lost.FORMATTING}


BIDI = "\u202egnp.exe\u2066\u200b\u00ad\ufeff\x07"


def test_invisible_signs_are_taken_out_and_the_place_is_named():
    data = f"// note\nWhat{BIDI} is it?{{=yes ~n{BIDI}o}}".encode()

    _format, found = formats.read(data, "ky")

    assert found.questions[0].prompt == "Whatgnp.exe is it?"
    assert found.questions[0].options[1].text == "ngnp.exeo"
    assert [(loss.place, loss.what) for loss in found.losses] == [
        (Place(Unit.LINE, 2), Lost.HIDDEN)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_alphabet_is_known_or_said_to_be_guessed(encoding):
    data = "Что это?{=да ~нет}".encode(encoding)

    _format, found = formats.read(data, "ru")

    assert found.questions[0].prompt == "Что это?"
    assert bool(found.losses) == (encoding == "cp1251")


def test_text_that_is_too_long_is_named_by_its_row():
    long = "а" * (drafts.LONGEST_TEXT + 1)

    _format, found = formats.read(own_table(GOOD_ROW, GOOD_ROW | {"why2": long}), "ky")

    assert len(found.taken) == 1
    assert found.problems[0].place == Place(Unit.ROW, 3)
    assert str(drafts.LONGEST_TEXT) in str(found.problems[0].what)


def test_brace_that_nobody_closed_spoils_one_question():
    data = b"::a::First{=x ~y\n\n::b::Second{=x ~y}\n"

    _format, found = formats.read(data, "en")

    assert [each.prompt for each in found.questions] == ["Second"]
    assert [problem.place for problem in found.problems] == [Place(Unit.LINE, 1)]


def test_escape_that_is_no_sign_cannot_be_smuggled_in():
    text = "a\ue000b"

    assert gift.show_escapes(gift.hide_escapes(text)) == "ab"
