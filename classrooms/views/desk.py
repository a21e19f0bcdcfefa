"""The way to the teacher's desk: its door on the laptop, and the link that makes a phone the desk.

The class may see the door, so nothing on it is for the teacher alone.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classrooms.models import DeskPass, Taught
from classrooms.permissions import give_pass, leader_required
from classrooms.screens import DESK, Screen
from classrooms.states import LinkProblem
from cms import addresses
from cms.access import public
from cms.views import SeeOther

DOOR = "classrooms/desk_door.html"
LINK = "classrooms/desk_link.html"


@never_cache
@leader_required
@require_safe
def door(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """Asks where to open the desk; says so when a phone has become it."""
    phones = DeskPass.objects.in_use().filter(taught=taught).count()
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    if is_htmx and request.GET.get("phones") == str(phones):
        return HttpResponse(status=204)
    return _draw_door(request, taught, f"{DOOR}#phones" if is_htmx else DOOR, phones=phones)


def _draw_door(request: HttpRequest, taught: Taught, template: str, **more: Any) -> HttpResponse:
    return render(request, template, {"taught": taught, **more})


@never_cache
@leader_required
@require_POST
def make_link(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """A link for one phone, as a picture and in letters.  Drawn at once: it is kept nowhere, so
    no later page could show it."""
    if not taught.is_running:
        return SeeOther(screen.url(taught, "desk_door"))
    sites = addresses.site_urls()
    links = _links(taught, sites) if sites else []
    qr = addresses.qr_svg(links[0]) if links else ""
    return _draw_door(request, taught, DOOR, phones=0, links=links, qr=qr, is_asked=True)


def _links(taught: Taught, sites: list[str]) -> list[str]:
    token = DeskPass.objects.make_link(taught)
    return [f"{site}{DESK.link(token)}" for site in sites]


@never_cache
@leader_required
@require_POST
def close_phones(request: HttpRequest, taught: Taught, screen: Screen) -> HttpResponse:
    """Not my phone: every phone that is the desk of this lesson ends being it."""
    DeskPass.objects.close_all(taught)
    return SeeOther(screen.url(taught, "desk_door"))


@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What the phone opens.  Looking uses nothing up, for a phone may look ahead by itself; the
    button does."""
    found = DeskPass.objects.of_link(token)
    if found is None:
        return _closed(request, LinkProblem.UNKNOWN, 404)
    if found.link_problem:
        return _closed(request, found.link_problem, 410)
    if request.method != "POST":
        return render(request, LINK, {"taught": found.taught})
    secret = found.open()
    if secret is None:
        return _closed(request, LinkProblem.USED, 410)
    response = SeeOther(DESK.url(found.taught))
    give_pass(response, found.taught, secret, DESK)
    return response


def _closed(request: HttpRequest, problem: LinkProblem, status: int) -> HttpResponse:
    return render(request, LINK, {"problem": problem}, status=status)
