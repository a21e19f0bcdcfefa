"""Question banks as others write them, made from a small grammar: each construct that the public
banks of PEERS.md taught, in each company that it may keep.  Every question says beforehand what
is to come of it.  All words are our own."""

from dataclasses import dataclass
from itertools import cycle, product

from curriculum.exchange.drafts import Lost

WHY = ("Кызык.", "Кайра ойлон.")
THIRD = ("билбейм", False, "")


@dataclass(frozen=True)
class Sample:
    """`text`: as it stands in the file; `refused`: how the reason begins when it is not taken."""

    text: str
    prompt: str = ""
    answers: tuple[tuple[str, bool, str], ...] = ()
    lost: frozenset[Lost] = frozenset()
    refused: str = ""


def several(*answers, whys=("", "")):
    """(text, right) … with the explanations of the first two."""
    return tuple((text, fits, why) for (text, fits), why in zip(answers, (*whys, ""), strict=False))


def mixed(taken, refused):
    """One that is not taken after each third that is, so that neither harms its neighbours."""
    waiting = list(refused)
    for number, each in enumerate(taken, 1):
        yield each
        if number % 3 == 0 and waiting:
            yield waiting.pop(0)
    yield from waiting


# GIFT

TITLES = {"": set(), "::T{n}::": {Lost.TITLE}}
# Before and after the answers, and the prompt that comes of it.
STEMS = (
    ("Суроо {n}?", "", "Суроо {n}?", set()),
    ("[html]<p>Суроо <b>{n}</b>?</p>", "", "Суроо {n}?", {Lost.FORMATTING}),
    (
        '[html]<p>Суроо {n}?</p><img src\\="@@PLUGINFILE@@/{n}.png">',
        "",
        "Суроо {n}?",
        {Lost.MEDIA},
    ),
    ("Кыз {n}", "деп жооп берди.", "Кыз {n} _____ деп жооп берди.", set()),
)
# The answers with room for the explanations of the first two.
BODIES = (
    ("=ооба{} ~жок{} ~билбейм", (("ооба", True), ("жок", False), ("билбейм", False)), set()),
    ("~жок{} ~=ооба{} ~билбейм", (("жок", False), ("ооба", True), ("билбейм", False)), set()),
    (
        "~%50%ооба{} ~%50%макул{} ~%-100%жок",
        (("ооба", True), ("макул", True), ("жок", False)),
        {Lost.TOGETHER, Lost.PARTLY},
    ),
    (
        "=ооба{} ~%50%балким{} ~жок",
        (("ооба", True), ("балким", False), ("жок", False)),
        {Lost.PARTLY},
    ),
    ("=ооба{} =макул{} ~жок", (("ооба", True), ("макул", True), ("жок", False)), set()),
)
# What a truth says first is for who chose wrongly.
TRUTHS = (("T", True), ("FALSE", False))
REFUSED_IN_GIFT = (
    ("{{}}", "“essay”"),
    ("{{#3:1}}", "“numerical”"),
    ("{{#1..5}}", "“numerical”"),
    ("{{=төрт =4}}", "“shortanswer”"),
    ("{{=а -> б =в -> г =д -> е}}", "“matching”"),
    ("", "A text without answers"),
    ("{{эмне =а ~б}}", "Something stands before"),
    ("{{~а ~б}}", "No answer is marked"),
    ("{{=а}}", "“shortanswer”"),
    ("{{=а ~б ~в ~г ~д ~е ~ж}}", "Answers: 7."),
)
BETWEEN = (
    "\n\n",
    "\n\n// question: 5  name: Q\n",
    "\n\n$CATEGORY: $course$/top/Сүрөт\n\n",
    "\n\n\n",
)
AT_ONCE = "\n"
REMARKS = (("", ("", "")), ("#{}", WHY))
GENERAL = {"": set(), "####Дагы окуп чык.": {Lost.GENERAL}}


def in_gift():
    """Each title × stem × answers × explanations × general comment, and what is not taken."""
    taken = (*_chosen(), *_truths())
    return list(mixed(taken, _refused()))


def _chosen():
    choices = product(TITLES.items(), STEMS, BODIES, REMARKS, GENERAL.items())
    for number, (title, stem, body, (mark, whys), general) in enumerate(choices, 1):
        inner = body[0].format(*(mark.format(why) for why in whys)) + general[0]
        lost = title[1] | stem[3] | body[2] | general[1]
        answers = several(*body[1], whys=whys)
        yield _sample(number, title[0], stem, inner, answers, lost)


def _truths():
    choices = product(TITLES.items(), STEMS, TRUTHS, REMARKS, GENERAL.items())
    for number, (title, stem, (word, is_true), (mark, whys), general) in enumerate(choices, 1001):
        inner = word + "".join(mark.format(why) for why in whys) + general[0]
        of_right, of_wrong = whys[1], whys[0]
        first, second = (of_right, of_wrong) if is_true else (of_wrong, of_right)
        answers = (("True", is_true, first), ("False", not is_true, second))
        yield _sample(number, title[0], stem, inner, answers, title[1] | stem[3] | general[1])


def _sample(number, title, stem, inner, answers, lost):
    before, after, prompt, _lost = stem
    text = f"{title.format(n=number)}{before.format(n=number)} {{{inner}}} {after}".rstrip()
    return Sample(text, prompt.format(n=number), answers, frozenset(lost))


def _refused():
    for number, (title, (body, reason)) in enumerate(product(TITLES, REFUSED_IN_GIFT), 2001):
        text = f"{title.format(n=number)}Тапшырма {number} {body.format()}".rstrip()
        yield Sample(text, refused=reason)


def gift_file(samples):
    """A file of them; a titled question may follow without an empty line."""
    text, between = "", cycle(BETWEEN)
    for number, each in enumerate(samples):
        at_once = each.text.startswith("::") and number % 2
        text += (AT_ONCE if at_once else next(between)) + each.text
    return text.encode()


# Moodle XML

FORMATS = (
    ("html", "<p>Суроо {n}?</p>", "", set()),
    ("html", "<p>Суроо <em>{n}</em>?</p>", "", {Lost.FORMATTING}),
    ("plain_text", "Суроо {n}?", "", set()),
    (
        "html",
        '<p>Суроо {n}?</p><img src="@@PLUGINFILE@@/a.png">',
        '<file name="a.png" path="/">aGk=</file>',
        {Lost.MEDIA},
    ),
)
NAMES = {"Суроо {n}": set(), "Т {n}": {Lost.TITLE}}
# `single`, the fractions of the answers, which of them are right, what is lost.
WEIGHTS = (
    ("true", (100, 0, 0), (True, False, False), set()),
    ("true", (100, 50, 0), (True, False, False), {Lost.PARTLY}),
    ("true", (100, 100, 0), (True, True, False), set()),
    ("false", (50, 50, -100), (True, True, False), {Lost.TOGETHER, Lost.PARTLY}),
)
COMMENTS = {
    "": set(),
    "<generalfeedback><text>Дагы окуп чык.</text></generalfeedback>": {Lost.GENERAL},
    "<correctfeedback><text>Жообуң туура.</text></correctfeedback>": {Lost.GENERAL},
    "<hint><text>Сүрөткө кара.</text></hint>": {Lost.GENERAL},
    "<generalfeedback><text/></generalfeedback><penalty>0.3</penalty>": set(),
}
OTHER_KINDS = (
    "essay", "shortanswer", "numerical", "matching", "ordering", "gapselect", "ddwtos",
    "ddimageortext", "ddmarker", "cloze", "calculated", "calculatedmulti", "description",
    "randomsamatch", "multichoiceset", "",
)  # fmt: skip
CATEGORY = '<question type="category"><category><text>$course$/top</text></category></question>'


def in_moodle():
    """Each name × format × weights × comment, truths likewise, and every other kind."""
    taken = (*_multichoice(), *_truefalse())
    refused = [
        Sample(_element(kind, f"<name><text>Т {kind}</text></name>"), refused=f"“{kind}”")
        for kind in OTHER_KINDS
    ]
    return list(mixed(taken, refused))


def _multichoice():
    choices = product(NAMES.items(), FORMATS, WEIGHTS, COMMENTS.items())
    for number, (name, form, weights, comment) in enumerate(choices, 1):
        single, fractions, right, lost = weights
        answers = tuple(zip(("ооба", "балким", "жок"), right, ("Кызык.", "", ""), strict=True))
        inner = f"<single>{single}</single>" + "".join(
            _answer(text, fraction, why)
            for (text, _fits, why), fraction in zip(answers, fractions, strict=True)
        )
        all_lost = frozenset(name[1] | form[3] | lost | comment[1])
        text = _element("multichoice", _head(number, name[0], form) + comment[0] + inner)
        yield Sample(text, f"Суроо {number}?", answers, all_lost)


def _truefalse():
    choices = product(NAMES.items(), FORMATS, (True, False), COMMENTS.items())
    for number, (name, form, is_true, comment) in enumerate(choices, 1001):
        fractions = (100, 0) if is_true else (0, 100)
        inner = _answer("false", fractions[1], "") + _answer("true", fractions[0], "Кызык.")
        text = _element("truefalse", _head(number, name[0], form) + comment[0] + inner)
        answers = (("True", is_true, "Кызык."), ("False", not is_true, ""))
        yield Sample(text, f"Суроо {number}?", answers, frozenset(name[1] | form[3] | comment[1]))


def _head(number, name, form):
    kind, markup, file, _lost = form
    return (
        f"<name><text>{name.format(n=number)}</text></name>"
        f'<questiontext format="{kind}"><text><![CDATA[{markup.format(n=number)}]]></text>'
        f"{file}</questiontext>"
    )


def _answer(text, fraction, why):
    return (
        f'<answer fraction="{fraction}" format="plain_text"><text>{text}</text>'
        f"<feedback><text>{why}</text></feedback></answer>"
    )


def _element(kind, inner):
    return (
        f'<question type="{kind}">{inner}</question>' if kind else f"<question>{inner}</question>"
    )


def moodle_file(samples):
    """A file of them, a category before every tenth."""
    parts = (
        (CATEGORY if number % 10 == 0 else "") + each.text for number, each in enumerate(samples)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(parts)}</quiz>'.encode()
