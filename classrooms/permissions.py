"""Who may do what.  Views enforce it; templates only hide.

A class is always loaded through the user (`Classroom.objects.taught_by(user)` and its like), so
that a stranger's class is not refused but does not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from classrooms.models import Classroom, DeskPass, Membership, Place, Taught
from classrooms.passes import PASS_LASTS
from classrooms.screens import Screen
from classrooms.states import LinkProblem, Role
from cms.access import mark
from cms.collation import in_letter_order
from cms.compiled import Compiled
from cms.models import User

View = Callable[Concatenate[HttpRequest, ...], HttpResponse]


def people_of_schools() -> QuerySet[User]:
    """Everybody who has a role at some place, or a class."""
    has_part = Q(memberships__isnull=False) | Q(classrooms__isnull=False)
    return User.objects.filter(has_part)


def is_teacher(user: User) -> bool:
    """Whether the user teaches at some school."""
    return Membership.objects.of(user, Role.TEACHER).exists()


def is_coordinator(user: User) -> bool:
    """Whether the user coordinates some place."""
    return Membership.objects.of(user, Role.COORDINATOR).exists()


def can_see_progress(user: User, classroom: Classroom) -> bool:
    """Bands of one class are for those who teach it; others see pools (PRIVACY.md, rule 10)."""
    return Classroom.objects.taught_by(user).filter(pk=classroom.pk).exists()


def teaches_at(user: User, school: Place) -> bool:
    """Whether the user is a teacher of the school, or was one and still has a class there."""
    is_teacher_there = Membership.objects.of(user, Role.TEACHER).filter(place=school).exists()
    return is_teacher_there or school.classrooms.open().filter(teachers=user).exists()


def can_open_classes(user: User, school: Place) -> bool:
    """Whether the user may open, give, archive and delete classes of the school: its coordinator
    or one of a wider place.

    Who also teaches there may not, whatever he coordinates: a made-up class of his own would be
    a way round "released once" (PRIVACY.md, rule 11).  Somebody else of that level or above does.
    """
    places = [place.pk for place in school.ancestors_and_self()]
    held = Membership.objects.of(user, Role.COORDINATOR).filter(place__in=places)
    return held.exists() and not teaches_at(user, school)


def may_be_given(school: Place, giver: User, opener: User | None = None) -> QuerySet[User]:
    """Whom a class of the school can be given to: its teachers, never the one who gives it nor
    the one who opened it."""
    members = User.objects.filter(memberships__place=school, memberships__role=Role.TEACHER)
    others = members.exclude(pk__in=[user.pk for user in (giver, opener) if user])
    names = [in_letter_order(field) for field in ("last_name", "first_name", "username")]
    return others.filter(is_active=True).order_by(*names)


def _guarded(access: str, allows: Callable[[User], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, User):
                return _to_login(request)
            if not allows(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return mark(guarded, access)

    return decorate


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the login page; htmx is told to go there with the whole page."""
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


teacher_required = _guarded("teacher", is_teacher)
coordinator_required = _guarded("coordinator", is_coordinator)
# Any adult with a login, in whatever role.
adult_required = _guarded("adult", lambda user: True)


def trainer_only(view: View) -> View:
    """For those who may enter the CMS, and for everybody in development; else no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin"):
            return view(request, *args, **kwargs)
        raise Http404

    return mark(guarded, "trainer")


# The phone's pass: sent to the desk of its lesson and to no other address.
DESK_COOKIE = "birge-desk"


def leader_required(view: View) -> View:
    """For who leads the lesson: a teacher of its class, or on a screen that takes passes a phone
    that has one for this lesson.  The view gets the lesson in the place of its id."""

    @wraps(view)
    def guarded(request: HttpRequest, taught_id: UUID, screen: Screen, **more: Any) -> HttpResponse:
        secret = request.COOKIES.get(DESK_COOKIE) if screen.takes_passes else None
        held = DeskPass.objects.of_secret(secret) if secret else None
        if held and held.taught_id == taught_id and held.is_good:
            return view(request, held.taught, screen, **more)
        if isinstance(request.user, User):
            return view(request, _led_by(request.user, taught_id), screen, **more)
        if secret:
            return _no_longer_desk(request, held)
        return _to_login(request)

    return mark(guarded, "leader")


_led = Compiled(
    lambda user_id, taught_id: (
        Taught.objects.led_by(User(pk=user_id)).on_screen().filter(pk=taught_id)[:1]
    ),
    -1,
    UUID(int=1),
)


def _led_by(user: User, taught_id: UUID) -> Taught:
    """The lesson, if one of the user's own classes is in it.  Raises PermissionDenied and
    Http404."""
    taught = _led.first(user.pk, taught_id)
    if taught is not None:
        return taught
    if not is_teacher(user):
        raise PermissionDenied
    raise Http404


def give_pass(response: HttpResponse, taught: Taught, secret: str, screen: Screen) -> None:
    """Hand the pass to the phone that gets this reply."""
    response.set_cookie(
        DESK_COOKIE,
        secret,
        max_age=PASS_LASTS,
        path=screen.url(taught, "door"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _no_longer_desk(request: HttpRequest, held: DeskPass | None) -> HttpResponse:
    """A pass that was taken away, or whose lesson is over; htmx fetches the whole page."""
    is_over = held is not None and not held.taught.is_running
    problem = LinkProblem.OVER if is_over else LinkProblem.CLOSED
    status = 410 if is_over else 403
    response = render(request, "classrooms/desk_link.html", {"problem": problem}, status=status)
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        response.headers["HX-Refresh"] = "true"
    return response
