"""What each of the pupils' screens shows, as values for one template.

Nothing is drawn from what a paper holds but the number of its seat.
"""

import secrets
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from quizzes import animals, entries, tablets
from quizzes.frames import Frame
from quizzes.questions import NOT_SURE, SKIP, Question, Text, Words
from quizzes.states import Kind, Pace, Phase
from quizzes.tablets import Seat, Tablet, Trouble

# htmx has no jitter of its own: each page is given another interval, in milliseconds.
PULSE_MS = (900, 1100)
# Before a question's id, at own pace: the field of a form that holds many questions.
OWN_FIELD = "option-"

Context = dict[str, Any]


def _sentence(trouble: Trouble | None) -> str:
    if trouble is None:
        return ""
    return {
        Trouble.NO_CODE: _("No open quiz has this code. Look at the board and type it again."),
        Trouble.FULL: _("All seats of this class are taken. Ask your teacher."),
        Trouble.TABLET_FULL: _("This tablet has given out all its seats. Take another tablet."),
        Trouble.LOST_SEAT: _("This tablet has lost its seat. Type the code on the board again."),
        Trouble.MOVED: _(
            "This seat has moved to another tablet. Type the code on the board for a new one."
        ),
        Trouble.NOT_OPEN: _("This question takes no more answers. Look at the board."),
        Trouble.NO_SUCH_OPTION: _("Choose one of the answers, then press Send."),
    }[trouble]


def join(trouble: Trouble | None) -> Context:
    """Nobody's turn: type the code."""
    return _named("join") | {"error": _sentence(trouble), "ticket": entries.new_ticket()}


def between(tablet: Tablet, frame: Frame, trouble: Trouble | None) -> Context:
    """Nobody's turn in a run that goes on: nothing of any seat but whose turn is next."""
    if not tablets.seats(tablet, frame):
        return join(trouble)
    if frame.phase is Phase.EXPLAINED:
        return _screen("explained", frame, trouble) | _explained(frame)
    context = _screen("next", frame, trouble) | {"ticket": entries.new_ticket()}
    waiting = tablets.next_seat(tablet, frame)
    return context | _who(waiting[1]) if waiting else context


def _who(seat: Seat) -> Context:
    animal, colour = animals.of_seat(seat.frame.run_id, seat.paper.seat)
    return {"animal": animal, "colour": colour}


def finished(frame: Frame, trouble: Trouble | None) -> Context:
    """The run is over."""
    return _screen("finished", frame, trouble)


def _named(name: str) -> Context:
    return {"screen": name, "template": f"quizzes/screens/{name}.html"}


def _screen(name: str, frame: Frame, trouble: Trouble | None) -> Context:
    low, high = PULSE_MS
    own = frame.pace is Pace.OWN
    # A form that is being filled in, or a long page that is being read, does not reload itself.
    stays = name in ("question", "finished", "next") or (own and name == "explained")
    return {
        **_named(name),
        "error": _sentence(trouble),
        "step": frame.step,
        "pulse_ms": low + secrets.randbelow(high - low + 1),
        "own": own,
        "waits": not stays,
        "total": frame.total,
    }


def of_seat(tablet: Tablet, seat: Seat, trouble: Trouble | None) -> Context:
    """What the seat in turn sees in the run's present phase."""
    frame = seat.frame
    if frame.phase is Phase.LOBBY:
        context = _screen("lobby", frame, trouble)
    elif frame.phase is Phase.EXPLAINED:
        context = _screen("explained", frame, trouble) | _explained(frame)
    else:
        context = _asked(seat, trouble)
    # At own pace pupils come one after the other; led, only those who took their seats before.
    passes_on = frame.pace is Pace.OWN or len(tablet.sealed) > 1
    return context | _who(seat) | {"passes_on": passes_on}


def _asked(seat: Seat, trouble: Trouble | None) -> Context:
    """What the seat has still to answer; at own pace that is many questions in one form."""
    frame, unsent = seat.frame, seat.unsent
    if not unsent:
        return _screen("sent", frame, trouble)
    questions = [_question(seat, index, question) for index, question in unsent]
    sent = len(frame.open_questions) - len(unsent)
    return _screen("question", frame, trouble) | {"questions": questions, "sent": sent}


def _words(text: Text) -> Words:
    return text.words(translation.get_language() or settings.LANGUAGE_CODE)


def _maybe(text: Text) -> Words | None:
    return _words(text) if text else None


def _engine_words(option_id: str) -> Words:
    said = {NOT_SURE: _("I am not sure"), SKIP: _("I skip this question")}[option_id]
    return Words(said, translation.get_language() or settings.LANGUAGE_CODE)


def _tile(seat: Seat, question: Question, option_id: str) -> Context:
    option = next((one for one in question.options if one.id == option_id), None)
    words = _words(option.text) if option else _engine_words(option_id)
    return {
        "token": tablets.option_token(seat, question, option_id),
        "text": words.text,
        "language": words.language,
        "picture": option.picture if option else "",
        "alt": _words(option.alt) if option else None,
        "sound": question.sound_of(option_id).by_language.get(words.language, ""),
    }


def _question(seat: Seat, index: int, question: Question) -> Context:
    tiles = [_tile(seat, question, one) for one in tablets.ordered_options(seat, question)]
    prompt = _words(question.prompt)
    return {
        "id": question.id,
        "number": index + 1,
        "field": f"{OWN_FIELD}{question.id}",
        "prompt": prompt,
        "sound": question.sound.by_language.get(prompt.language, ""),
        # One look for all: each tile can be listened to, or none.
        "is_spoken": all(tile["sound"] for tile in tiles),
        "options": tiles,
    }


def _explained(frame: Frame) -> Context:
    return {"questions": [_explanation(index, q) for index, q in frame.explained_questions]}


def _explanation(index: int, question: Question) -> Context:
    return {
        "number": index + 1,
        "prompt": _words(question.prompt),
        "explanation": _maybe(question.explanation),
        "options": [
            {
                "words": _words(option.text),
                "explanation": _maybe(option.explanation),
                "mark": _mark(question, option.id),
            }
            for option in question.options
        ],
    }


def _mark(question: Question, option_id: str) -> str:
    """Which options fit is said in words; an attitude has no right answer."""
    if question.kind is Kind.ATTITUDE or not question.is_yes(option_id):
        return ""
    return _("This fits")
