"""Pages for what went wrong, in the reader's language.

Each is a page of its own, drawn without the request: no session, no user, no database, so that
it is also there when those are what is broken.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cms import disk


def page(status: int, name: str = "") -> HttpResponse:
    """The page `errors/<name or status>.html` with that status, never stored by the browser."""
    text = render_to_string(f"errors/{name or status}.html", {"language": get_language()})
    return HttpResponse(text, status=status, headers={"Cache-Control": "no-store"})


def not_taken(status: int) -> HttpResponse:
    """What was posted is too long (413) or no form (415): one page for both, nothing was read."""
    return page(status, "not_taken")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed that nobody foresaw, 500; or the disk is full, which is said, 503."""
    if disk.is_full(sys.exc_info()[1]):
        return page(503, "full")
    return page(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from another site: `errors/csrf.html`, 403."""
    return page(403, "csrf")
