"""So that a component needs only a day's number to draw its piece of felt."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

# One letter for each day, as felt.css colours them: no two neighbours of a calendar alike.
COLOURS = "abcdfhaegcbadefb"

register = template.Library()


@register.filter
def day_and_month(on: date) -> str:
    """As people say it: “26 November”, “26 ноября”; Django's Kyrgyz months begin with a capital
    and know no hyphen."""
    if get_language() == "ky":
        return date_format(on, "j-E").lower()
    return date_format(on, "j E")


@register.filter
def felt_colour(day: int) -> str:
    """The letter of the colours in which the piece of a day is cut."""
    return COLOURS[(day - 1) % len(COLOURS)]
