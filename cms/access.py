"""Who a view is for.  Every view of ours carries a mark; a test walks the addresses."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Marks a view that anybody may see; it shows nothing that belongs to a person or a class."""
    return mark(view, "public")


def mark(view: View, access: str) -> View:
    """Names on the view who it is for; the decorators that also check it end with this."""
    view.access = access  # type: ignore[attr-defined]  # functions take attributes
    return view
