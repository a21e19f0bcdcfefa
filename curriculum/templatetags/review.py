"""What the screens of a review need."""

from django import template
from django.utils.functional import Promise
from wagtail.models import Page

from curriculum import must_not as lists

register = template.Library()


@register.simple_tag
def must_not(page: Page) -> tuple[str | Promise, ...]:
    """What may not be in a lesson for this age; nothing for other pages."""
    return lists.of(getattr(page, "age_band", ""))
