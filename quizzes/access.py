"""Who may use a pupil's view: anybody who stands in the room, from the same origin."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms.access import is_same_origin, mark

View = Callable[..., HttpResponse]


def pupil_view(view: View) -> View:
    """A view of the pupils' part: no account, no cache, posts from our own pages only."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return HttpResponseForbidden(_("This page was sent from somewhere else."))
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(mark(checked, "pupil"))
