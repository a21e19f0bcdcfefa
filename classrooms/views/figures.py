"""Figures of a school or a wider place, for those who coordinate it or a place above."""

import csv
from fractions import Fraction
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classrooms.figures.page import figures_of
from classrooms.models import Figure, Place
from classrooms.permissions import coordinator_required
from cms.access import adult_of

# Σv is the noisy sum of m runs with N answers, α the ratio of their noise.
COLUMNS = ("level", "lineage", "wave", "term", "m", "N", "sum_v", "alpha")


@never_cache
@coordinator_required
@require_safe
def figures(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """By topic and question: a figure, or why there is none and that of a wider place."""
    mine = Place.objects.coordinated_by(adult_of(request))
    place = get_object_or_404(mine.select_related("parent__parent__parent"), pk=place_id)
    wider = {each.pk: each for each in place.ancestors_and_self()[1:]}
    may_see = set(mine.filter(pk__in=wider).values_list("pk", flat=True))
    context = {
        "place": place,
        "figures": figures_of(place, get_language() or ""),
        "wider_places": [each for pk, each in wider.items() if pk in may_see],
        "parts": mine.filter(parent=place).by_name(),
    }
    return render(request, "classrooms/figures.html", context)


@never_cache
@coordinator_required
@require_safe
def export(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """The figures as a table: what was published, term by term.

    No class, no day, no name.  Every cell is a word of ours, an id or a number: nothing in it is
    a formula or a date to a spreadsheet, so α is a decimal.
    """
    place = get_object_or_404(Place.objects.coordinated_by(adult_of(request)), pk=place_id)
    headers = {"Content-Disposition": 'attachment; filename="birge-figures.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    table = csv.writer(response)
    table.writerow(COLUMNS)
    for row in Figure.objects.at_or_below(place).by_term():
        table.writerow(
            [
                place.kind, row["lineage"], row["wave"], row["term"], row["m"], row["n"],
                row["v"], float(Fraction(row["alpha"])),
            ]
        )  # fmt: skip
    return response
