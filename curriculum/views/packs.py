"""Lesson packs in the CMS: make one, look into one, bring one in."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.access import adult_of, mark
from curriculum import signing
from curriculum.models import KnownPack
from curriculum.packs import access, comparing, incoming, jobs, opening
from curriculum.packs.access import BRING_IN, BUILD
from curriculum.packs.comparing import ASKED
from curriculum.packs.forms import BuildForm, UploadForm
from curriculum.packs.refusals import Refused
from curriculum.packs.work import BringIn, Make, Order
from quizzes.models import Run


@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: HttpRequest) -> HttpResponse:
    """The page of packs; a post begins to make one."""
    user = adult_of(request)
    access.need(user, BUILD, BRING_IN)
    form = BuildForm(user, request.POST or None)
    if request.method == "POST":
        access.need(user, BUILD)
        if form.is_valid():
            return _make(request, form)
    return _page(request, form, UploadForm())


def _page(request: HttpRequest, form: BuildForm, upload: UploadForm) -> HttpResponse:
    user = adult_of(request)
    known = KnownPack.objects.all() if access.can_see_all_packs(user) else KnownPack.objects.none()
    context = {
        "form": form if user.has_perm(BUILD) else None,
        "upload": upload if user.has_perm(BRING_IN) else None,
        "known": known,
        "job": jobs.latest(user),
        "fingerprint": signing.own_fingerprint(),
    }
    return render(request, "curriculum/cms/packs.html", context)


def _make(request: HttpRequest, form: BuildForm) -> HttpResponse:
    order, user = form.order(), adult_of(request)
    try:
        jobs.start(Make(order), user)
    except jobs.Busy:
        if not _is_under_way(order, jobs.latest(user)):
            messages.error(request, _busy())
            return _page(request, form, UploadForm())
    return redirect("pack_job")


def _is_under_way(order: Order, job: jobs.Job | None) -> bool:
    """Whether the button was only pressed twice."""
    return bool(job and job.is_running and job.made and job.made.order == order)


def _busy() -> str:
    return _("Another pack is being made or brought in. Wait until it is done.")


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file and go on to what is in it; nothing is changed yet."""
    user = adult_of(request)
    access.need(user, BRING_IN)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, BuildForm(user), form)
    return redirect("pack_check", incoming.keep(form.cleaned_data["file"].chunks()))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: UUID) -> HttpResponse:
    """Who signed it and what it would change; a post brings it in."""
    access.need(adult_of(request), BRING_IN)
    path = incoming.path_of(token)
    if not path.exists():
        raise Http404
    if request.method == "POST":
        return _start(request, path)
    try:
        context = _inside(path)
    except Refused as refused:
        context = {"problems": refused.problems}
    return render(request, "curriculum/cms/pack_check.html", context)


def _start(request: HttpRequest, path: Path) -> HttpResponse:
    if Run.objects.open().exists():
        messages.error(request, _("A quiz is open in a class. Bring the pack in after it."))
        return redirect(request.path)
    names = [name.removeprefix("theirs-") for name, said in request.POST.items() if said == "take"]
    try:
        jobs.start(BringIn(path, names), adult_of(request))
    except jobs.Busy:
        messages.error(request, _busy())
        return redirect(request.path)
    return redirect("pack_job")


def _inside(path: Path) -> dict[str, object]:
    with opening.opened(path) as (pack, signer):
        is_known = comparing.check_version(pack.manifest)
        comparing.raise_any(comparing.problems(pack))
        items = comparing.items(pack, signer=str(signer), language=get_language() or "")
        return {
            "signer": signer,
            "manifest": pack.manifest,
            "is_known": is_known,
            "asked": [each for each in items if each.change in ASKED],
            # Lessons first: they are what a pack is looked into for.
            "others": sorted(
                (each for each in items if each.change not in ASKED),
                key=lambda item: not item.is_lesson,
            ),
        }


for view in (packs, upload, check):
    mark(view, "trainer")
