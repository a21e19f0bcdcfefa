"""So that a component needs only a day's number to draw its piece of felt."""

from django import template

# One letter for each day, as felt.css colours them: no two neighbours of a calendar alike.
COLOURS = "abcdfhaegcbadefb"

register = template.Library()


@register.filter
def felt_colour(day: int) -> str:
    """The letter of the colours in which the piece of a day is cut."""
    return COLOURS[(day - 1) % len(COLOURS)]
