"""The question that trainers see as an example in the CMS, in their language.

Plain values, as the blocks of `quizzes.blocks` take them.
"""

from typing import Any

from django.utils.translation import gettext as _


def question() -> dict[str, Any]:
    return {
        "name": "clear-yes",
        "kind": "knowledge",
        "prompt": _("What is a clear yes?"),
        "options": [
            option(),
            {
                "name": "b",
                "text": _("Silence"),
                "in_key": False,
                "explanation": _("Silence is not a yes. We ask again."),
            },
        ],
        "counted": True,
        "ask_before": True,
        "objective": "O1",
    }


def quiz() -> list[tuple[str, dict[str, Any]]]:
    return [("question", question())]


def option() -> dict[str, Any]:
    return {
        "name": "a",
        "text": _("A smile and the word “yes”"),
        "in_key": True,
        "explanation": _("The face and the word say the same."),
    }
