"""Questions to carry between formats."""

from hypothesis import strategies as st

from curriculum.exchange import texts
from curriculum.exchange.drafts import LONGEST_TEXT, DraftOption, DraftQuestion
from quizzes.states import Kind

# What means something in one of the formats, or to a spreadsheet, a browser or a template.
_SIGNS = (
    "~", "=", "#", "{", "}", ":", "\\", "[", "]", "%", "<", ">", "&", '"', "'", ";", ",", ".", "|",
    "+", "-", "@", "_", "\n", "/", "$", "A", "n", "->", "::", "####", "//", "%50%", "[html]",
    "ANSWER: A", "A. ", "&lt;", "<p>", "</p>", "<br>", "{{ x }}", "{% x %}", "=1+1", "_x0041_",
    "ө", "ү", "ң", "ё", " ", "сөз", "word", "TRUE", "5",
)  # fmt: skip
_PIECES = st.sampled_from(_SIGNS) | st.characters(codec="utf-8")
TEXTS = st.lists(_PIECES, max_size=12).map(lambda parts: texts.clean("".join(parts))[0])
WORDS = TEXTS.filter(lambda text: 0 < len(text) <= LONGEST_TEXT)


@st.composite
def questions(draw, kinds=tuple(Kind)):
    options = draw(
        st.lists(st.builds(DraftOption, WORDS, st.booleans(), TEXTS), min_size=2, max_size=6)
    )
    if not any(option.counts for option in options):
        options[0] = DraftOption(options[0].text, True, options[0].explanation)
    return DraftQuestion(
        prompt=draw(WORDS),
        options=tuple(options),
        kind=draw(st.sampled_from(kinds)),
        explanation=draw(TEXTS),
        counted=draw(st.booleans()),
        before=draw(st.booleans()),
        aim=draw(st.sampled_from(["", "O1", "aim-2"])),
    )


QUIZZES = st.lists(questions(), max_size=3)
