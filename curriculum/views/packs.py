"""Lesson packs in the CMS: make one, look into one, bring one in."""

import tempfile
from pathlib import Path
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.access import mark
from curriculum import signing
from curriculum.models import KnownPack, LessonPage
from curriculum.packs import building, comparing, incoming, jobs, opening
from curriculum.packs.comparing import ASKED
from curriculum.packs.manifest import LONGEST_TITLE, MOST_BYTES
from curriculum.packs.refusals import Problem, Refused
from quizzes.models import Run

BUILD, BRING_IN = "curriculum.build_pack", "curriculum.bring_in_pack"
FILE_NAME = "birge-lessons-{version}.birge"
SECONDS_TO_LOOK_AGAIN = 2


class BuildForm(forms.Form):
    """Which lessons, under which title."""

    title = forms.CharField(
        label=gettext_lazy("Title of the pack"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy(
            "The same title again makes a new version of the same pack. Name no person in it."
        ),
    )
    with_help = forms.BooleanField(
        label=gettext_lazy("Also help services, legal facts, trusted adults and the 16 Days"),
        required=False,
    )

    def offer(self) -> None:
        """The lessons that are published."""
        live = LessonPage.objects.published_lessons()
        offered = [(page.slug, page.title) for page in live]
        self.fields["lessons"] = forms.MultipleChoiceField(
            label=gettext_lazy("Lessons"), widget=forms.CheckboxSelectMultiple, choices=offered
        )


class UploadForm(forms.Form):
    """A pack from a stick."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ".birge"})
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than a lesson pack may be."))
        return file


def _need(request: HttpRequest, *permissions: str) -> None:
    """Raises PermissionDenied without any of these."""
    if not any(request.user.has_perm(each) for each in permissions):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: HttpRequest) -> HttpResponseBase:
    """The page of packs; a post makes one and hands it over."""
    _need(request, BUILD, BRING_IN)
    form = BuildForm(request.POST or None)
    form.offer()
    problems: list[Problem] = []
    if request.method == "POST":
        _need(request, BUILD)
        if form.is_valid():
            try:
                return _built(form.cleaned_data)
            except Refused as refused:
                problems = refused.problems
    return _page(request, form, UploadForm(), problems)


def _page(
    request: HttpRequest, form: BuildForm, upload: UploadForm, problems: list[Problem]
) -> HttpResponse:
    context = {
        "form": form if request.user.has_perm(BUILD) else None,
        "upload": upload if request.user.has_perm(BRING_IN) else None,
        "known": KnownPack.objects.all(),
        "problems": problems,
        "job": jobs.latest(),
        "fingerprint": signing.own_fingerprint(),
    }
    return render(request, "curriculum/cms/packs.html", context)


def _built(chosen: dict[str, object]) -> FileResponse:
    parts = building.of_lessons(
        slugs=list(chosen["lessons"]),  # type: ignore[call-overload]  # a list of names
        title=str(chosen["title"]),
        with_snippets=bool(chosen["with_help"]),
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
        path = Path(room) / "pack"
        listed = building.build(path, parts)
        opened = path.open("rb")  # FileResponse closes it; the name may go before
    name = FILE_NAME.format(version=listed.version)
    return FileResponse(
        opened, as_attachment=True, filename=name, content_type="application/octet-stream"
    )


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file and go on to what is in it; nothing is changed yet."""
    _need(request, BRING_IN)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        build = BuildForm()
        build.offer()
        return _page(request, build, form, [])
    return redirect("pack_check", incoming.keep(form.cleaned_data["file"].chunks()))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: UUID) -> HttpResponse:
    """Who signed it and what it would change; a post brings it in."""
    _need(request, BRING_IN)
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
        jobs.start(path, names)
    except jobs.Busy:
        messages.error(request, _("Another pack is being brought in. Wait until it is done."))
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


@require_safe
def job(request: HttpRequest) -> HttpResponse:
    """How far it is; the page comes again by itself until it is done."""
    _need(request, BRING_IN)
    latest = jobs.latest()
    if latest is None:
        return redirect("packs")
    is_running = latest.state is jobs.State.RUNNING
    response = render(
        request, "curriculum/cms/pack_job.html", {"job": latest, "is_running": is_running}
    )
    response["Cache-Control"] = "no-store"
    if is_running:
        response["Refresh"] = str(SECONDS_TO_LOOK_AGAIN)
    return response


for view in (packs, upload, check, job):
    mark(view, "trainer")
