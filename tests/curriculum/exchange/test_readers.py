"""What each format's own ways of saying things become."""

import pytest

from curriculum.exchange import formats, table
from curriculum.exchange.drafts import DraftOption, DraftQuestion, Lost, Place, Unit, by_loss
from quizzes.states import Kind
from tests.curriculum.exchange.files import (
    GOOD_ROW,
    moodle_question,
    own_table,
    qti_item,
    qti_package,
    workbook,
)


def read(data, name, language="en"):
    if isinstance(data, str):
        data = data.encode()
    format_, found = formats.read(data, language)
    assert format_.name == name
    return found


def only(found):
    assert found.problems == ()
    (question,) = found.questions
    return question


def answers(question):
    return [(option.text, option.counts) for option in question.options]


def refused(found):
    return [(problem.place, str(problem.what)) for problem in found.problems]


def lost(found):
    return [loss.what for loss in found.losses]


def line(number):
    return Place(Unit.LINE, number)


def row(number):
    return Place(Unit.ROW, number)


# Birge's own table


@pytest.mark.parametrize("language", table.LANGUAGES)
def test_table_names_its_columns_in_any_of_three_languages(language):
    words = table.LANGUAGES.index(language)
    yes = {"counts1": table.YES[words], "kind": table.KINDS[Kind.SCENARIO][words]}

    found = read(own_table(GOOD_ROW | yes, language=language), "xlsx")

    assert only(found) == DraftQuestion(
        "What is a clear yes?",
        (
            DraftOption("A smile", True, "Both agree."),
            DraftOption("Silence", False, "It is no yes."),
        ),
        kind=Kind.SCENARIO,
    )


def test_table_names_each_wrong_row():
    rows = [
        GOOD_ROW,
        GOOD_ROW | {"kind": "matching"},
        {},
        GOOD_ROW | {"counts1": "perhaps"},
        GOOD_ROW | {"counts1": ""},
        GOOD_ROW | {"text2": ""},
        GOOD_ROW | {"prompt": ""},
        GOOD_ROW | {"aim": "Цель 1"},
        GOOD_ROW | {"text4": "far"},
        {"prompt": "Who?", "text1": "I", "counts1": "yes"},
    ]

    found = read(own_table(*rows), "xlsx")

    assert [taken.place for taken in found.taken] == [row(2)]
    assert refused(found) == [
        (row(3), "“matching” is no kind of question."),
        (row(5), "“Right 1” is to be yes or empty, not “perhaps”."),
        (row(6), "No answer is marked as right."),
        (row(7), "An answer has no text."),
        (row(8), "The question has no text."),
        (row(9), "The aim is a name of Latin letters, digits, - and _."),
        (row(10), "An answer has no text."),
        (row(11), "Answers: 1. Birge takes two to six."),
    ]


def test_table_reads_numbers_as_they_look():
    found = read(own_table(GOOD_ROW | {"text1": 5, "text2": 2.5, "counts1": True}), "xlsx")

    assert answers(only(found)) == [("5", True), ("2.5", False)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_as_csv_with_each_delimiter(delimiter):
    head = ["Суроо", "Жооп 1", "Туура 1", "Жооп 2"]
    data = "\r\n".join(delimiter.join(cells) for cells in [head, ["Эмне?", "бул", "ооба", "ал"]])

    assert answers(only(read(data, "csv"))) == [("бул", True), ("ал", False)]


# GIFT

GIFT = r"""
// question: 0  name: Switch category to $course$/top/Quiz
$CATEGORY: $course$/top/Quiz

// question: 12  name: Q1
::Q1::[html]<p>What is <b>2 \+ 2</b>\: really?</p>{
	~<p>3</p>#<p>Too few.</p>
	=<p>4</p>#<p>Right\!</p>
	####<p>Count again.</p>
}

::Q2:: Grant is {~buried =entombed ~living} in Grant's tomb.

The sun rises in the east.{T}

Who is it?{FALSE#It is not.#Well seen.}

Which two?{~%50%one ~%50%two ~%-100%three ~%-100%four}

Half?{~=all of it ~%50%half of it ~none}

Type it.{=four =4}

::Q8::When?{#1822:5}

Match.{=a -> b =c -> d =e -> f}

Tell.{}

A text alone.

Broken{what =a ~b}
::Q12::Next at once?{=a ~b}
"""


def test_gift_in_all_its_ways():
    found = read(GIFT, "gift")

    assert [(str(taken.place), taken.question.prompt) for taken in found.taken] == [
        ("Line 6", "What is 2 \\+ 2: really?"),
        ("Line 12", "Grant is _____ in Grant's tomb."),
        ("Line 14", "The sun rises in the east."),
        ("Line 16", "Who is it?"),
        ("Line 18", "Which two?"),
        ("Line 20", "Half?"),
        ("Line 33", "Next at once?"),
    ]
    assert [answers(question) for question in found.questions] == [
        [("3", False), ("4", True)],
        [("buried", False), ("entombed", True), ("living", False)],
        [("True", True), ("False", False)],
        [("True", False), ("False", True)],
        [("one", True), ("two", True), ("three", False), ("four", False)],
        [("all of it", True), ("half of it", False), ("none", False)],
        [("a", True), ("b", False)],
    ]
    assert [option.explanation for option in found.questions[0].options] == ["Too few.", "Right\\!"]
    assert [option.explanation for option in found.questions[3].options] == [
        "It is not.",
        "Well seen.",
    ]


def test_gift_names_what_it_does_not_take():
    not_taken = "is not taken: Birge asks questions with answers to choose."

    assert refused(read(GIFT, "gift")) == [
        (line(22), f"“shortanswer” {not_taken}"),
        (line(24), f"“numerical” {not_taken}"),
        (line(26), f"“matching” {not_taken}"),
        (line(28), f"“essay” {not_taken}"),
        (line(30), "A text without answers is no question."),
        (line(32), "Something stands before the first answer."),
    ]


def test_gift_names_what_does_not_come_along():
    assert [(str(what), where) for what, where in by_loss(read(GIFT, "gift").losses)] == [
        ("formatting", "Line 6"),
        ("together", "Line 18"),
        ("partly", "Line 18, 20"),
        ("general", "Line 6"),
        ("title", "Line 6, 12, 33"),
    ]


def test_gift_true_and_false_are_said_in_the_lessons_language():
    assert answers(only(read("Жер тегерек.{T}", "gift", "ky"))) == [
        ("Туура", True),
        ("Туура эмес", False),
    ]


# Aiken


def test_aiken_with_both_brackets_and_long_questions():
    data = """What is a clear yes?
Think of the face too.
A) Silence
B) A smile
and a word
ANSWER: b

A. Which letter?
A. this
B. that
ANSWER: A

Who?
A. one
B. two

What?
A. one
ANSWER: A

Where?
A. here
B. there
ANSWER: C

Order?
A. first
C. third
ANSWER: C
The end.
"""

    found = read(data, "aiken")

    assert [question.prompt for question in found.questions] == [
        "What is a clear yes? Think of the face too.",
        "A. Which letter?",
    ]
    assert answers(found.questions[0]) == [("Silence", False), ("A smile and a word", True)]
    assert refused(found) == [
        (line(13), "No line “ANSWER:” ends this question."),
        (line(17), "Answers: 1. Birge takes two to six."),
        (line(21), "No answer is marked as right."),
        (line(26), "The letters of the answers do not follow each other."),
        (line(30), "No line “ANSWER:” ends this question."),
    ]


# Moodle XML


def test_moodle_multichoice_with_all_that_moodle_adds():
    body = """<name><text>Yes 1</text></name>
      <questiontext format="html"><text><![CDATA[<p>What is a <em>clear</em> yes?</p>
        <p><img src="@@PLUGINFILE@@/a.png"></p>]]></text>
        <file name="a.png">aGk=</file></questiontext>
      <generalfeedback format="html"><text>Read page 3.</text></generalfeedback>
      <defaultgrade>2</defaultgrade><single>false</single>
      <answer fraction="50" format="html"><text><![CDATA[<p>A smile</p>]]></text>
        <feedback format="html"><text><![CDATA[<p>Good.</p>]]></text></feedback></answer>
      <answer fraction="50"><text>A word</text><feedback><text></text></feedback></answer>
      <answer fraction="-50" format="plain_text"><text>a < b</text></answer>"""

    found = read(moodle_question(body.replace("a < b", "a &lt; b")), "moodle")

    assert only(found) == DraftQuestion(
        "What is a clear yes?",
        (
            DraftOption("A smile", True, "Good."),
            DraftOption("A word", True),
            DraftOption("a < b", False),
        ),
    )
    assert lost(found) == [
        Lost.MEDIA,
        Lost.FORMATTING,
        Lost.TOGETHER,
        Lost.PARTLY,
        Lost.GENERAL,
        Lost.TITLE,
    ]


def test_moodle_truefalse_becomes_two_answers():
    body = """<name><text>The earth is round.</text></name>
      <questiontext format="moodle_auto_format"><text>The earth is round.</text></questiontext>
      <answer fraction="0"><text>false</text><feedback><text>Look again.</text></feedback></answer>
      <answer fraction="100"><text>true</text><feedback><text>Yes.</text></feedback></answer>"""

    found = read(moodle_question(body, "truefalse"), "moodle", "ru")

    assert only(found).options == (
        DraftOption("Верно", True, "Yes."),
        DraftOption("Неверно", False, "Look again."),
    )
    assert found.losses == ()


@pytest.mark.parametrize(
    "kind", ["matching", "shortanswer", "essay", "cloze", "numerical", "x\u202e"]
)
def test_moodle_names_other_kinds(kind):
    found = read(moodle_question("<questiontext><text>Q</text></questiontext>", kind), "moodle")

    ((place, said),) = refused(found)
    assert place == Place(Unit.QUESTION, 1)
    assert said.startswith(f"“{kind.strip(chr(0x202E))}” is not taken")


def test_moodle_category_is_no_question():
    data = """<quiz><question type="category"><category><text>top</text></category></question>
      <question type="essay"/></quiz>"""

    assert refused(read(data, "moodle"))[0][0] == Place(Unit.QUESTION, 1)


# QTI

DECLARED = """<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}">
  <qti-correct-response>{values}</qti-correct-response></qti-response-declaration>"""
CHOICES = """<qti-item-body><p>Look at the <strong>picture</strong>.</p><p><img src="a.png"/></p>
  <qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
    <qti-prompt>What does it <br/>say?</qti-prompt>
    <qti-simple-choice identifier="a">Stay
      <qti-feedback-inline outcome-identifier="F" identifier="a">
        — <em>Yes.</em></qti-feedback-inline>
    </qti-simple-choice>
    <qti-simple-choice identifier="b">Go</qti-simple-choice>
  </qti-choice-interaction></qti-item-body>"""
MODAL = """<qti-modal-feedback outcome-identifier="F" identifier="b">
  <qti-content-body>No.</qti-content-body></qti-modal-feedback>
  <qti-modal-feedback outcome-identifier="F" identifier="any"><p>Thanks.</p></qti-modal-feedback>"""


def declared(*right, cardinality="single"):
    values = "".join(f"<qti-value>{name}</qti-value>" for name in right)
    return DECLARED.format(cardinality=cardinality, values=values)


def test_qti_choice_with_both_ways_of_feedback():
    found = read(qti_item(declared("a") + CHOICES + MODAL, title="Sign"), "qti")

    assert only(found) == DraftQuestion(
        "Look at the picture.\nWhat does it\nsay?",
        (DraftOption("Stay", True, "— Yes."), DraftOption("Go", False, "No.")),
    )
    assert lost(found) == [Lost.MEDIA, Lost.FORMATTING, Lost.GENERAL, Lost.TITLE]


def test_qti_package_names_what_it_does_not_take():
    both = qti_item(declared("a", "b", cardinality="multiple") + CHOICES)
    typed = qti_item("<qti-item-body><qti-text-entry-interaction/></qti-item-body>")
    none = qti_item(CHOICES)

    found = read(qti_package(both, typed, none, b"<assessmentItem/>"), "qti")

    assert [taken.place for taken in found.taken] == [Place(Unit.QUESTION, 1)]
    assert Lost.TOGETHER in lost(found)
    assert [what.split(" ")[0] for _place, what in refused(found)] == [
        "“text-entry-interaction”",
        "No",
        "This",
    ]


# Kahoot

KAHOOT = [
    ["Quiz template"],
    [],
    [None, "Question - max 120 characters", "Answer 1 - max 75 characters",
     "Answer 2 - max 75 characters", "Answer 3 - max 75 characters",
     "Answer 4 - max 75 characters", "Time limit (sec) – 5, 10, 20", "Correct answer(s) - choose"],
    [1, "What is a clear yes?", "Silence", "A smile", None, None, 20, 2],
    [2, "Which two?", "a", "b", "c", None, 30, "1,3"],
    [3, "None?", "a", "b", None, None, 30, None],
    [4, "Fifth?", "a", "b", None, None, 30, "5"],
    [5, "Empty?", "a", "b", None, None, 30, "4"],
    [6, None, None, None, None, None, None, None],
]  # fmt: skip


def test_kahoot_by_its_numbers():
    found = read(workbook(KAHOOT), "kahoot")

    assert [answers(question) for question in found.questions] == [
        [("Silence", False), ("A smile", True)],
        [("a", True), ("b", False), ("c", True)],
    ]
    assert refused(found) == [
        (row(6), "No answer is marked as right."),
        (row(7), "“5” is no number of an answer."),
        (row(8), "The correct answer is empty."),
    ]
