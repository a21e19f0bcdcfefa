"""Wording that a second person must look at, for trainers in the CMS."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cms.access import adult_of, mark
from cms.models import User
from curriculum import second_look
from curriculum.forms import AllowForm
from curriculum.models import LessonPage, WordingDecision
from curriculum.second_look import Place, Wording


@dataclass
class Card:
    """One text, all the pages it stands on, and the form of who may decide about it."""

    places: list[Place]
    can_decide: bool
    form: AllowForm

    @property
    def wording(self) -> Wording:
        return self.places[0].wording

    @property
    def pages(self) -> list[LessonPage]:
        return [place.page for place in self.places]

    @property
    def where(self) -> str:
        return self.places[0].where


@require_http_methods(["GET", "HEAD", "POST"])
def wording_page(request: HttpRequest) -> HttpResponse:
    """The texts on the user's pages that wait for a second person; a post allows one of them.

    Raises Http404 for a text that does not stand there, PermissionDenied for whoever wrote it.
    """
    user = adult_of(request)
    by_text = _by_text(second_look.places_for(user))
    form = AllowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _allow(user, by_text, form)
        messages.success(request, _("The text may stand."))
        return redirect("wording")
    return render(request, "curriculum/cms/wording.html", _context(user, by_text, form))


mark(wording_page, "trainer")


def _by_text(places: Iterable[Place]) -> dict[str, list[Place]]:
    grouped: dict[str, list[Place]] = {}
    for place in places:
        grouped.setdefault(place.wording.fingerprint, []).append(place)
    return grouped


def _allow(user: User, by_text: dict[str, list[Place]], form: AllowForm) -> None:
    places = by_text.get(form.cleaned_data["fingerprint"])
    if not places:
        raise Http404
    if not second_look.can_decide(user, places):
        raise PermissionDenied
    text = places[0].wording
    WordingDecision.objects.allow(
        fingerprint=text.fingerprint,
        concern=text.concern,
        language=text.language,
        text=text.text,
        reason=form.cleaned_data["reason"],
        by=user,
    )


def _context(user: User, by_text: dict[str, list[Place]], sent: AllowForm) -> dict[str, object]:
    decided = WordingDecision.objects.filter(fingerprint__in=by_text).select_related("decided_by")
    done = {one.fingerprint for one in decided}
    waiting = [
        Card(places, second_look.can_decide(user, places), _form_of(fingerprint, sent))
        for fingerprint, places in by_text.items()
        if fingerprint not in done
    ]
    return {"waiting": waiting, "decided": decided}


def _form_of(fingerprint: str, sent: AllowForm) -> AllowForm:
    """The form that was sent, with its errors, where it belongs; elsewhere an empty one."""
    if sent.is_bound and sent.data.get("fingerprint") == fingerprint:
        return sent
    return AllowForm(initial={"fingerprint": fingerprint}, auto_id=f"{fingerprint[:8]}-%s")
