"""Pages for what went wrong, in the reader's language.

Each is a page of its own, drawn without the request: no session, no user, no database, so that
it is also there when those are what is broken.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language


def page(status: int) -> HttpResponse:
    """The page `errors/<status>.html` with that status, never stored by the browser."""
    text = render_to_string(f"errors/{status}.html", {"language": get_language()})
    return HttpResponse(text, status=status, headers={"Cache-Control": "no-store"})


def not_taken(status: int) -> HttpResponse:
    """What was posted is too long (413) or no form (415): the same page, nothing of it was read."""
    text = render_to_string("errors/not_taken.html", {"language": get_language()})
    return HttpResponse(text, status=status, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(404)


def broken(request: HttpRequest) -> HttpResponse:
    return page(500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from another site: `errors/csrf.html`, 403."""
    text = render_to_string("errors/csrf.html", {"language": get_language()})
    return HttpResponse(text, status=403, headers={"Cache-Control": "no-store"})
