"""What trainers see as examples in the CMS, in their language: a small lesson about asking.

Plain values, as the blocks take them.  Nobody in it is harmed and nobody is asked about their own
life.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from curriculum.states import SlideKind

Value = dict[str, Any]


def sentence() -> str:
    return _("Write the agreement on the board before the lesson.")


def objective() -> Value:
    text = _("Ask before taking something, and accept the answer.")
    return {"name": "O1", "itgse": "2.2 (5-8)", "text": text}


def step() -> Value:
    """A step of a day of the campaign."""
    do = _("Let two or three pupils answer, then go on.")
    return {"do": do, "board": _("How do we find out what another person would like?")}


def slide(kind: str) -> Value:
    """The example of a kind of slide; of the plain kind for one that has no parts of its own."""
    cue = _("Let two or three pupils answer, then go on.")
    parts = PARTS.get(kind, _content)()
    return {"name": f"{kind}-example".replace("_", "-"), "minutes": 3, "cue": cue} | parts


def slides() -> list[Value]:
    """The beginning of a lesson."""
    kinds = (SlideKind.TITLE, SlideKind.AGREEMENT, SlideKind.CONTENT)
    return [{"type": kind.value, "value": slide(kind)} for kind in kinds]


def _title() -> Value:
    body = _("How do we find out what another person would like?")
    return {"title": _("Asking is kind"), "body": body, "picture": "greetings"}


def _agreement() -> Value:
    return {
        "title": _("How we talk today"),
        "body": _("We listen. We may pass. We talk about people in stories, not about ourselves."),
        "picture": "agreement",
    }


def _content() -> Value:
    return {
        "title": _("Three steps"),
        "body": _("1. Ask. 2. Listen to the answer. 3. Accept it."),
        "picture": "ask-listen-stop",
    }


def _sort() -> Value:
    others = {"name": "not-asked", "text": _("Nobody was asked")}
    return {
        "title": _("Asked or not?"),
        "body": _("Where does each card belong?"),
        "categories": [category(), others],
        "items": [
            card(),
            {
                "name": "ball",
                "text": _("A boy takes the ball and runs."),
                "categories": ["not-asked"],
                "reason": _("The others did not say yes."),
            },
        ],
    }


def category() -> Value:
    return {"name": "asked", "text": _("Somebody asked first")}


def card() -> Value:
    return {
        "name": "pencil",
        "text": _("A girl says: “May I take your pencil?”"),
        "categories": ["asked"],
        "reason": _("She asks before she takes it."),
    }


def _activity() -> Value:
    return {
        "title": _("Try it in pairs"),
        "body": _("One asks for something small. The other one says yes or no."),
        "setup": "pairs",
        "roles": [_("One asks."), _("The other one answers.")],
        "phrases": [_("May I sit here?"), _("Thank you for telling me.")],
    }


def _story_slide() -> Value:
    return {"title": _("The ball"), "body": _("What can a child do who would like to play too?")}


def story() -> Value:
    return {
        "name": "ball",
        "title": _("The ball"),
        "role": _("A story from the school yard"),
        "start": "yard",
        "nodes": [
            scene(),
            {
                "name": "asks",
                "text": _("“Yes, come!” Now there are three of them."),
                "choices": [],
                "ending": "helpful",
                "explanation": _("Who asks makes it easy to say yes."),
            },
            {
                "name": "takes",
                "text": _("The game stops. Bek gives the ball back and asks if he may join in."),
                "choices": [],
                "ending": "repair",
                "explanation": _("A mistake can be put right."),
            },
        ],
    }


def scene() -> Value:
    taken = {"text": _("Take the ball"), "goto": "takes"}
    return {
        "name": "yard",
        "text": _("Two children play with a ball. Bek would like to play too."),
        "choices": [story_choice(), taken],
    }


def story_choice() -> Value:
    return {"text": _("Ask: “May I play too?”"), "goto": "asks"}


def _discussion() -> Value:
    return {
        "title": _("Let us talk"),
        "body": _("We think of the people in the story."),
        "prompts": [_("Why is it sometimes hard to ask?"), _("What makes it easier to say no?")],
    }


def _key_message() -> Value:
    return {
        "title": _("What we take with us"),
        "body": _("I ask, I listen, I accept the answer."),
    }


def _help() -> Value:
    return {"title": _("Where to find help"), "body": _("An adult you trust listens to you.")}


def _quiz() -> Value:
    body = _("No names, no marks. You may skip any question.")
    return {"title": _("Quiz time"), "body": body, "wave": "post"}


PARTS: dict[str, Callable[[], Value]] = {
    SlideKind.TITLE: _title,
    SlideKind.AGREEMENT: _agreement,
    SlideKind.SORT: _sort,
    SlideKind.ACTIVITY: _activity,
    SlideKind.STORY: _story_slide,
    SlideKind.DISCUSSION: _discussion,
    SlideKind.KEY_MESSAGE: _key_message,
    SlideKind.HELP: _help,
    SlideKind.QUIZ: _quiz,
}
