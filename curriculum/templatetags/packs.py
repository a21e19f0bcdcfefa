"""What the screens of packs need."""

from django import template
from django.utils.translation import gettext

from curriculum.actions import STARTER

register = template.Library()


@register.filter
def pack_title(title: str) -> str:
    """A pack has one title for all readers, and is known again by it; that of the starter
    curriculum is ours, and is said in the reader's language."""
    return gettext("Birge: starter curriculum") if title == STARTER else title
