"""Who may use a pupil's view: anybody who stands in the room, from the same origin."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a post comes from a page of ours.

    Pupils have no session to tie a token to, so the browser's own word is asked: Origin, else
    Referer; and Sec-Fetch-Site where it is sent (plain HTTP sends none).
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def pupil_view(view: View) -> View:
    """A view of the pupils' part: no account, no cache, posts from our own pages only."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return HttpResponseForbidden(_("This page was sent from somewhere else."))
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    checked.access = "pupil"  # type: ignore[attr-defined]  # a test walks the addresses for it
    return csrf_exempt(checked)
