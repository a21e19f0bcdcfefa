"""The 16 Days of a place: the carpet of a school, and the switch of those who coordinate it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from classrooms.campaign import season_at
from classrooms.felt import carpet
from classrooms.forms import OpenCampaignForm
from classrooms.models import CampaignOpening, Classroom, FeltPiece, Place
from classrooms.permissions import adult_required, coordinator_required
from classrooms.season import next_regular, of_school_year
from classrooms.states import PlaceKind
from cms.access import adult_of
from cms.views import SeeOther


@never_cache
@adult_required
@require_safe
def place(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """For everybody of a school its carpet; for who coordinates the place the switch too."""
    seen = Place.objects.seen_by(adult_of(request))
    found = get_object_or_404(_with_wider(seen), pk=place_id)
    return _draw(request, found)


def _with_wider(places: QuerySet[Place]) -> QuerySet[Place]:
    return places.select_related("parent__parent__parent")


def _draw(
    request: HttpRequest, place: Place, form: OpenCampaignForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    season = season_at(place, today)
    coordinated = Place.objects.coordinated_by(adult_of(request))
    context: dict[str, object] = {"place": place, "season": season, "next": next_regular(today)}
    if place.kind == PlaceKind.SCHOOL:
        year = (season or of_school_year(today)).year
        pieces = FeltPiece.objects.of_year(year).at_school(place)
        classes = Classroom.objects.open().filter(school=place).count()
        context["carpet"] = carpet(pieces.values_list("day", flat=True), classes)
    if coordinated.filter(pk=place.pk).exists():
        context |= {
            "form": form or OpenCampaignForm(today=today, initial={"starts_on": today}),
            "opening": CampaignOpening.objects.filter(place=place).first(),
        }
    return render(request, "classrooms/campaign_place.html", context, status=status)


def _coordinated(request: HttpRequest, place_id: UUID) -> Place:
    """Raises Http404 for a place that the user does not coordinate."""
    mine = Place.objects.coordinated_by(adult_of(request))
    return get_object_or_404(_with_wider(mine), pk=place_id)


@never_cache
@coordinator_required
@require_POST
def open_campaign(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Let the 16 Days begin at the place, and all below it, on another day than 25 November."""
    place = _coordinated(request, place_id)
    today = timezone.localdate()
    form = OpenCampaignForm(request.POST, today=today)
    if not form.is_valid():
        return _draw(request, place, form, status=400)
    CampaignOpening.objects.open_at(
        place=place, starts_on=form.cleaned_data["starts_on"], by=adult_of(request), today=today
    )
    return SeeOther(reverse("teach:campaign_place", args=[place.pk]))


@never_cache
@coordinator_required
@require_POST
def close_campaign(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """Take the opening back; safe to repeat.  What the classes did stays."""
    place = _coordinated(request, place_id)
    CampaignOpening.objects.filter(place=place).delete()
    return SeeOther(reverse("teach:campaign_place", args=[place.pk]))
