"""The 16 Days of one class: its calendar, the activity of a day, the board, "We did it"."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classrooms import daily, season
from classrooms.felt import Calendar, Piece
from classrooms.models import Classroom, FeltPiece
from classrooms.permissions import teacher_required
from classrooms.views.board import DARK, LOOK_COOKIE
from cms.access import adult_of
from cms.views import SeeOther
from curriculum import campaign
from curriculum import help as sources_of_help
from curriculum.campaign import Activity


@dataclass(frozen=True)
class ClassCalendar:
    """A class of the teacher and its calendar today."""

    classroom: Classroom
    calendar: Calendar

    def piece(self, day: int) -> Piece:
        """Raises Http404 for a day that there is not."""
        if not 1 <= day <= self.calendar.total:
            raise Http404
        return self.calendar.pieces[day - 1]

    def choices(self) -> list[Piece]:
        """The days whose activity is written: what a day without its own can borrow."""
        return [piece for piece in self.calendar.pieces if piece.is_written]

    def activity(self, key: str) -> Activity:
        """Raises Http404 for one that there is not, or that is not ready."""
        known = {piece.heading.key for piece in self.choices() if piece.heading}
        found = campaign.activity(key, get_language() or "") if key in known else None
        if found is None:
            raise Http404
        return found


def _own(request: HttpRequest, classroom_id: UUID) -> ClassCalendar:
    """Raises Http404 for a class that is not the teacher's."""
    mine = Classroom.objects.taught_by(adult_of(request))
    loaded = mine.select_related("school__parent__parent__parent")
    classroom = get_object_or_404(loaded, pk=classroom_id)
    today = timezone.localdate()
    return ClassCalendar(classroom, daily.calendar_of(classroom, today, get_language() or ""))


def _calendar_url(own: ClassCalendar) -> str:
    return reverse("teach:campaign", args=[own.classroom.pk])


def _draw_calendar(
    request: HttpRequest, own: ClassCalendar, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "classroom": own.classroom,
        "calendar": own.calendar,
        "next": season.next_regular(timezone.localdate()),
        "problem": problem,
    }
    return render(request, "classrooms/campaign.html", context, status=status)


@never_cache
@teacher_required
@require_safe
def calendar(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """The felt of the class, piece by piece; outside the season only to look at."""
    return _draw_calendar(request, _own(request, classroom_id))


@never_cache
@teacher_required
@require_safe
def day(request: HttpRequest, classroom_id: UUID, day: int) -> HttpResponse:
    """What the class does on a day; where that is still to be written, a choice among the days
    that are, or with `activity` the one chosen."""
    own = _own(request, classroom_id)
    piece = own.piece(day)
    if not own.calendar.is_on:
        return redirect(_calendar_url(own))
    key = request.GET.get("activity", "")
    if piece.is_written and piece.heading:
        key = piece.heading.key
    context = {
        "classroom": own.classroom,
        "piece": piece,
        "calendar": own.calendar,
        "activity": own.activity(key) if key else None,
        "choices": [] if key else own.choices(),
        "services": sources_of_help.help_for_adults(get_language() or "").services if key else (),
    }
    return render(request, "classrooms/campaign_day.html", context)


@never_cache
@teacher_required
@require_http_methods(["GET", "HEAD", "POST"])
def board(
    request: HttpRequest, classroom_id: UUID, day: int, key: str, step: int = 0
) -> HttpResponse:
    """The activity for the projector, one screen after the other: its name, its steps, and the
    felt to which the day's piece is added by a post.  Nothing on it is for the teacher alone."""
    own = _own(request, classroom_id)
    piece, activity = own.piece(day), own.activity(key)
    if step > len(activity.steps) + 1:
        raise Http404
    if not own.calendar.is_on:
        return redirect(_calendar_url(own))
    if request.method == "POST":
        _press(own, day)
        if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
            return SeeOther(request.path)
        own = _own(request, classroom_id)
        piece = own.piece(day)
    return _draw_board(request, own, piece, activity, step)


def _draw_board(
    request: HttpRequest, own: ClassCalendar, piece: Piece, activity: Activity, step: int
) -> HttpResponse:
    last = len(activity.steps) + 1
    is_step = 0 < step < last
    context: dict[str, Any] = {
        "classroom": own.classroom,
        "calendar": own.calendar,
        "piece": piece,
        "activity": activity,
        "step": step,
        "last": last,
        "words": activity.steps[step - 1].board_for(own.classroom.age_band) if is_step else "",
        "is_dark": request.COOKIES.get(LOOK_COOKIE) == DARK,
    }
    context |= _ways(own.classroom, piece, activity, step)
    template = "classrooms/campaign_board.html"
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]  # set by HtmxMiddleware
    return render(request, f"{template}#stage" if is_htmx else template, context)


def _ways(classroom: Classroom, piece: Piece, activity: Activity, step: int) -> dict[str, str]:
    """The addresses of this screen, and of those before and after it if there are any."""

    def address(number: int) -> str:
        args = [classroom.pk, piece.number, activity.heading.key, number]
        return reverse("teach:campaign_step", args=args)

    return {
        "here": address(step),
        "back": address(step - 1) if step else "",
        "forward": address(step + 1) if step <= len(activity.steps) else "",
    }


def _press(own: ClassCalendar, day: int) -> bool:
    """The class says "we did it": False where the day is still to come or the season is over."""
    if not own.calendar.is_on:
        return False
    return FeltPiece.objects.add(
        classroom=own.classroom, season=own.calendar.season, day=day, today=timezone.localdate()
    )


@never_cache
@teacher_required
@require_POST
def done(request: HttpRequest, classroom_id: UUID, day: int) -> HttpResponse:
    """The class did the activity of a day, today's or an earlier one; safe to press again."""
    own = _own(request, classroom_id)
    own.piece(day)
    if not _press(own, day):
        problem = _("This day cannot be done now. The calendar is shown as it is.")
        return _draw_calendar(request, own, problem, status=409)
    return SeeOther(_calendar_url(own))


@never_cache
@teacher_required
@require_POST
def undone(request: HttpRequest, classroom_id: UUID, day: int) -> HttpResponse:
    """Pressed by mistake: taken back on the same day."""
    own = _own(request, classroom_id)
    own.piece(day)
    was_pressed_today = own.calendar.is_on and FeltPiece.objects.take_back(
        classroom=own.classroom, season=own.calendar.season, day=day, today=timezone.localdate()
    )
    if not was_pressed_today:
        problem = _("Only what was pressed today can be taken back.")
        return _draw_calendar(request, own, problem, status=409)
    return SeeOther(_calendar_url(own))
