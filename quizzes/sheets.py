"""A question as a trainer reads it before a class does: asked, and explained, in one language.

Read from the blocks themselves, so that an unfinished draft can be shown too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.states import Kind

# As an option's picture is shown on a tablet, in pixels.
PICTURE = "max-480x360"


@dataclass(frozen=True)
class OptionSheet:
    """`fits`: whether it is marked as fitting once it is explained; never in an attitude."""

    text: str
    explanation: str = ""
    fits: bool = False
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class QuestionSheet:
    """`own`: the engine's options, which every question has."""

    prompt: str
    explanation: str
    options: tuple[OptionSheet, ...]
    own: tuple[OptionSheet, ...]
    is_before: bool
    is_counted: bool


def of_question(value: Mapping[str, Any]) -> QuestionSheet:
    """The sheet of a question block's value; what a draft lacks is empty."""
    has_key = value.get("kind") != Kind.ATTITUDE
    return QuestionSheet(
        prompt=value.get("prompt") or "",
        explanation=value.get("explanation") or "",
        options=tuple(_option(each, has_key) for each in value.get("options") or ()),
        own=(OptionSheet(_("I am not sure")), OptionSheet(_("I skip this question"))),
        is_before=bool(value.get("ask_before")),
        is_counted=bool(value.get("counted")),
    )


def _option(value: Mapping[str, Any], has_key: bool) -> OptionSheet:
    picture = value.get("picture")
    is_shown = not picture or picture.is_shown_today
    return OptionSheet(
        text=value.get("text") or "",
        explanation=value.get("explanation") or "",
        fits=has_key and bool(value.get("in_key")),
        picture=picture_url(picture),
        alt=(value.get("alt") or "") if is_shown else _("This picture is no longer shown."),
    )


def picture_url(picture: Any) -> str:
    """The address of an image as tablets get it; empty without an image."""
    return picture.get_rendition(PICTURE).url if picture else ""
