"""Questions as rows of Birge's own table, whichever kind of file it is in.

The first row names the columns, in Kyrgyz, Russian or English; the order does not matter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curriculum.exchange.drafts import (
    MOST_OPTIONS,
    BadFile,
    DraftOption,
    DraftQuestion,
    Imported,
    Place,
    Unit,
)
from curriculum.exchange.taking import Notes
from quizzes.states import Kind

LANGUAGES = ("ky", "ru", "en")
MOST_ROWS = 2_000
MOST_COLUMNS = 40
Row = Sequence[str]
Words = tuple[str, str, str]

# Fixed words, not translations that may change: files outlive a version.
HEADINGS: Mapping[str, Words] = {
    "kind": ("Түрү", "Вид", "Kind"),
    "prompt": ("Суроо", "Вопрос", "Question"),
    "text": ("Жооп {n}", "Ответ {n}", "Answer {n}"),
    "counts": ("Туура {n}", "Верно {n}", "Right {n}"),
    "why": ("Түшүндүрмө {n}", "Объяснение {n}", "Explanation {n}"),
    "explanation": ("Пикирге түшүндүрмө", "Объяснение мнения", "Explanation of an opinion"),
    "counted": ("Эсептелет", "Учитывается", "Counted"),
    "before": ("Сабакка чейин да", "И перед уроком", "Also before"),
    "aim": ("Максат", "Цель", "Aim"),
}
GUIDE: Mapping[str, Words] = {
    "kind": (
        "билим, жагдай же пикир. Бош болсо: билим.",
        "знание, ситуация или мнение. Пусто: знание.",
        "knowledge, scenario or opinion. Empty: knowledge.",
    ),
    "prompt": (
        "Суроонун өзү. Бир сап – бир суроо.",
        "Сам вопрос. Одна строка – один вопрос.",
        "The question itself. One row is one question.",
    ),
    "text": (
        "Жооптун тексти, экиден алтыга чейин.",
        "Текст ответа, от двух до шести.",
        "The answer's text, two to six of them.",
    ),
    "counts": (
        "Жооп туура келсе: ооба. Башкасы бош калат.",
        "Если ответ подходит: да. Иначе пусто.",
        "If the answer fits: yes. Otherwise empty.",
    ),
    "why": (
        "Эмне үчүн туура же туура эмес. Суроо жабылгандан кийин көрүнөт.",
        "Почему подходит или нет. Видно после закрытия вопроса.",
        "Why it fits or does not. Shown after the question is closed.",
    ),
    "explanation": (
        "Пикирге гана: бүт суроого бир түшүндүрмө.",
        "Только для мнения: одно объяснение ко всему вопросу.",
        "For an opinion only: one for the whole question.",
    ),
    "counted": (
        "Эсептелсе: ооба. Бир сабакта эң көп беш суроо.",
        "Если учитывается: да. Не больше пяти на урок.",
        "If it is counted: yes. At most five in a lesson.",
    ),
    "before": (
        "Сабакка чейин да сураса: ооба. Болбосо: жок. Бош болсо: ооба.",
        "Если спросить и перед уроком: да. Иначе: нет. Пусто: да.",
        "If it is asked before the lesson too: yes. If not: no. Empty: yes.",
    ),
    "aim": (
        "Сабактын максатынын аты, мисалы O1.",
        "Имя цели урока, например O1.",
        "The name of the lesson's aim, O1 for example.",
    ),
}
KINDS: Mapping[Kind, Words] = {
    Kind.KNOWLEDGE: ("билим", "знание", "knowledge"),
    Kind.SCENARIO: ("жагдай", "ситуация", "scenario"),
    Kind.ATTITUDE: ("пикир", "мнение", "opinion"),
}
YES: Words = ("ооба", "да", "yes")
NO: Words = ("жок", "нет", "no")
_MORE_YES = ("1", "x", "х", "+", "true", "✓")
_MORE_NO = ("", "0", "-", "false")
_AIM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}\Z")
_NUMBERED = ("text", "counts", "why")


def column_keys() -> list[str]:
    """The columns in their order: kind, prompt, text1, counts1, why1, text2 … aim."""
    answers = [f"{name}{n}" for n in range(1, MOST_OPTIONS + 1) for name in _NUMBERED]
    return ["kind", "prompt", *answers, "explanation", "counted", "before", "aim"]


def heading(key: str, language: str) -> str:
    """What a column is called."""
    name = key.rstrip("0123456789")
    return HEADINGS[name][LANGUAGES.index(language)].format(n=key[len(name) :])


def is_header(row: Row) -> bool:
    """Whether the row names a column for the question and one for an answer."""
    return {"prompt", "text1"} <= _columns(row).keys()


def read(rows: Iterable[Row]) -> Imported:
    """The questions of a table; `rows` begin with the one that names the columns.

    Raises BadFile when that row is missing.
    """
    notes = Notes()
    columns: dict[str, int] | None = None
    for place, row in placed(rows, notes):
        if columns is None:
            columns = _columns(row)
            _check_header(columns)
        elif any(cell.strip() for cell in row):
            _take(notes, place, _cells(row, columns))
    return notes.imported()


def placed(rows: Iterable[Row], notes: Notes) -> Iterator[tuple[Place, Row]]:
    """The rows with their places, up to the last that is read; that there are more is noted."""
    for number, row in enumerate(rows, 1):
        place = Place(Unit.ROW, number)
        if number > MOST_ROWS:
            said = _("The table has more than {number} rows. The rest is not read.")
            notes.refuse(place, format_lazy(said, number=MOST_ROWS))
            return
        yield place, row


def rows_of(questions: Iterable[DraftQuestion], language: str) -> list[list[str]]:
    """The table of the questions, its first row naming the columns."""
    place = LANGUAGES.index(language)
    head = [heading(key, language) for key in column_keys()]
    return [head, *(_row(question, place) for question in questions)]


def _columns(row: Row) -> dict[str, int]:
    known = {heading(key, lang).casefold(): key for key in column_keys() for lang in LANGUAGES}
    named = {known.get(" ".join(cell.split()).casefold()): i for i, cell in enumerate(row)}
    return {key: index for key, index in named.items() if key}


def _check_header(columns: Mapping[str, int]) -> None:
    if not {"prompt", "text1"} <= columns.keys():
        raise BadFile(_("The first row does not name the columns. Begin with the empty table."))


def _cells(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    return {key: row[i].strip() if i < len(row) else "" for key, i in columns.items()}


class _Wrong(Exception):
    """A cell that says nothing known; its text is a sentence."""


def _take(notes: Notes, place: Place, cells: Mapping[str, str]) -> None:
    try:
        notes.take(place, _question(cells))
    except _Wrong as error:
        notes.refuse(place, error.args[0])


def _question(cells: Mapping[str, str]) -> DraftQuestion:
    return DraftQuestion(
        prompt=cells["prompt"],
        options=tuple(_options(cells)),
        kind=_kind(cells.get("kind", "")),
        explanation=cells.get("explanation", ""),
        counted=_yes(cells, "counted"),
        before=_yes(cells, "before") if cells.get("before") else True,
        aim=_aim(cells.get("aim", "")),
    )


def _options(cells: Mapping[str, str]) -> Iterable[DraftOption]:
    """The answers up to the last that has anything; an empty one between is a flaw."""
    numbers = range(1, MOST_OPTIONS + 1)
    filled = [n for n in numbers if any(cells.get(f"{name}{n}") for name in _NUMBERED)]
    for n in numbers[: max(filled, default=0)]:
        yield DraftOption(
            cells.get(f"text{n}", ""), _yes(cells, f"counts{n}"), cells.get(f"why{n}", "")
        )


def _kind(cell: str) -> Kind:
    for kind, words in KINDS.items():
        if cell.casefold() in (*words, kind.value):
            return kind
    if not cell:
        return Kind.KNOWLEDGE
    raise _Wrong(format_lazy(_("“{word}” is no kind of question."), word=cell[:60]))


def _yes(cells: Mapping[str, str], key: str) -> bool:
    cell = cells.get(key, "").casefold()
    if cell in (*YES, *_MORE_YES):
        return True
    if cell in (*NO, *_MORE_NO):
        return False
    said = _("“{column}” is to be yes or empty, not “{word}”.")
    raise _Wrong(format_lazy(said, column=heading(key, _spoken()), word=cell[:60]))


def _spoken() -> str:
    """The language that the reader of an error sees, if the table is in it too."""
    spoken = get_language()
    return spoken if spoken in LANGUAGES else "en"


def _aim(cell: str) -> str:
    if cell and not _AIM.match(cell):
        raise _Wrong(_("The aim is a name of Latin letters, digits, - and _."))
    return cell


def _row(question: DraftQuestion, language: int) -> list[str]:
    cells = {
        "kind": KINDS[question.kind][language],
        "prompt": question.prompt,
        "explanation": question.explanation,
        "counted": YES[language] if question.counted else "",
        "before": (YES if question.before else NO)[language],
        "aim": question.aim,
    }
    for n, option in enumerate(question.options, 1):
        cells |= {f"text{n}": option.text, f"why{n}": option.explanation}
        cells[f"counts{n}"] = YES[language] if option.counts else ""
    return [cells.get(key, "") for key in column_keys()]
