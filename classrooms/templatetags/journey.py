"""So that a component needs only a number to draw the class's boz üy."""

from django import template

from classrooms.journey import Yurt

register = template.Library()


@register.filter
def boz_uy(pieces: int) -> Yurt:
    """The boz üy after so many lessons."""
    return Yurt(pieces)
