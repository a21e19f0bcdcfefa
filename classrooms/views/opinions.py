"""What a class thinks, for its teacher alone and with the projector off."""

import secrets
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classrooms import opinions
from classrooms.models import Classroom
from classrooms.permissions import teacher_required
from cms.access import adult_of
from cms.views import SeeOther

# The question whether the projector is off, asked once; a yes to it uses it up.
ASKED_COOKIE = "birge-asked"
_ASKED_FOR = 10 * 60


@never_cache
@teacher_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_class(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Asks whether the projector is off; the answer to a yes are the bands, that one time.

    The reply to this post is the page itself, not a redirect: no address shows the bands, so
    neither Back nor a reload nor a link does.  Who posts the same yes again is asked anew.
    """
    mine = Classroom.objects.taught_by(adult_of(request)).select_related("school")
    classroom = get_object_or_404(mine, pk=classroom_id)
    if request.method != "POST":
        return _ask(request, classroom)
    if not _is_fresh(request):
        return SeeOther(_address(classroom))
    return _show(request, classroom)


def _address(classroom: Classroom) -> str:
    return reverse("teach:opinions", args=[classroom.pk])


def _is_fresh(request: HttpRequest) -> bool:
    """Whether this is the first yes to a question that this browser was asked."""
    asked, answered = request.COOKIES.get(ASKED_COOKIE, ""), request.POST.get("asked", "")
    return bool(asked) and constant_time_compare(asked, answered)


def _ask(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    asked = secrets.token_urlsafe(16)
    context = {"classroom": classroom, "asked": asked}
    response = render(request, "classrooms/opinions_ask.html", context)
    response.set_cookie(
        ASKED_COOKIE,
        asked,
        max_age=_ASKED_FOR,
        path=_address(classroom),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _show(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    context = {
        "classroom": classroom,
        "opinions": opinions.of(classroom, get_language() or ""),
    }
    response = render(request, "classrooms/opinions.html", context)
    response.delete_cookie(ASKED_COOKIE, path=_address(classroom), samesite="Strict")
    return response
