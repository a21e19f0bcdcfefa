"""Who a view is for.  Every view of ours carries a mark; a test walks the addresses."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from cms.models import User

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Marks a view that anybody may see; it shows nothing that belongs to a person or a class."""
    return mark(view, "public")


def mark(view: View, access: str) -> View:
    """Names on the view who it is for; the decorators that also check it end with this."""
    view.access = access  # type: ignore[attr-defined]  # functions take attributes
    return view


def adult_of(request: HttpRequest) -> User:
    """Who is logged in, where that was asked already.  Raises PermissionDenied."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a post comes from a page of ours.

    A token would need a cookie that tells one tablet from another, so the browser's own word is
    asked: Origin, else Referer; and Sec-Fetch-Site where it is sent (plain HTTP sends none).
    """
    # Not request.headers: that reads all of them, and every answer comes through here.
    sent = request.META
    if sent.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        return False
    origin = sent.get("HTTP_ORIGIN") or sent.get("HTTP_REFERER", "")
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
