"""GIFT, Moodle's text format (documentation of Moodle 4.5): out, and what escapes mean.

    [plain]What is a clear yes?{
    =A smile and the word "yes"#The face and the word say the same.
    ~Silence#Silence is not a yes.
    }

Several `=` among `~`: each of them alone is right, as in Birge.  `gift_reader` is the way in.
"""

import re
from collections.abc import Sequence

from curriculum.exchange.drafts import DraftOption, DraftQuestion, Loss, Written
from curriculum.exchange.taking import writable

SPECIAL = "~=#{}:\\"
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
# While a question is taken apart, an escaped sign is one that no text holds.
_FIRST = 0xE000
_SIGNS = SPECIAL + "n"


def write(questions: Sequence[DraftQuestion], language: str) -> Written:
    losses: list[Loss] = []
    blocks = [_block(question) for _number, question in writable(questions, losses)]
    return Written("\n\n".join(blocks).encode() + b"\n", tuple(losses))


def hide_escapes(text: str) -> str:
    """The text with each escaped sign as one of a private range."""
    bare = text.translate({_FIRST + i: None for i in range(len(_SIGNS))})
    return _ESCAPED.sub(lambda found: chr(_FIRST + _SIGNS.index(found[1])), bare)


def show_escapes(text: str) -> str:
    """What `hide_escapes` hid, as it is meant."""
    meant = {_FIRST + i: "\n" if sign == "n" else sign for i, sign in enumerate(_SIGNS)}
    return text.translate(meant)


def _block(question: DraftQuestion) -> str:
    # Only `=` would be a question that is answered by typing.
    is_typed = all(option.counts for option in question.options)
    options = [_option(option, "~%100%" if is_typed else "=") for option in question.options]
    return "\n".join([f"[plain]{_escaped(question.prompt)}{{", *options, "}"])


def _option(option: DraftOption, right: str) -> str:
    why = f"#{_marked(option.explanation)}" if option.explanation else ""
    return f"{right if option.counts else '~'}{_marked(option.text)}{why}"


def _marked(text: str) -> str:
    """Escaped, and saved from being read as a mark of format or weight."""
    return f"[plain]{_escaped(text)}" if text.startswith(("[", "%")) else _escaped(text)


def _escaped(text: str) -> str:
    return re.sub(r"[~=#{}:\\]", r"\\\g<0>", text).replace("\n", r"\n")
