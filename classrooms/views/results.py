"""A school's results file: out of its own computer, and into a hub's."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from classrooms.models import Figure, Place
from classrooms.permissions import coordinator_required
from classrooms.results import exchange
from classrooms.results.documents import MOST_BYTES
from cms.access import adult_of
from curriculum import signing


class ResultsForm(forms.Form):
    """A results file from a stick, and the school that it is of."""

    file = forms.FileField(
        label=gettext_lazy("Results file"), widget=forms.FileInput(attrs={"accept": ".json"})
    )

    def take(self, school: Place) -> int | None:
        """How many figures are new; None where the file is not taken, which the form then says."""
        try:
            return exchange.take(self.cleaned_data["file"].read(MOST_BYTES + 1), school=school)
        except exchange.NotTaken as refused:
            said = [str(refused.why.label), refused.fingerprint, refused.signer]
            self.add_error("file", " ".join(filter(None, said)))
            return None


def _school(request: HttpRequest, place_id: UUID) -> Place:
    """The school, if the user coordinates it or a wider place."""
    mine = Place.objects.coordinated_by(adult_of(request)).schools()
    return get_object_or_404(mine, pk=place_id)


@never_cache
@coordinator_required
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """The way of a school's results to a hub; a post takes a file here."""
    school = _school(request, place_id)
    form = ResultsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        fresh = form.take(school)
        if fresh is not None:
            said = ngettext("{count} new figure.", "{count} new figures.", fresh)
            messages.success(request, said.format(count=fresh))
            return redirect("teach:results", school.pk)
    is_published = Figure.objects.filter(place=school).exists()
    context = {
        "place": school,
        "form": form,
        "is_published": is_published,
        "fingerprint": signing.own_fingerprint(),
    }
    return render(request, "classrooms/results.html", context)


@never_cache
@coordinator_required
@require_safe
def download(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """The signed file to carry to a hub; 404 while nothing is published."""
    file = exchange.written(_school(request, place_id))
    if file is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="birge-results.json"'}
    return HttpResponse(file, content_type="application/json", headers=headers)
