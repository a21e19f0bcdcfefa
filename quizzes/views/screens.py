"""What each of the pupils' screens shows, as values for one template.

Nothing is drawn from what a paper holds but the number of its seat.
"""

import secrets
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from quizzes import animals, entries, showing, tablets
from quizzes.frames import Frame
from quizzes.models import Run
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
        Trouble.NOT_AWAY: _(
            "A tablet with this animal is here already. Choose your own, or ask your teacher."
        ),
        Trouble.NOT_OPEN: _("This question takes no more answers. Look at the board."),
        Trouble.NO_SUCH_OPTION: _("Choose one of the answers, then press Send."),
    }[trouble]


def join(trouble: Trouble | None) -> Context:
    """Nobody's turn: type the code."""
    return _named("join") | {"error": _sentence(trouble), "ticket": entries.new_ticket()}


def back(run: Run, code: str, trouble: Trouble | None) -> Context:
    """Which animal were you?  All that were given, in one order for all runs: nothing says whose
    turn came first, who is back, or who has sent."""
    given = [animals.of_seat(run.id, seat) for seat in range(run.seats_given)]
    order = [*animals.ANIMALS]
    given.sort(key=lambda one: (animals.COLOURS.index(one[1]), order.index(one[0])))
    return _named("back") | {
        "error": _sentence(trouble),
        "seats": [{"animal": animal, "colour": colour} for animal, colour in given],
        "has_colours": len({colour for _, colour in given}) > 1,
        "code": code,
        "new_ticket": entries.new_ticket(),
        "back_ticket": entries.new_ticket(),
    }


def between(tablet: Tablet, frame: Frame, trouble: Trouble | None) -> Context:
    """Nobody's turn in a run that goes on: nothing of any seat but whose turn is next."""
    if not tablets.seats(tablet, frame):
        return join(trouble)
    if looks_at_board := _looking_up(frame, trouble):
        return looks_at_board
    context = _screen("next", frame, trouble) | {"ticket": entries.new_ticket()}
    return context | _called(tablet, frame)


def _called(tablet: Tablet, frame: Frame) -> Context:
    """Who is to take the tablet, if anybody; he may be absent where another seat waits, too."""
    waiting = [slot for slot, seat in tablets.seats(tablet, frame) if seat.unsent]
    found = tablets.next_seat(tablet, frame)
    is_passed_on = frame.is_passed_on and bool(frame.open_questions)
    # Without scripts the next question comes by itself; a code is hardly ever typed here.
    more = {"is_passed_on": is_passed_on, "waits": is_passed_on}
    if found is None:
        return more
    return more | _who(found[1]) | {"slot": found[0], "may_be_absent": len(waiting) > 1}


def _who(seat: Seat) -> Context:
    animal, colour = seat.who
    return {"animal": animal, "colour": colour}


def finished(frame: Frame, trouble: Trouble | None) -> Context:
    """The run is over."""
    return _screen("finished", frame, trouble)


def _named(name: str) -> Context:
    return {"screen": name, "template": f"quizzes/screens/{name}.html"}


def pulse_ms() -> int:
    """After how many milliseconds a tablet polls: drawn for each page."""
    low, high = PULSE_MS
    return low + secrets.randbelow(high - low + 1)


def _screen(name: str, frame: Frame, trouble: Trouble | None) -> Context:
    own = frame.pace is Pace.OWN
    # A form that is being filled in, or a long page that is being read, does not reload itself.
    stays = name in ("question", "finished", "next") or (own and name == "explained")
    return {
        **_named(name),
        "error": _sentence(trouble),
        "step": frame.step,
        "pulse_ms": pulse_ms(),
        "own": own,
        "waits": not stays,
        "total": frame.total,
        "is_aside": frame.is_aside,
        "round": _round(frame),
    }


def _round(frame: Frame) -> int:
    """Which of two rounds this is; 0 where a question is asked once."""
    if frame.rounds == 1:
        return 0
    return 1 if frame.phase is Phase.FIRST else 2


def _looking_up(frame: Frame, trouble: Trouble | None) -> Context | None:
    """What every tablet shows alike while there is nothing to send, None while there is."""
    if frame.phase is Phase.EXPLAINED and not frame.is_aside:
        return _screen("explained", frame, trouble) | _explained(frame)
    if frame.phase in (Phase.TALK, Phase.EXPLAINED):
        return _screen("talk", frame, trouble)
    if frame.phase is Phase.RESTING:
        return _screen("resting", frame, trouble)
    return None


def of_seat(tablet: Tablet, seat: Seat, trouble: Trouble | None) -> Context:
    """What the seat in turn sees in the run's present phase."""
    frame = seat.frame
    if frame.phase is Phase.LOBBY:
        context = _screen("lobby", frame, trouble) | _place(tablet, frame)
    else:
        context = _looking_up(frame, trouble) or (
            _asked(seat, trouble) | {"goes_on": _goes_on(tablet, frame)}
        )
    # At own pace pupils come one after the other; led, only those who took their seats before.
    passes_on = not frame.is_of_groups and (frame.pace is Pace.OWN or len(tablet.sealed) > 1)
    return context | _who(seat) | {"passes_on": passes_on, "together": frame.is_of_groups}


def _place(tablet: Tablet, frame: Frame) -> Context:
    """In the lobby: which seat of this tablet this is, of how many that it is meant for."""
    held = [slot for slot, _ in tablets.seats(tablet, frame)]
    if not frame.is_passed_on or tablet.slot is None:
        return {}
    place, seats = held.index(tablet.slot) + 1, max(frame.at_a_tablet, len(held))
    return {"place": place, "seats": seats, "is_full": len(held) >= seats}


def _goes_on(tablet: Tablet, frame: Frame) -> Context | None:
    """Where the tablet is passed on: who gets it after the seat in turn."""
    if not frame.is_passed_on or len(tablet.sealed) < 2:
        return None
    others = tuple(one for one in tablet.sealed if one[0] != tablet.slot)
    return _called(replace(tablet, sealed=others), frame)


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
        "token": seat.token(question, option_id),
        "text": words.text,
        "language": words.language,
        "picture": option.picture if option else "",
        "alt": _words(option.alt) if option else None,
        "sound": question.sound_of(option_id).by_language.get(words.language, ""),
    }


def _question(seat: Seat, index: int, frozen: Question) -> Context:
    question = showing.as_shown(frozen)
    tiles = [_tile(seat, question, one) for one in seat.order(question)]
    prompt = _words(question.prompt)
    return {
        "id": question.id,
        "number": index + 1,
        "votes": question.votes,
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
