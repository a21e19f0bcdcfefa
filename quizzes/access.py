"""Who may use a pupil's view: anybody who stands in the room, from the same origin."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms import errors
from cms.access import is_same_origin, mark
from cms.places import FORM

View = Callable[..., HttpResponse]
# Bytes.  The longest form of a tablet, own pace with 24 questions, has about 1,500.
FORM_MAX = 8 * 1024


def flaw_of_form(request: HttpRequest) -> int:
    """The status that refuses what is posted, 0 where nothing is wrong.

    Asked before anything reads the body: a pupil sends a short form and nothing else, and Django
    writes what is an upload, and long, into a temporary file.
    """
    if request.method != "POST":
        return 0
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    if not length.isdecimal() or int(length) > FORM_MAX:
        return 413
    return 415 if int(length) and request.content_type != FORM else 0


def pupil_view(view: View) -> View:
    """A view of the pupils' part: no account, no cache, short forms from our own pages only."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return HttpResponseForbidden(_("This page was sent from somewhere else."))
        if flaw := flaw_of_form(request):
            return errors.not_taken(flaw)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(mark(checked, "pupil"))
